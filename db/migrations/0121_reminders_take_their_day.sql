-- As before, and a reminder that waits for its reader's morning takes the day that it will be sent on: an admin's reminder for
-- that morning then finds it. The key stays the slot's, so that a slot never reminds twice.
CREATE OR REPLACE FUNCTION queue_reminders(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
  ), zones AS MATERIALIZED (
    SELECT z.zone, ((app_now() + until_working_hours(z.zone)) AT TIME ZONE z.zone)::date AS day FROM (SELECT DISTINCT m.zone FROM missing m) z
  ), due AS MATERIALIZED (
    SELECT z.zone, z.day, s.slot, reminder_due(s.at, z.zone) AS at FROM slots s CROSS JOIN zones z
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT org, gen_random_uuid(), 'reminder',
    concat_ws(':', 'reminder', cycle, d.slot, to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), m.person_id),
    m.person_id, jsonb_build_object('cycleId', cycle), d.day
  FROM missing m JOIN due d ON d.zone = m.zone
  WHERE d.at <= app_now() AND d.at > app_now() - interval '12 hours'
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  RETURN queued;
END $$;--> statement-breakpoint

-- Everybody who is missing, with the wait for their working hours, the day that an admin's reminder would reach them on, and
-- what keeps it from them: one in the last fortnight, or another reminder on that day. Not granted to any role.
CREATE FUNCTION nudge_candidates(cycle uuid) RETURNS TABLE (person_id uuid, wait interval, day date, held text) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.person_id, there.wait, there.day,
    CASE WHEN bool_or(o.kind = 'nudge') THEN 'fortnight' WHEN bool_or(o.day = there.day) THEN 'day' END
  FROM missing_people(cycle) m
    JOIN (SELECT z.zone, w.wait, ((app_now() + w.wait) AT TIME ZONE z.zone)::date AS day
      FROM (SELECT DISTINCT zone FROM missing_people(cycle)) z CROSS JOIN LATERAL (SELECT until_working_hours(z.zone) AS wait) w) there
    ON there.zone = m.zone
    LEFT JOIN public.outbox o ON o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.person_id = m.person_id
      AND o.day IS NOT NULL AND (o.day = there.day OR (o.kind = 'nudge' AND o.day > there.day - 14))
  GROUP BY m.person_id, there.wait, there.day
$$;--> statement-breakpoint
-- As before, with the candidates from their own function.
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
    SELECT org, gen_random_uuid(), 'nudge', concat_ws(':', 'nudge', cycle, c.day, c.person_id), c.person_id,
      jsonb_build_object('cycleId', cycle), c.day, now() + c.wait
    FROM nudge_candidates(cycle) c WHERE c.held IS NULL
    ON CONFLICT DO NOTHING
    RETURNING person_id
  )
  SELECT count(*) INTO told FROM queued q WHERE q.person_id NOT IN (SELECT own_and_led_people());
  RETURN told;
END $$;--> statement-breakpoint
-- Whom an admin's reminder would reach now and whom not, without the people whom its number leaves out; `uncounted` says
-- whether there may be such people.
CREATE FUNCTION nudge_reach(cycle uuid, OUT reached integer, OUT fortnight integer, OUT same_day integer, OUT uncounted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE c.held IS NULL), count(*) FILTER (WHERE c.held = 'fortnight'), count(*) FILTER (WHERE c.held = 'day')
    INTO reached, fortnight, same_day
    FROM nudge_candidates(cycle) c WHERE c.person_id NOT IN (SELECT own_and_led_people());
  uncounted := EXISTS (SELECT FROM own_and_led_people());
END $$;--> statement-breakpoint

-- As before, with the day on which the reader would get it now.
DROP FUNCTION reminder_facts(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION reminder_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT partners text[], OUT wait_seconds integer, OUT day date)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.closes_at, f.partners, ceil(extract(epoch FROM w.wait))::integer, ((app_now() + w.wait) AT TIME ZONE f.zone)::date
  FROM (
    SELECT c.closes_at, array_agg(partner.name ORDER BY partner.name) AS partners,
      known_zone(max(self.time_zone), (SELECT o.time_zone FROM public.organizations o WHERE o.id = max(c.org_id::text)::uuid)) AS zone
    FROM public.cycles c
      JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person AND s.final_at IS NULL
      JOIN public.duo_cycles d ON d.org_id = s.org_id AND d.cycle_id = s.cycle_id AND d.duo_id = s.duo_id
      JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
      JOIN public.people partner ON partner.org_id = s.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> person
      JOIN public.people self ON self.org_id = s.org_id AND self.id = person AND self.reminders
    WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = s.org_id AND w.cycle_id = s.cycle_id AND w.duo_id = s.duo_id AND w.person_id = person)
      AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person)
    GROUP BY c.closes_at
  ) f CROSS JOIN LATERAL (SELECT until_working_hours(f.zone) AS wait) w
$$;--> statement-breakpoint

-- As before, and a reminder may take another day while it waits: the one that it leaves on.
CREATE OR REPLACE FUNCTION outbox_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['payload', 'due_at', 'sent_at', 'failed_at', 'attempts', 'last_error'];
BEGIN
  IF to_jsonb(new) - 'due_at' = to_jsonb(old) - 'due_at' AND new.due_at = now() AND old.sent_at IS NULL AND old.failed_at IS NULL
    AND old.last_error IS NOT NULL THEN
    RETURN new;
  END IF;
  IF to_jsonb(new) - 'day' = to_jsonb(old) - 'day' AND new.day <> old.day AND old.sent_at IS NULL AND old.failed_at IS NULL THEN
    RETURN new;
  END IF;
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND old.sent_at IS NULL AND old.failed_at IS NULL AND new.attempts = old.attempts + 1
    AND (new.sent_at IS NULL OR (new.sent_at = now() AND new.failed_at IS NULL))
    AND (new.failed_at IS NULL OR new.failed_at = now())
    AND (new.payload = old.payload OR (new.sent_at IS NOT NULL
      AND (new.payload = '{}' OR EXISTS (SELECT FROM public.installation i WHERE i.kind = 'demo'))))
    AND (new.due_at = old.due_at OR (new.due_at >= now() AND new.sent_at IS NULL AND new.failed_at IS NULL))) IS NOT TRUE THEN
    RAISE EXCEPTION 'a mail is tried one time more, and what was sent or given up stays so'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'outbox_transition', TABLE = 'outbox';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION nudge_candidates(uuid), nudge_reach(uuid), reminder_facts(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION nudge_reach(uuid) TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION reminder_facts(uuid, uuid) TO twofold_worker;--> statement-breakpoint
GRANT UPDATE (day) ON outbox TO twofold_worker;
