-- The app's role writes no mail by itself: a key that it chose could be taken before the mail that it belongs to is written,
-- and what became of a mail that it invented would say whether its reader answered or declined.

-- People of whose mail an admin learns less: the asking person's partners, in duos that go on or ended, and the people of
-- duos that they read as a leader, now or in a cycle. What becomes of a mail to them can say which side is silent.
CREATE FUNCTION own_and_led_people() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.id FROM (
    SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS id
    FROM public.duos d
    WHERE d.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND (SELECT nullif(current_setting('twofold.person_id', true), '')::uuid) IN (d.ic_person_id, d.manager_person_id)
    UNION
    SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id])
    FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE (SELECT viewer_units()) IS NOT NULL AND d.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND u.lineage && (SELECT viewer_units())
    UNION
    SELECT unnest(ARRAY[e.ic_person_id, e.manager_person_id])
    FROM public.duo_cycles e JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
    WHERE (SELECT viewer_units()) IS NOT NULL AND e.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND u.lineage && (SELECT viewer_units())
  ) person WHERE person.id <> (SELECT nullif(current_setting('twofold.person_id', true), '')::uuid)
$$;--> statement-breakpoint

-- Whether it depends on answers, or on a decline, that a mail of a kind is written, sent or given up.
CREATE FUNCTION tells_who_answers(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT kind IN ('cycle-opened', 'cycle-cancelled', 'reminder', 'nudge', 'partner-answered', 'reveal-ready')
$$;--> statement-breakpoint

-- As before, and invites everybody whom the cycle asks. The job that sends mail is queued by the caller.
CREATE OR REPLACE FUNCTION begin_cycle(
  mode text, closing text, zone text, instrument text, promise text,
  OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  opened timestamptz := app_now();
  opened_on date := (app_now() AT TIME ZONE zone)::date;
  ends timestamptz := instant_in_zone(closing::timestamp, zone);
  opened_id uuid := gen_random_uuid();
  next integer;
BEGIN
  IF ends <= opened OR ends > opened + interval '2160 hours' THEN
    RAISE EXCEPTION 'a cycle closes within 90 days' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_window', TABLE = 'cycles';
  END IF;
  SELECT coalesce(max(c.number), 0) + 1 INTO next FROM public.cycles c WHERE c.org_id = org;
  WITH opening AS (
    INSERT INTO public.cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at)
    VALUES (org, opened_id, next, 'open', mode, instrument, promise, closing, zone, opened, ends)
  ), tree AS (
    INSERT INTO public.cycle_units (org_id, cycle_id, unit_id, parent_id, name, platform, lineage)
    SELECT org, opened_id, u.id, u.parent_id, u.name, u.platform, u.lineage FROM public.units u WHERE u.org_id = org
      AND (u.ended_on IS NULL OR u.ended_on > opened::date)
  ), enrolled AS (
    INSERT INTO public.duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id,
      grade_gap, tenure_months, line_manager, team_size, first_cycle, closed)
    SELECT org, opened_id, d.id, d.unit_id, d.display_name, d.pair_type, d.ic_person_id, d.manager_person_id,
      d.manager_grade - d.ic_grade,
      -- Whole months, never below 0; a month counts once its day has come.
      greatest(0, (date_part('year', opened_on) - date_part('year', d.started_on)) * 12
        + date_part('month', opened_on) - date_part('month', d.started_on)
        - (date_part('day', opened_on) < date_part('day', d.started_on))::int),
      d.line_manager, d.team_size,
      NOT EXISTS (SELECT FROM public.duo_cycles earlier WHERE earlier.org_id = org AND earlier.duo_id = d.id AND earlier.left_at IS NULL),
      false
    FROM public.duos d JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id WHERE d.org_id = org
    RETURNING duo_id, ic_person_id, manager_person_id
  ), seats AS (
    INSERT INTO public.duo_cycle_sides (org_id, cycle_id, duo_id, side, person_id)
    SELECT org, opened_id, e.duo_id, s.side, CASE s.side WHEN 'ic' THEN e.ic_person_id ELSE e.manager_person_id END
    FROM enrolled e CROSS JOIN (VALUES ('ic'), ('manager')) AS s (side)
  )
  SELECT opened_id, next, ends, count(*)::integer INTO cycle_id, number, closes_at, duos FROM enrolled;
  IF duos = 0 THEN
    RAISE EXCEPTION 'a cycle needs an active duo' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_need_a_duo', TABLE = 'cycles';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (s.person_id) org, gen_random_uuid(), 'cycle-opened', concat_ws(':', 'cycle-opened', opened_id, s.person_id),
    s.person_id, jsonb_build_object('cycleId', opened_id)
  FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = opened_id;
