-- Cycles that open, remind and close by themselves. As before, functions decide and jobs only call them.

ALTER TABLE schedules FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE planned_cycles FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE job_runs FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- A schedule is changed one revision at a time, so that two admins do not overwrite each other's.
CREATE FUNCTION schedules_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (new.org_id = old.org_id AND new.revision = old.revision + 1) IS NOT TRUE THEN
    RAISE EXCEPTION 'a schedule is changed one revision further'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'schedules_transition', TABLE = 'schedules';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER schedules_transition BEFORE UPDATE ON schedules FOR EACH ROW EXECUTE FUNCTION schedules_transition();--> statement-breakpoint

-- A planned cycle lies ahead, lasts 14 to 28 days, and overlaps neither another one nor the open cycle. Its instants
-- follow from its wall-clock minutes. It opens, is missed or is skipped at most once each way, and what has been opened,
-- missed, cancelled or replaced stays so.
CREATE FUNCTION planned_cycles_transition() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['opens_local', 'closes_local', 'opens_at', 'closes_at', 'state', 'cycle_id', 'reason'];
BEGIN
  new.opens_at := instant_in_zone(new.opens_local::timestamp, new.time_zone);
  new.closes_at := instant_in_zone(new.closes_local::timestamp, new.time_zone);
  IF TG_OP = 'INSERT' THEN
    IF (new.state = 'planned' AND new.opens_at > app_now()) IS NOT TRUE THEN
      RAISE EXCEPTION 'a cycle is planned ahead' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_transition', TABLE = 'planned_cycles';
    END IF;
  ELSIF (to_jsonb(new) - moves = to_jsonb(old) - moves AND CASE
      WHEN new.state = old.state AND new.opens_at = old.opens_at AND new.closes_at = old.closes_at THEN to_jsonb(new) = to_jsonb(old)
      WHEN (new.opens_at, new.closes_at) IS DISTINCT FROM (old.opens_at, old.closes_at) THEN
        old.state = 'planned' AND new.state = 'planned' AND old.opens_at > app_now() AND new.opens_at > app_now()
      WHEN old.state = 'planned' AND new.state IN ('opened', 'missed') THEN old.opens_at <= app_now()
      WHEN old.state = 'planned' AND new.state = 'skipped' OR old.state = 'skipped' AND new.state = 'planned' THEN old.opens_at > app_now()
      WHEN new.state = 'replaced' THEN old.state IN ('planned', 'skipped')
      ELSE old.state = 'opened' AND new.state = 'cancelled'
    END) IS NOT TRUE THEN
    RAISE EXCEPTION 'a planned cycle is skipped, shifted or replaced before it opens'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_transition', TABLE = 'planned_cycles';
  END IF;
  IF new.state = 'planned' THEN
    IF (new.closes_local::date - new.opens_local::date) NOT BETWEEN 14 AND 28 THEN
      RAISE EXCEPTION 'a window lasts two to four weeks'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_window', TABLE = 'planned_cycles';
    END IF;
    IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = new.org_id AND p.id <> new.id AND p.state = 'planned'
        AND p.opens_at < new.closes_at AND new.opens_at < p.closes_at)
      OR EXISTS (SELECT FROM public.cycles c WHERE c.org_id = new.org_id AND c.state = 'open' AND c.closes_at > new.opens_at) THEN
      RAISE EXCEPTION 'a window overlaps no other'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
    END IF;
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER planned_cycles_transition BEFORE INSERT OR UPDATE ON planned_cycles FOR EACH ROW EXECUTE FUNCTION planned_cycles_transition();--> statement-breakpoint

-- As before, and an open cycle may close later than it was to, never earlier.
CREATE OR REPLACE FUNCTION cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed text[] := ARRAY(SELECT n.key FROM jsonb_each(to_jsonb(new)) n JOIN jsonb_each(to_jsonb(old)) o USING (key)
    WHERE n.value <> o.value ORDER BY n.key COLLATE "C");
