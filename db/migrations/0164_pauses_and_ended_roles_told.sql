-- Tells both partners of a duo that is paused, or goes on after a pause or an end, once for each statement. A mail of the
-- change before it that waits still is taken back instead: then nobody has heard of either. One that is looked at just now is
-- waited for. Who was never asked about a duo has never heard of it; a duo of somebody who was erased has ended.
CREATE FUNCTION tell_paused_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  IF NOT EXISTS (SELECT FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL)) THEN
    RETURN NULL;
  END IF;
  WITH changed AS MATERIALIZED (
    SELECT n.org_id, n.id, partner.person_id, CASE WHEN n.paused THEN 'duo-paused' ELSE 'duo-resumed' END AS kind,
      CASE WHEN n.paused THEN ARRAY['duo-resumed'] ELSE ARRAY['duo-paused', 'duo-ended'] END AS undoes
    FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL AND NOT n.paused))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ), taken_back AS (
    DELETE FROM public.outbox m USING changed c
    WHERE m.org_id = c.org_id AND m.person_id = c.person_id AND m.kind = ANY (c.undoes) AND m.payload ->> 'duoId' = c.id::text
      AND m.sent_at IS NULL AND m.failed_at IS NULL
    RETURNING c.id, c.person_id
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), c.kind, concat_ws(':', c.kind, c.id, c.person_id, gen_random_uuid()), c.person_id,
    jsonb_build_object('duoId', c.id)
  FROM changed c WHERE NOT EXISTS (SELECT FROM taken_back t WHERE t.id = c.id AND t.person_id = c.person_id);
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_paused_duos() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_paused_duos AFTER UPDATE ON duos REFERENCING OLD TABLE AS old_duos NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_paused_duos();--> statement-breakpoint

-- What the mail of a duo's end is about: told again on the same day where its reader was told meanwhile that the duo goes on.
CREATE FUNCTION end_mail_key(duo uuid, person uuid, ended_on date) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT concat_ws(':', 'duo-ended', duo, person, ended_on, nullif((SELECT count(*) FROM public.outbox o
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.person_id = person AND o.kind = 'duo-resumed'
      AND split_part(o.key, ':', 2) = duo::text AND o.sent_at IS NOT NULL), 0))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION end_mail_key(uuid, uuid, date) FROM PUBLIC;--> statement-breakpoint

