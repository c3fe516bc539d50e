-- Whether a window that closes by a zone's clock ends the day before the next opening at the latest: as the schedule's page says.
CREATE FUNCTION ends_before(closing text, zone text, next_opening timestamptz) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT closing::timestamp::date < (next_opening AT TIME ZONE zone)::date
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION ends_before(text, text, timestamptz) FROM PUBLIC;--> statement-breakpoint

-- As before, but a cycle ends the day before a planned one opens, and not at the minute of its opening.
CREATE OR REPLACE FUNCTION open_cycle(
  mode text, closing text, zone text, instrument text, promise text,
  OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin opens a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND p.state = 'planned' AND NOT ends_before(closing, zone, p.opens_at)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  SELECT b.cycle_id, b.number, b.closes_at, b.duos INTO cycle_id, number, closes_at, duos
    FROM begin_cycle(mode, closing, zone, instrument, promise) b;
  PERFORM note_act('cycle.opened', 'program', cycle_id,
    jsonb_build_object('number', number, 'sharingMode', mode, 'duos', duos, 'closesAt', log_instant(closes_at)));
END $$;--> statement-breakpoint

-- The same, and four weeks after its own opening at the latest.
CREATE OR REPLACE FUNCTION extend_cycle(cycle uuid, closing text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  before timestamptz;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin extends a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p JOIN public.cycles c ON c.org_id = p.org_id AND c.id = cycle
      WHERE p.org_id = org AND p.state = 'planned' AND NOT ends_before(closing, c.time_zone, p.opens_at)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  IF EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle
      AND closing::timestamp::date - (c.opens_at AT TIME ZONE c.time_zone)::date > 28) THEN
    RAISE EXCEPTION 'a cycle is extended to four weeks at most' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_extension', TABLE = 'cycles';
  END IF;
  SELECT c.closes_at INTO before FROM public.cycles c WHERE c.org_id = org AND c.id = cycle FOR UPDATE;
  UPDATE public.cycles c SET closes_local = closing, closes_at = instant_in_zone(closing::timestamp, c.time_zone)
    WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act('cycle.extended', 'program', cycle, (
    SELECT jsonb_build_object('number', c.number, 'from', log_instant(before), 'to', log_instant(c.closes_at))
    FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

-- As before, and what would remind of it goes.
CREATE OR REPLACE FUNCTION cancel_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  cancelled integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin cancels a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT c.number INTO cancelled FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle FOR UPDATE;
  UPDATE public.planned_cycles SET state = 'cancelled', cycle_id = NULL WHERE org_id = org AND cycle_id = cycle;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (s.person_id) org, gen_random_uuid(), 'cycle-cancelled', concat_ws(':', 'cycle-cancelled', cycle, s.person_id),
    s.person_id, jsonb_build_object('cycleId', cycle)
  FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle
  ON CONFLICT DO NOTHING;
  DELETE FROM public.outbox o WHERE o.org_id = org AND o.kind IN ('reminder', 'nudge') AND o.payload ->> 'cycleId' = cycle::text
    AND o.sent_at IS NULL AND o.failed_at IS NULL;
  DELETE FROM public.duo_cycle_sides WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.duo_cycles WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycle_units WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycles WHERE org_id = org AND id = cycle;
  PERFORM note_act('cycle.cancelled', 'program', cycle, jsonb_build_object('number', cancelled));
  RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
  -- A response, begun or submitted, refers to the duo's cycle: everything stays.
  RETURN false;
END $$;