BEGIN
  IF (changed = '{}'
    OR (old.state = 'open' AND new.state = 'closed' AND new.closed_at = app_now() AND changed = ARRAY['closed_at', 'state'])
    OR (old.state = 'open' AND changed = ARRAY['closes_at', 'closes_local'] AND old.closes_at > app_now() AND new.closes_at > old.closes_at
      AND new.closes_at <= new.opens_at + interval '2160 hours')
    OR (old.state = 'closed' AND new.state = 'published' AND new.published_at = app_now() AND changed = ARRAY['published_at', 'state'])
    OR (old.state = 'published' AND new.state = 'withdrawn' AND new.withdrawn_at = app_now() AND changed = ARRAY['state', 'withdrawn_at', 'withdrawn_reason'])
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'a cycle goes from open to closed to published, and what it was opened with stays'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_transition', TABLE = 'cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- Opens a cycle: the tree and the active duos as they are in this statement, frozen with the sharing mode. Not granted
-- to any role: the two below call it.
CREATE FUNCTION begin_cycle(
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
      NOT EXISTS (SELECT FROM public.duo_cycles earlier WHERE earlier.org_id = org AND earlier.duo_id = d.id),
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
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION open_cycle(
  mode text, closing text, zone text, instrument text, promise text,
  OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin opens a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND p.state = 'planned' AND p.opens_at < instant_in_zone(closing::timestamp, zone)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  SELECT b.cycle_id, b.number, b.closes_at, b.duos INTO cycle_id, number, closes_at, duos
    FROM begin_cycle(mode, closing, zone, instrument, promise) b;
END $$;--> statement-breakpoint

-- Opens a planned cycle whose time has come, with the sharing mode that the schedule has at this moment. `outcome` is
-- "opened", "waiting" while another cycle is open, "missed" when less than seven days of its window are left or nobody
-- would be asked, or "not-due". The row lock makes it one opening, however many processes ask.
CREATE FUNCTION open_due_cycle(
  planned uuid, instrument text, promise text,
  OUT outcome text, OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  plan public.planned_cycles;
  mode text;
  late boolean;
BEGIN
  SELECT p.* INTO plan FROM public.planned_cycles p
    WHERE p.org_id = org AND p.id = planned AND p.state = 'planned' AND p.opens_at <= app_now() FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'not-due';
    RETURN;
  END IF;
  late := plan.closes_at < app_now() + interval '7 days';
  IF NOT late AND EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.state = 'open') THEN
    outcome := 'waiting';
    RETURN;
  END IF;
  IF late OR NOT EXISTS (SELECT FROM public.active_duos a WHERE a.org_id = org) THEN
    UPDATE public.planned_cycles SET state = 'missed', reason = CASE WHEN late THEN 'late' ELSE 'no-duos' END
      WHERE org_id = org AND id = planned;
    outcome := 'missed';
    RETURN;
  END IF;
  SELECT s.sharing_mode INTO STRICT mode FROM public.schedules s WHERE s.org_id = org;
  SELECT b.cycle_id, b.number, b.closes_at, b.duos INTO cycle_id, number, closes_at, duos
    FROM begin_cycle(mode, plan.closes_local, plan.time_zone, instrument, promise) b;
  UPDATE public.planned_cycles SET state = 'opened', cycle_id = open_due_cycle.cycle_id WHERE org_id = org AND id = planned;
  outcome := 'opened';
END $$;--> statement-breakpoint

-- Lets an open cycle close later. False when it is not open or its window has ended.
CREATE FUNCTION extend_cycle(cycle uuid, closing text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin extends a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND p.state = 'planned' AND p.opens_at < (SELECT instant_in_zone(closing::timestamp, c.time_zone) FROM public.cycles c WHERE c.org_id = p.org_id AND c.id = cycle)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  UPDATE public.cycles c SET closes_local = closing, closes_at = instant_in_zone(closing::timestamp, c.time_zone)
    WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now();
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Removes an open cycle that nobody has begun to answer, as if it had never opened: its number is free again. Takes each
-- duo's row lock, so that somebody who begins at this moment comes wholly before or is refused. False when it is not
-- open, or somebody has begun.
CREATE FUNCTION cancel_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin cancels a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle FOR UPDATE;
  UPDATE public.planned_cycles SET state = 'cancelled', cycle_id = NULL WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.duo_cycle_sides WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.duo_cycles WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycle_units WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycles WHERE org_id = org AND id = cycle;
  RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
  -- A response, begun or submitted, refers to the duo's cycle: everything stays.
  RETURN false;
END $$;--> statement-breakpoint

-- A zone's name as PostgreSQL knows it, else the fallback's, else UTC: an unknown name must not stop everybody's mail.
CREATE FUNCTION known_zone(zone text, fallback text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF zone = '' THEN
    RETURN known_zone(fallback, 'UTC');
  END IF;
  PERFORM now() AT TIME ZONE zone;
  RETURN zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN CASE WHEN zone = fallback OR fallback = 'UTC' THEN 'UTC' ELSE known_zone(fallback, 'UTC') END;
END $$;--> statement-breakpoint

-- How long a reminder waits for the working hours, 08:00 to 18:00, of its reader; nothing inside them.
CREATE FUNCTION until_working_hours(zone text) RETURNS interval LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN local_time < '08:00' THEN instant_in_zone(local_day + time '08:00', zone) - app_now()
    WHEN local_time >= '18:00' THEN instant_in_zone(local_day + 1 + time '08:00', zone) - app_now()
    ELSE interval '0'
  END
  FROM (SELECT (app_now() AT TIME ZONE zone)::date AS local_day, (app_now() AT TIME ZONE zone)::time AS local_time) AS there
$$;--> statement-breakpoint

-- When somebody in a zone gets a reminder that is due at `slot`: then, between 08:00 and 17:30 of their clock, else at
-- the last such moment before. `lib/schedule/reminders` works out the same.
CREATE FUNCTION reminder_due(slot timestamptz, zone text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN local_time < '08:00' THEN instant_in_zone((local_day - 1) + time '17:30', zone)
    WHEN local_time >= '17:31' THEN instant_in_zone(local_day + time '17:30', zone)
    ELSE slot
  END
  FROM (SELECT (slot AT TIME ZONE zone)::date AS local_day, (slot AT TIME ZONE zone)::time AS local_time) AS there
$$;--> statement-breakpoint

-- Who is missing in an open cycle: sides without a submission, of duos that have neither ended nor paused, whose people
-- want reminders. Not granted to any role.
CREATE FUNCTION missing_people(cycle uuid) RETURNS TABLE (person_id uuid, zone text) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT p.id, known_zone(p.time_zone, o.time_zone)
  FROM public.cycles c
    JOIN public.organizations o ON o.id = c.org_id
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.final_at IS NULL
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people p ON p.org_id = s.org_id AND p.id = s.person_id AND p.reminders AND p.erased_at IS NULL
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = s.org_id AND w.cycle_id = s.cycle_id AND w.duo_id = s.duo_id AND w.person_id = s.person_id)
$$;--> statement-breakpoint

-- Queues the reminders that are due now, and says how many: one mail for all duos of a person, at most one a day. A
-- reminder that is twelve hours late is left out. The keys make it the same mail, however many processes ask.
CREATE FUNCTION queue_reminders(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  queued integer;
BEGIN
  WITH slots AS (
    SELECT v.slot, v.at FROM public.cycles c CROSS JOIN LATERAL (VALUES
      ('day-3', c.opens_at + interval '72 hours'), ('day-5', c.opens_at + interval '120 hours'),
      ('two-days', c.closes_at - interval '48 hours'), ('four-hours', c.closes_at - interval '4 hours')) AS v (slot, at)
    WHERE c.org_id = org AND c.id = cycle AND v.at > c.opens_at AND v.at < c.closes_at
      -- No zone moves a slot by more than 15 hours.
      AND v.at > app_now() - interval '12 hours' AND v.at < app_now() + interval '15 hours'
  ), missing AS MATERIALIZED (
    SELECT m.person_id, m.zone FROM missing_people(cycle) m WHERE EXISTS (SELECT FROM slots)
  ), due AS MATERIALIZED (
    SELECT z.zone, s.slot, reminder_due(s.at, z.zone) AS at FROM slots s CROSS JOIN (SELECT DISTINCT m.zone FROM missing m) z
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT org, gen_random_uuid(), 'reminder',
    concat_ws(':', 'reminder', cycle, d.slot, to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), m.person_id),
    m.person_id, jsonb_build_object('cycleId', cycle), (app_now() AT TIME ZONE m.zone)::date
  FROM missing m JOIN due d ON d.zone = m.zone
  WHERE d.at <= app_now() AND d.at > app_now() - interval '12 hours'
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  RETURN queued;
END $$;--> statement-breakpoint

-- An admin's own reminder to everybody who is missing: a person gets one a fortnight, and none on the day of another.
CREATE FUNCTION nudge_missing(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  queued integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day, due_at)
  SELECT org, gen_random_uuid(), 'nudge', concat_ws(':', 'nudge', cycle, there.day, m.person_id), m.person_id,
    jsonb_build_object('cycleId', cycle), there.day, now() + there.wait
  FROM missing_people(cycle) m
    JOIN (SELECT z.zone, w.wait, ((app_now() + w.wait) AT TIME ZONE z.zone)::date AS day
      FROM (SELECT DISTINCT zone FROM missing_people(cycle)) z CROSS JOIN LATERAL (SELECT until_working_hours(z.zone) AS wait) w) there
    ON there.zone = m.zone
  WHERE NOT EXISTS (SELECT FROM public.outbox o WHERE o.org_id = org AND o.person_id = m.person_id AND o.kind = 'nudge' AND o.day > there.day - 14)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  RETURN queued;
END $$;--> statement-breakpoint

-- What a reminder says when it leaves: the close, the partners in whose duos its reader is missing still, and how long it
-- has to wait for working hours. No row when nothing is missing any more, so that the mail is not sent.
CREATE FUNCTION reminder_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT partners text[], OUT wait_seconds integer)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, array_agg(partner.name ORDER BY partner.name),
    ceil(extract(epoch FROM until_working_hours(known_zone(max(self.time_zone), (SELECT o.time_zone FROM public.organizations o WHERE o.id = max(c.org_id::text)::uuid)))))::integer
  FROM public.cycles c
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person AND s.final_at IS NULL
    JOIN public.duo_cycles d ON d.org_id = s.org_id AND d.cycle_id = s.cycle_id AND d.duo_id = s.duo_id
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people partner ON partner.org_id = s.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> person
    JOIN public.people self ON self.org_id = s.org_id AND self.id = person AND self.reminders
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
  GROUP BY c.closes_at
$$;--> statement-breakpoint

-- How the mail of the organization fares, in numbers over all kinds.
CREATE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      min(o.queued_at) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      count(*) FILTER (WHERE o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered')
        AND NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id AND again.person_id = o.person_id
          AND again.kind = o.kind AND again.queued_at > o.failed_at)),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid;
END $$;--> statement-breakpoint

-- Queues a mail once more that was given up; false when it was not, or has been queued again before.
CREATE FUNCTION retry_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (app_now() AT TIME ZONE 'UTC')::date END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail
    AND o.failed_at IS NOT NULL AND o.kind <> 'sign-in'
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;--> statement-breakpoint

-- What an admin should know before a cycle opens, as a kind and a name. The app reads no address and no grade: only here
-- does it learn that one is missing or that two are far apart.
CREATE FUNCTION launch_findings() RETURNS TABLE (kind text, name text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin prepares a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH active AS (
    SELECT d.* FROM public.duos d JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id WHERE d.org_id = org
  ), asked AS (
    SELECT p.* FROM public.people p WHERE p.org_id = org
      AND p.id IN (SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id]) FROM active d)
  )
  SELECT 'no-address', p.name FROM asked p WHERE p.email !~ '.@.' AND p.erased_at IS NULL
  UNION ALL SELECT 'one-person', d.display_name FROM active d
    WHERE EXISTS (SELECT FROM asked p WHERE p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  UNION ALL SELECT 'grade-gap', d.display_name FROM active d WHERE abs(d.manager_grade - d.ic_grade) >= 2
  UNION ALL SELECT 'no-leader', u.name FROM public.units u WHERE u.org_id = org AND u.id IN (SELECT d.unit_id FROM active d)
    AND NOT EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = org AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage))
  ORDER BY 1, 2;
END $$;--> statement-breakpoint

-- How a job went for the organization. Success ends a row of failures.
CREATE FUNCTION record_job_run(job text, fault text, reference text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.job_runs AS r (org_id, job, ran_at, succeeded_at, failed_at, fault, reference, failures)
  VALUES (nullif(current_setting('twofold.org_id', true), '')::uuid, $1, app_now(),
    CASE WHEN $2 IS NULL THEN app_now() END, CASE WHEN $2 IS NOT NULL THEN app_now() END, $2, $3, ($2 IS NOT NULL)::int)
  ON CONFLICT (org_id, job) DO UPDATE SET ran_at = excluded.ran_at,
    succeeded_at = coalesce(excluded.succeeded_at, r.succeeded_at), failed_at = coalesce(excluded.failed_at, r.failed_at),
    fault = excluded.fault, reference = excluded.reference,
    failures = CASE WHEN excluded.fault IS NULL THEN 0 ELSE r.failures + 1 END
$$;--> statement-breakpoint

-- Who may newly read duos is told to their partners, in the transaction that grants it.
CREATE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', told.unit)
  FROM (
    SELECT DISTINCT partner.person_id, granted.name AS unit
    FROM public.units granted
      JOIN public.units u ON u.org_id = granted.org_id AND granted.id = ANY (u.lineage)
      JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
      JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE granted.org_id = new.org_id AND granted.id = new.unit_id AND partner.person_id <> new.person_id
  ) told
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tell_new_reader AFTER INSERT ON role_grants FOR EACH ROW WHEN (new.role = 'leader') EXECUTE FUNCTION tell_new_reader();--> statement-breakpoint

-- Who gets a new partner in the place of another one is told. At the end of the transaction, because one import ends the
-- old duo and begins the new one, in either order.
CREATE FUNCTION tell_partner_replaced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'partner-replaced', concat_ws(':', 'partner-replaced', new.id, earlier.stays), earlier.stays,
    jsonb_build_object('former', former.name, 'partner', partner.name)
  FROM (
    SELECT d.ic_person_id AS stays, d.manager_person_id AS left_id, new.manager_person_id AS joins_id FROM public.duos d
      WHERE d.org_id = new.org_id AND d.ic_person_id = new.ic_person_id AND d.manager_person_id <> new.manager_person_id
        AND d.unit_id = new.unit_id AND d.ended_on BETWEEN new.started_on - 60 AND new.started_on + 1
    UNION ALL
    SELECT d.manager_person_id, d.ic_person_id, new.ic_person_id FROM public.duos d
      WHERE d.org_id = new.org_id AND d.manager_person_id = new.manager_person_id AND d.ic_person_id <> new.ic_person_id
        AND d.unit_id = new.unit_id AND d.ended_on BETWEEN new.started_on - 60 AND new.started_on + 1
  ) earlier
    JOIN public.people former ON former.org_id = new.org_id AND former.id = earlier.left_id
    JOIN public.people partner ON partner.org_id = new.org_id AND partner.id = earlier.joins_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER tell_partner_replaced AFTER INSERT ON duos DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell_partner_replaced();--> statement-breakpoint

REVOKE ALL ON FUNCTION schedules_transition(), planned_cycles_transition(), begin_cycle(text, text, text, text, text),
  open_due_cycle(uuid, text, text), extend_cycle(uuid, text), cancel_cycle(uuid), reminder_due(timestamptz, text), missing_people(uuid), known_zone(text, text), until_working_hours(text),
  queue_reminders(uuid), nudge_missing(uuid), reminder_facts(uuid, uuid), mail_health(), retry_mail(uuid), launch_findings(),
  record_job_run(text, text, text), tell_new_reader(), tell_partner_replaced() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION extend_cycle(uuid, text), cancel_cycle(uuid), nudge_missing(uuid), mail_health(), retry_mail(uuid), launch_findings() TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION open_due_cycle(uuid, text, text), queue_reminders(uuid), record_job_run(text, text, text) TO twofold_publisher;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION reminder_facts(uuid, uuid) TO twofold_worker;--> statement-breakpoint

GRANT SELECT ON schedules, planned_cycles, job_runs TO twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode) ON schedules TO twofold_app;--> statement-breakpoint
GRANT UPDATE (rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode, revision) ON schedules TO twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, id, slot, opens_local, closes_local, time_zone) ON planned_cycles TO twofold_app, twofold_publisher;--> statement-breakpoint
GRANT UPDATE (opens_local, closes_local, state) ON planned_cycles TO twofold_app;--> statement-breakpoint
GRANT SELECT ON schedules, planned_cycles TO twofold_publisher;--> statement-breakpoint
GRANT SELECT ON planned_cycles TO twofold_worker;--> statement-breakpoint
GRANT SELECT (org_id, id, kind, person_id, queued_at, sent_at, failed_at, attempts, last_error, day) ON outbox TO twofold_app;--> statement-breakpoint
GRANT UPDATE (reminders) ON people TO twofold_auth;