-- As before, and no mail of a pause, or that the duo goes on, leaves after its end.
CREATE OR REPLACE FUNCTION tell_ended_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  DELETE FROM public.outbox m USING new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on
    AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.kind IN ('duo-paused', 'duo-resumed')
    AND m.payload ->> 'duoId' = n.id::text AND m.sent_at IS NULL AND m.failed_at IS NULL AND n.ended_on <= today();
  DELETE FROM public.outbox m
  USING new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on AND m.sent_at IS NULL
    AND m.org_id = n.org_id AND m.key = end_mail_key(n.id, partner.person_id, n.ended_on);
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT n.org_id, gen_random_uuid(), 'duo-ended', end_mail_key(n.id, partner.person_id, n.ended_on), partner.person_id,
    jsonb_build_object('duoId', n.id, 'endedOn', n.ended_on)
  FROM new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    JOIN public.people p ON p.org_id = n.org_id AND p.id = partner.person_id AND p.erased_at IS NULL
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, by that key.
CREATE OR REPLACE FUNCTION tell_replaced_partners() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  WITH replaced AS MATERIALIZED (
    SELECT earlier.*, stays.name AS stays_name, former.name AS former_name, partner.name AS partner_name
    FROM (
      SELECT n.org_id, n.id, d.id AS ended_id, n.ic_person_id AS stays, d.manager_person_id AS left_id, n.manager_person_id AS joins_id,
        n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type AS alike
      FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
        JOIN new_duos n ON n.org_id = d.org_id AND n.ic_person_id = d.ic_person_id AND n.manager_person_id <> d.manager_person_id
      UNION ALL
      SELECT n.org_id, n.id, d.id, n.manager_person_id, d.ic_person_id, n.ic_person_id,
        n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type
      FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
        JOIN new_duos n ON n.org_id = d.org_id AND n.manager_person_id = d.manager_person_id AND n.ic_person_id <> d.ic_person_id
    ) earlier
      JOIN public.people stays ON stays.org_id = earlier.org_id AND stays.id = earlier.stays
      JOIN public.people former ON former.org_id = earlier.org_id AND former.id = earlier.left_id
      JOIN public.people partner ON partner.org_id = earlier.org_id AND partner.id = earlier.joins_id
    WHERE earlier.alike
      AND (earlier.ended_on BETWEEN earlier.started_on - 60 AND earlier.started_on + 1 OR earlier.ended_on BETWEEN today - 60 AND today + 1)
  ), said_in_one AS (
    DELETE FROM public.outbox o USING replaced r
    WHERE o.org_id = r.org_id AND o.key = end_mail_key(r.ended_id, r.stays, r.ended_on) AND o.sent_at IS NULL AND o.failed_at IS NULL
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT r.org_id, gen_random_uuid(), 'partner-replaced', concat_ws(':', 'partner-replaced', r.id, r.stays), r.stays,
    jsonb_build_object('former', r.former_name, 'partner', r.partner_name)
  FROM replaced r
  UNION ALL
  SELECT r.org_id, gen_random_uuid(), 'new-partner', concat_ws(':', 'new-partner', r.id, r.joins_id), r.joins_id,
    jsonb_build_object('partner', r.stays_name)
  FROM replaced r
  UNION ALL
  SELECT r.org_id, gen_random_uuid(), 'duo-ended', end_mail_key(r.ended_id, r.left_id, r.ended_on), r.left_id,
    jsonb_build_object('duoId', r.ended_id, 'endedOn', r.ended_on)
  FROM replaced r JOIN public.people p ON p.org_id = r.org_id AND p.id = r.left_id AND p.erased_at IS NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Whether a duo that is not over is paused now, for one of its partners.
CREATE FUNCTION pause_of_duo(duo uuid, person uuid) RETURNS TABLE (paused boolean, partner text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT d.paused, other.name
  FROM public.duos d
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> person
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo
    AND person IN (d.ic_person_id, d.manager_person_id) AND (d.ended_on IS NULL OR d.ended_on > today())
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION pause_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION pause_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- Tells who loses a role, by ids alone: names are looked up when the mail leaves. Who has not heard of the grant yet does not
-- hear of its end either. Not somebody who is erased.
CREATE FUNCTION tell_ended_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  DELETE FROM public.outbox o WHERE o.org_id = new.org_id AND o.key = concat_ws(':', 'role-granted', new.id)
    AND o.sent_at IS NULL AND o.failed_at IS NULL;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'role-ended', concat_ws(':', 'role-ended', new.id), p.id,
    jsonb_strip_nulls(jsonb_build_object('role', new.role, 'grantId', new.id, 'by', nullif(current_setting('twofold.person_id', true), '')))
  FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.erased_at IS NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_ended_role() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_ended_role AFTER UPDATE ON role_grants FOR EACH ROW
  WHEN (new.role IN ('admin', 'reviewer', 'leader') AND old.revoked_at IS NULL AND new.revoked_at IS NOT NULL) EXECUTE FUNCTION tell_ended_role();--> statement-breakpoint

-- As before; who got a role back before the mail left that it ended hears of neither.
CREATE OR REPLACE FUNCTION tell_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  DELETE FROM public.outbox o USING public.role_grants g
  WHERE g.org_id = new.org_id AND g.person_id = new.person_id AND g.role = new.role AND g.unit_id IS NOT DISTINCT FROM new.unit_id
    AND o.org_id = g.org_id AND o.key = concat_ws(':', 'role-ended', g.id) AND o.sent_at IS NULL AND o.failed_at IS NULL;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  VALUES (new.org_id, gen_random_uuid(), 'role-granted', concat_ws(':', 'role-granted', new.id), new.person_id,
    jsonb_build_object('role', new.role, 'grantId', new.id)
      || CASE WHEN new.role = 'leader' THEN jsonb_build_object('unit', unit_label(new.org_id, new.unit_id)) ELSE '{}'::jsonb END)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- What the mail says that a role ended: which one, of which unit, when, and by whom, whose name is empty when it was erased.
-- Nothing when the person has that role again.
CREATE FUNCTION end_of_role(mail uuid, OUT unit text, OUT ended_at timestamptz, OUT by_name text, OUT by_self boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT unit_label(g.org_id, g.unit_id), g.revoked_at, actor.name, actor.id IS NOT DISTINCT FROM g.person_id
  FROM public.outbox o
    JOIN public.role_grants g ON g.org_id = o.org_id AND g.id = (o.payload ->> 'grantId')::uuid AND g.revoked_at IS NOT NULL
    LEFT JOIN public.people actor ON actor.org_id = o.org_id AND actor.id = (o.payload ->> 'by')::uuid
  WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail AND o.kind = 'role-ended'
    AND NOT EXISTS (SELECT FROM public.role_grants again WHERE again.org_id = g.org_id AND again.person_id = g.person_id AND again.role = g.role
      AND again.unit_id IS NOT DISTINCT FROM g.unit_id AND again.revoked_at IS NULL)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION end_of_role(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_of_role(uuid) TO twofold_worker;--> statement-breakpoint

-- Why a mail is of no use any more; null where it is. Of an invitation or a reminder by the cycle and the roster alone:
-- neither whether its reader declined nor whether they answered.
CREATE FUNCTION why_no_use(mail outbox) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT nullif(CASE
    -- Nothing is left of a cycle that was cancelled.
    WHEN mail.kind IN ('cycle-opened', 'reminder', 'nudge') AND mail.payload ? 'cycleId' THEN coalesce((
      SELECT CASE
        WHEN c.state <> 'open' OR c.closes_at <= app_now() THEN 'closed'
        WHEN NOT EXISTS (SELECT FROM public.duo_cycle_sides s JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
          WHERE s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = mail.person_id) THEN 'not-asked'
        ELSE ''
      END
      FROM public.cycles c WHERE c.org_id = mail.org_id AND c.id::text = mail.payload ->> 'cycleId'), 'cancelled')
    WHEN mail.kind = 'cycle-published' THEN (
      SELECT 'withdrawn' FROM public.cycles c WHERE c.org_id = mail.org_id AND c.id::text = mail.payload ->> 'cycleId' AND c.state = 'withdrawn')
    WHEN mail.kind = 'role-granted' THEN (
      SELECT 'taken-back' FROM public.role_grants g
      WHERE g.org_id = mail.org_id AND g.id::text = mail.payload ->> 'grantId' AND g.revoked_at IS NOT NULL)
    WHEN mail.kind = 'role-ended' AND mail.payload <> '{}' AND NOT EXISTS (SELECT FROM end_of_role(mail.id)) THEN 'taken-back'
    WHEN mail.kind = 'duo-ended' THEN (
      SELECT 'taken-back' FROM public.duos d WHERE d.org_id = mail.org_id AND d.id::text = mail.payload ->> 'duoId'
        AND d.ended_on::text IS DISTINCT FROM mail.payload ->> 'endedOn')
    WHEN mail.kind IN ('duo-paused', 'duo-resumed') THEN (
      SELECT CASE WHEN d.ended_on <= today() THEN 'over' WHEN d.paused <> (mail.kind = 'duo-paused') THEN 'taken-back' END
      FROM public.duos d WHERE d.org_id = mail.org_id AND d.id::text = mail.payload ->> 'duoId')
    WHEN mail.kind IN ('partner-replaced', 'new-partner') THEN (
      SELECT 'over' FROM public.duos d WHERE d.org_id = mail.org_id AND d.id::text = split_part(mail.key, ':', 2) AND d.ended_on <= today())
    WHEN mail.kind = 'address-change' THEN (
      SELECT 'decided' FROM public.address_changes c
      WHERE c.org_id = mail.org_id AND c.id::text = split_part(mail.key, ':', 2) AND c.state <> 'pending')
  END, '')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION why_no_use(outbox) FROM PUBLIC;--> statement-breakpoint

-- Of mails that were given up, those that an admin may have sent again, with why they are of no use.
CREATE FUNCTION failed_mails_of_no_use(mails uuid[]) RETURNS TABLE (mail uuid, why text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT o.id, why_no_use(o) FROM public.outbox o
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = ANY (mails) AND o.failed_at IS NOT NULL
      AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people())) AND why_no_use(o) IS NOT NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION failed_mails_of_no_use(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION failed_mails_of_no_use(uuid[]) TO twofold_app;--> statement-breakpoint

-- The same of one mail that waits, before it leaves.
CREATE FUNCTION mail_of_no_use(mail uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT EXISTS (SELECT FROM public.outbox o
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail AND why_no_use(o) IS NOT NULL)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION mail_of_no_use(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION mail_of_no_use(uuid) TO twofold_worker;--> statement-breakpoint

-- As before, and nothing that is of no use any more.
CREATE OR REPLACE FUNCTION retry_mails(mails uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  queued integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (SELECT ((app_now() + until_working_hours(z.zone)) AT TIME ZONE z.zone)::date
      FROM (SELECT known_zone(p.time_zone, g.time_zone) AS zone FROM public.people p JOIN public.organizations g ON g.id = p.org_id
        WHERE p.org_id = o.org_id AND p.id = o.person_id) z) END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = ANY (mails)
    AND o.failed_at IS NOT NULL AND o.kind NOT IN ('sign-in', 'partner-answered', 'reveal-ready')
    AND coalesce(o.last_error, '') NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one')
    AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()))
    AND why_no_use(o) IS NULL
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  IF queued > 0 THEN
    PERFORM note_act('mail.retried', 'program', CASE WHEN cardinality(mails) = 1 THEN mails[1] END,
      jsonb_build_object('mails', CASE WHEN cardinality(mails) > 1 THEN queued END));
  END IF;
  RETURN queued;
END $$;--> statement-breakpoint

-- As before, with the cycle's number.
CREATE OR REPLACE FUNCTION withdraw_cycle(cycle uuid, why text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin withdraws a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.cycles SET state = 'withdrawn', withdrawn_at = app_now(), withdrawn_reason = why
    WHERE org_id = org AND id = cycle AND state = 'published';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (o.person_id) org, gen_random_uuid(), 'cycle-withdrawn', concat_ws(':', 'cycle-withdrawn', cycle, o.person_id),
    o.person_id, jsonb_build_object('cycleId', c.id, 'number', c.number::text, 'opensOn', (c.opens_at AT TIME ZONE c.time_zone)::date, 'among', (
      SELECT string_agg((e.opens_at AT TIME ZONE e.time_zone)::date::text, ' ' ORDER BY e.number DESC) FROM public.cycles e
      WHERE e.org_id = org AND e.state IN ('published', 'withdrawn')
        AND date_trunc('month', e.opens_at AT TIME ZONE e.time_zone) = date_trunc('month', c.opens_at AT TIME ZONE c.time_zone)))
  FROM public.outbox o JOIN public.cycles c ON c.org_id = o.org_id AND c.id = cycle
  WHERE o.org_id = org AND o.kind = 'cycle-published' AND o.key LIKE concat('cycle-published:', cycle, ':%')
  ON CONFLICT DO NOTHING;
  PERFORM note_act('cycle.withdrawn', 'program', cycle,
    (SELECT jsonb_build_object('number', c.number) FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

-- As before; of a duo that comes back, who was told of the reader when the right was given is not told again.
CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb, since jsonb DEFAULT '{}')
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', unit_label(told.org_id, told.unit_id), 'unitId', told.unit_id, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.id AS unit_id, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage, coalesce((since ->> w.key)::timestamptz, 'infinity') AS read_until FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage) AND o.granted_at < before.read_until)
      AND NOT (since ? w.key AND EXISTS (SELECT FROM public.outbox m
        WHERE m.org_id = d.org_id AND m.key = concat_ws(':', 'new-reader', g.id, partner.person_id)
          AND (m.failed_at IS NULL OR m.last_error = 'said-in-one')))
  ) told
$$;