END $$;--> statement-breakpoint

-- As before, and asks everybody whose new address waits, by a mail to the one that they still have.
CREATE OR REPLACE FUNCTION write_roster_people(people jsonb) RETURNS TABLE (change_id uuid, person_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  today date := app_now()::date;
  were jsonb := (SELECT coalesce(jsonb_object_agg(p.id, coalesce(p.ended_on <= today, false)), '{}')
    FROM jsonb_to_recordset(people) AS g (id uuid) JOIN public.people p ON p.org_id = org AND p.id = g.id);
  addresses_were jsonb := (SELECT coalesce(jsonb_object_agg(p.id, p.email), '{}')
    FROM jsonb_to_recordset(people) AS g (id uuid, email text) JOIN public.people p ON p.org_id = org AND p.id = g.id
    WHERE p.user_id IS NULL AND p.email <> g.email);
BEGIN
  -- Ids and addresses change in two steps, so that two people may swap theirs.
  UPDATE public.people p SET email = p.id || '@moving.invalid'
  FROM jsonb_to_recordset(people) AS g (id uuid, email text)
  WHERE p.org_id = org AND p.id = g.id AND p.user_id IS NULL AND lower(p.email) <> lower(g.email);
  UPDATE public.people p SET external_id = 'moving ' || p.id
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text)
  WHERE p.org_id = org AND p.id = g.id AND p.external_id <> g."externalId";
  INSERT INTO public.people AS p (org_id, id, external_id, name, given_name, email, language, time_zone, ended_on)
  SELECT org, g.id, g."externalId", g.name, g."givenName", g.email, g.language, g."timeZone", g."endedOn"
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text, name text, "givenName" text, email text, language text, "timeZone" text, "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, name = excluded.name, given_name = excluded.given_name,
    email = CASE WHEN p.user_id IS NULL THEN excluded.email ELSE p.email END, language = excluded.language,
    time_zone = excluded.time_zone, ended_on = excluded.ended_on;
  PERFORM tell_address_set(addresses_were);
  UPDATE public.address_changes c SET state = 'replaced', decided_at = app_now()
  FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
  WHERE c.org_id = org AND c.person_id = g.id AND c.state = 'pending' AND c.new_address IS DISTINCT FROM g."pendingEmail";
  WITH revoked AS (
    UPDATE public.role_grants r SET revoked_at = app_now()
    FROM jsonb_to_recordset(people) AS g (id uuid, "endedOn" date)
    WHERE r.org_id = org AND r.person_id = g.id AND r.revoked_at IS NULL AND g."endedOn" <= today
    RETURNING r.person_id, r.role, r.unit_id
  ), done AS (
    SELECT 'role.revoked' AS action, v.person_id AS id, jsonb_strip_nulls(jsonb_build_object('role', v.role, 'unit', v.unit_id)) AS detail FROM revoked v
    UNION ALL
    SELECT CASE WHEN NOT were ? g.id::text THEN 'person.added' WHEN coalesce(g."endedOn" <= today, false) THEN 'person.ended' ELSE 'person.resumed' END, g.id, '{}'
      FROM jsonb_to_recordset(people) AS g (id uuid, "endedOn" date)
      WHERE (were -> g.id::text)::boolean IS DISTINCT FROM coalesce(g."endedOn" <= today, false)
    UNION ALL
    SELECT 'address.set', w.key::uuid, '{}' FROM jsonb_each(addresses_were) w
  )
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), action, 'program', id, detail FROM done;
  RETURN QUERY WITH asked AS (
    INSERT INTO public.address_changes AS c (org_id, id, person_id, new_address)
    SELECT org, gen_random_uuid(), p.id, g."pendingEmail"
    FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
      JOIN public.people p ON p.org_id = org AND p.id = g.id AND p.user_id IS NOT NULL
    WHERE g."pendingEmail" IS NOT NULL
      AND NOT EXISTS (SELECT FROM public.address_changes w WHERE w.org_id = org AND w.person_id = p.id AND w.state = 'pending')
    RETURNING c.id, c.person_id
  ), recorded AS (
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
    SELECT org, gen_random_uuid(), 'address.asked', 'program', a.person_id FROM asked a
  ), mailed AS (
    INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
    SELECT org, gen_random_uuid(), 'address-change', concat_ws(':', 'address-change', a.id), a.person_id, '{}' FROM asked a
  )
  SELECT a.id, a.person_id FROM asked a;
