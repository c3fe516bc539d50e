-- An admin does not become a reader through the roster: not by the sign-in address of somebody who never signed in, and
-- not by what is moved into a unit that they lead. What changes who may read or answer is recorded row by row, and told.

-- Those of some people who have a partner that has begun to answer in a cycle that still takes answers.
CREATE FUNCTION people_with_begun_partners(org uuid, people uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.person_id FROM public.duo_cycles e
    JOIN public.duo_cycle_sides s ON s.org_id = e.org_id AND s.cycle_id = e.cycle_id AND s.duo_id = e.duo_id
    JOIN public.responses r ON r.org_id = e.org_id AND r.cycle_id = e.cycle_id AND r.duo_id = e.duo_id AND r.author_id <> s.person_id
  WHERE e.org_id = org AND NOT e.closed AND s.person_id = ANY (people)
$$;--> statement-breakpoint

-- Whoever ever signed in owns their address: it changes only to one that they confirmed in the same transaction. That of
-- somebody who never did stays while a partner has begun to answer: who holds the new address could answer in that
-- person's name and read what the partner shared. The lock of the duo is the one that every answer takes.
CREATE OR REPLACE FUNCTION people_address_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.email IS NOT DISTINCT FROM old.email OR EXISTS (
    SELECT FROM public.address_changes c WHERE c.org_id = old.org_id AND c.person_id = old.id
      AND c.new_address = new.email AND c.state = 'confirmed' AND c.decided_at = app_now()) THEN
    RETURN new;
  END IF;
  IF old.user_id IS NOT NULL THEN
    RAISE EXCEPTION 'a sign-in address changes only with its person''s confirmation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_transition', TABLE = 'people';
  END IF;
  PERFORM FROM public.duo_cycles e JOIN public.duo_cycle_sides s ON s.org_id = e.org_id AND s.cycle_id = e.cycle_id AND s.duo_id = e.duo_id
    WHERE s.org_id = old.org_id AND s.person_id = old.id AND NOT e.closed ORDER BY e.cycle_id, e.duo_id FOR NO KEY UPDATE OF e;
  IF FOUND AND EXISTS (SELECT people_with_begun_partners(old.org_id, ARRAY[old.id])) THEN
    RAISE EXCEPTION 'a sign-in address stays while a partner has begun to answer in an open cycle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_waits', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

DROP FUNCTION roster_people();--> statement-breakpoint
-- As before, and whether the address of somebody who never signed in has to wait for the close of the open cycle.
CREATE FUNCTION roster_people() RETURNS TABLE (
  id uuid, external_id text, name text, given_name text, email text, pending_email text, language text, time_zone text,
  ended_on text, signed_in boolean, address_waits boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  not_signed_in uuid[] := ARRAY(SELECT p.id FROM public.people p WHERE p.org_id = org AND p.user_id IS NULL AND p.erased_at IS NULL);
BEGIN
  RETURN QUERY SELECT p.id, p.external_id, p.name, p.given_name, p.email, c.new_address, p.language, p.time_zone,
    p.ended_on::text, p.user_id IS NOT NULL, p.id IN (SELECT people_with_begun_partners(org, not_signed_in))
  FROM public.people p LEFT JOIN public.address_changes c ON c.org_id = p.org_id AND c.person_id = p.id AND c.state = 'pending'
  WHERE p.org_id = org AND p.erased_at IS NULL ORDER BY p.external_id COLLATE "C";
END $$;--> statement-breakpoint

-- Tells a mail that the sign-in address of people was set: to the address that each had, and to their partners. `was` has
-- the address that was there before, by person. The new one is named to nobody.
CREATE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'address-set', concat_ws(':', 'address-set', gen_random_uuid()), p.id,
    jsonb_build_object('address', w.value)
  FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
  WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND w.value ~ '.@.'
  UNION ALL
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;--> statement-breakpoint

-- Tells the partners of duos that a change of the roster brought into what somebody leads. `was` has, by duo, the
-- lineage of the unit that it was in before; leaders who read it there are no news.
CREATE FUNCTION tell_moved_duos(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', told.unit)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.name AS unit
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told
$$;--> statement-breakpoint

-- Writes units as given, new and old, and checks that the whole is one tree. Nobody brings a unit into what they lead.
CREATE OR REPLACE FUNCTION write_roster_units(units jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  led uuid[] := viewer_units();
  -- By unit: its parent and lineage before. By duo of these units: the lineage of its unit.
  was jsonb := (SELECT coalesce(jsonb_object_agg(u.id, jsonb_build_object('parent', u.parent_id, 'lineage', u.lineage)), '{}')
    FROM jsonb_to_recordset(units) AS g (id uuid) JOIN public.units u ON u.org_id = org AND u.id = g.id);
  duos_were jsonb := (SELECT coalesce(jsonb_object_agg(d.id, u.lineage), '{}')
    FROM jsonb_to_recordset(units) AS g (id uuid) JOIN public.units u ON u.org_id = org AND u.id = g.id
      JOIN public.duos d ON d.org_id = org AND d.unit_id = u.id);
BEGIN
  INSERT INTO public.units AS u (org_id, id, external_id, parent_id, name, platform, lineage, ended_on)
  SELECT org, g.id, g."externalId", g."parentId", g.name, g.platform, g.lineage, g."endedOn"
  FROM jsonb_to_recordset(units) AS g (id uuid, "externalId" text, "parentId" uuid, name text, platform boolean, lineage uuid[], "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, parent_id = excluded.parent_id, name = excluded.name,
    platform = excluded.platform, lineage = excluded.lineage, ended_on = excluded.ended_on;
  IF EXISTS (
    SELECT FROM public.units u LEFT JOIN public.units above ON above.org_id = u.org_id AND above.id = u.parent_id
    WHERE u.org_id = org AND (u.lineage IS DISTINCT FROM coalesce(above.lineage, '{}') || u.id
      OR cardinality(u.lineage) > 20 OR (above.ended_on <= app_now()::date AND (u.ended_on > app_now()::date OR u.ended_on IS NULL)))
  ) THEN
    RAISE EXCEPTION 'units are one tree of at most 20 levels, in which nothing goes on below an end'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_are_a_tree', TABLE = 'units';
  END IF;
  IF EXISTS (
    SELECT FROM jsonb_each(was) w JOIN public.units u ON u.org_id = org AND u.id = w.key::uuid
    WHERE u.lineage && led AND NOT ARRAY(SELECT e::uuid FROM jsonb_array_elements_text(w.value -> 'lineage') e) && led
  ) THEN
    RAISE EXCEPTION 'nobody brings a unit into what they lead'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_leader_self', TABLE = 'units';
  END IF;
  PERFORM tell_moved_duos(duos_were);
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), 'unit.moved', 'program', u.id, jsonb_build_object('from', w.value -> 'parent', 'to', u.parent_id)
  FROM jsonb_each(was) w JOIN public.units u ON u.org_id = org AND u.id = w.key::uuid
  WHERE u.parent_id::text IS DISTINCT FROM w.value ->> 'parent';
END $$;--> statement-breakpoint

-- Writes people as given. The address of somebody who ever signed in stays: the new one waits for them, and its change
-- is given back. One that is set for somebody who never did is told to the old one and to the partners. Who ends loses
-- every role.
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
  )
  SELECT a.id, a.person_id FROM asked a;
END $$;--> statement-breakpoint

-- Writes duos as given. One that ends or pauses leaves the open cycle at once; everything else waits for the next opening.
-- Nobody brings a duo into what they lead, an old one or a new one; who leads the whole tree has none outside of it.
-- Gives the number of duos that left.
CREATE OR REPLACE FUNCTION write_roster_duos(duos jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  led uuid[] := viewer_units();
  today date := app_now()::date;
  leaving integer;
  -- By duo: what it was before.
  was jsonb := (SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object('unit', d.unit_id, 'lineage', u.lineage, 'paused', d.paused,
      'over', coalesce(d.ended_on <= today, false))), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id);
BEGIN
  -- First what is there: an old duo gives its id up before the new one takes it.
  UPDATE public.duos d SET external_id = g."externalId", display_name = g."displayName", pair_type = g."pairType", unit_id = g."unitId",
    ic_person_id = g."icId", manager_person_id = g."managerId", ic_grade = g."icGrade", manager_grade = g."managerGrade",
    line_manager = g."lineManager", team_size = g."teamSize", started_on = g."startedOn", ended_on = g."endedOn", paused = g.paused
  FROM jsonb_to_recordset(duos) AS g (id uuid, "externalId" text, "displayName" text, "pairType" text, "unitId" uuid, "icId" uuid, "managerId" uuid,
    "icGrade" smallint, "managerGrade" smallint, "lineManager" boolean, "teamSize" smallint, "startedOn" date, "endedOn" date, paused boolean)
  WHERE d.org_id = org AND d.id = g.id;
  INSERT INTO public.duos (org_id, id, external_id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, ic_grade,
    manager_grade, line_manager, team_size, started_on, ended_on, paused)
  SELECT org, g.id, g."externalId", g."displayName", g."pairType", g."unitId", g."icId", g."managerId", g."icGrade",
    g."managerGrade", g."lineManager", g."teamSize", g."startedOn", g."endedOn", g.paused
  FROM jsonb_to_recordset(duos) AS g (id uuid, "externalId" text, "displayName" text, "pairType" text, "unitId" uuid, "icId" uuid, "managerId" uuid,
    "icGrade" smallint, "managerGrade" smallint, "lineManager" boolean, "teamSize" smallint, "startedOn" date, "endedOn" date, paused boolean)
  WHERE NOT EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND d.id = g.id);
  UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
  FROM jsonb_to_recordset(duos) AS g (id uuid), public.duos d, public.cycles c
  WHERE d.org_id = org AND d.id = g.id AND (d.paused OR d.ended_on <= today)
    AND c.org_id = org AND c.state = 'open' AND e.org_id = org AND e.cycle_id = c.id AND e.duo_id = d.id AND NOT e.closed;
  GET DIAGNOSTICS leaving = ROW_COUNT;
  IF EXISTS (SELECT FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE d.org_id = org AND u.ended_on <= today AND (d.ended_on IS NULL OR d.ended_on > today)) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id
      LEFT JOIN public.units before ON before.org_id = org AND before.id = (was -> g.id::text ->> 'unit')::uuid
    WHERE u.lineage && led AND NOT coalesce(before.lineage && led, u.lineage[1] = ANY (led))
  ) THEN
    RAISE EXCEPTION 'nobody brings a duo into what they lead'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_leader_self', TABLE = 'duos';
  END IF;
  PERFORM tell_moved_duos((SELECT coalesce(jsonb_object_agg(w.key, w.value -> 'lineage'), '{}') FROM jsonb_each(was) w));
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), done.action, 'program', g.id, done.detail
  FROM jsonb_to_recordset(duos) AS g (id uuid, "replacedId" uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
    CROSS JOIN LATERAL (SELECT was -> g.id::text AS was, coalesce(d.ended_on <= today, false) AS is_over) AS state
    CROSS JOIN LATERAL (
      SELECT CASE WHEN g."replacedId" IS NULL THEN 'duo.added' ELSE 'duo.replaced' END,
        jsonb_strip_nulls(jsonb_build_object('ic', d.ic_person_id, 'manager', d.manager_person_id, 'unit', d.unit_id, 'replaced', g."replacedId")) WHERE state.was IS NULL
      UNION ALL SELECT 'duo.moved', jsonb_build_object('from', state.was -> 'unit', 'to', d.unit_id) WHERE (state.was ->> 'unit')::uuid <> d.unit_id
      UNION ALL SELECT CASE WHEN state.is_over THEN 'duo.ended' ELSE 'duo.resumed' END, '{}' WHERE (state.was -> 'over')::boolean <> state.is_over
      UNION ALL SELECT CASE WHEN d.paused THEN 'duo.paused' ELSE 'duo.resumed' END, '{}'
        WHERE (state.was -> 'paused')::boolean <> d.paused AND (state.was -> 'over')::boolean = state.is_over
    ) AS done (action, detail);
  RETURN leaving;
END $$;--> statement-breakpoint

-- As before; that an old address does not take the mail which says that it was replaced needs nobody's attention.
CREATE OR REPLACE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      min(o.queued_at) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      count(*) FILTER (WHERE CASE WHEN o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered') AND o.kind <> 'address-set'
        THEN NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id
          AND again.person_id = o.person_id AND again.kind = o.kind AND again.queued_at > o.failed_at)
        ELSE false END),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION people_with_begun_partners(uuid, uuid[]), roster_people(), tell_address_set(jsonb), tell_moved_duos(jsonb) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION roster_people() TO twofold_app;