END $$;--> statement-breakpoint
-- As before, and the number also leaves out the people of duos that the admin reads as a leader, for the same reason.
CREATE OR REPLACE FUNCTION nudge_missing(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  told integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH queued AS (
    INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day, due_at)
    SELECT org, gen_random_uuid(), 'nudge', concat_ws(':', 'nudge', cycle, there.day, m.person_id), m.person_id,
      jsonb_build_object('cycleId', cycle), there.day, now() + there.wait
    FROM missing_people(cycle) m
      JOIN (SELECT z.zone, w.wait, ((app_now() + w.wait) AT TIME ZONE z.zone)::date AS day
        FROM (SELECT DISTINCT zone FROM missing_people(cycle)) z CROSS JOIN LATERAL (SELECT until_working_hours(z.zone) AS wait) w) there
      ON there.zone = m.zone
    WHERE NOT EXISTS (SELECT FROM public.outbox o WHERE o.org_id = org AND o.person_id = m.person_id AND o.kind = 'nudge' AND o.day > there.day - 14)
    ON CONFLICT DO NOTHING
    RETURNING person_id
  )
  SELECT count(*) INTO told FROM queued q WHERE q.person_id NOT IN (SELECT own_and_led_people());
  RETURN told;
END $$;--> statement-breakpoint

-- As before, without any mail to their own partners and to people of duos that they read as a leader whose fate depends on
-- who answered or declined.
CREATE OR REPLACE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND (o.due_at <= now() OR o.last_error IS NOT NULL)),
      min(CASE WHEN o.last_error IS NULL THEN o.due_at
        ELSE greatest(o.queued_at, o.due_at - interval '1 minute' * power(2, least(o.attempts, 13))) END)
        FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND (o.due_at <= now() OR o.last_error IS NOT NULL)),
      count(*) FILTER (WHERE CASE WHEN o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one') AND o.kind <> 'address-set'
        THEN NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id
          AND again.person_id = o.person_id AND again.kind = o.kind AND again.queued_at > o.failed_at)
        ELSE false END),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()));
END $$;--> statement-breakpoint

-- As before, for mails alone that the admin reads were given up and that would say today what they said.
CREATE OR REPLACE FUNCTION retry_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (app_now() AT TIME ZONE 'UTC')::date END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail
    AND o.failed_at IS NOT NULL AND o.kind NOT IN ('sign-in', 'partner-answered', 'reveal-ready')
    AND coalesce(o.last_error, '') NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one')
    AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()))
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;--> statement-breakpoint

DROP FUNCTION own_partners();--> statement-breakpoint

REVOKE ALL ON FUNCTION own_and_led_people(), tells_who_answers(text) FROM PUBLIC;--> statement-breakpoint
-- The policy of the outbox asks both.
GRANT EXECUTE ON FUNCTION own_and_led_people(), tells_who_answers(text) TO twofold_app;--> statement-breakpoint
REVOKE INSERT (org_id, id, kind, key, person_id, payload) ON outbox FROM twofold_app;
