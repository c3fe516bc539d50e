-- Opening, closing and cancelling a cycle take turns with changes of the roster, which lock the same rows in another order.

-- The order of locks. Whoever holds one takes none that stands before it; those who wait for a later one only are held up
-- by nobody who waits for them.
--   1. the turn at cycles of an admin (`twofold cycles`, from the product alone);
--   2. the roster: changes of people, units, duos and grants, erasures, and cycles that open, close or are cancelled;
--   3. the ledger of erasures (`twofold erasure ledger`);
--   4. the table of cycles (an erasure), rows of planned cycles, then of cycles, then of duos' cycles, several of these by those
--      alone who hold the roster, but where they are taken in the order of their keys;
--   5. rows of grants: shared by each statement of an admin or a leader when it ends, changed behind the roster's lock;
--   6. the last admin (`twofold admins`).
-- A deadlock that is left (an admin who discards the import by which another one ends them) is undone by PostgreSQL after a
-- second, one of the two with all of its changes.
CREATE OR REPLACE FUNCTION lock_roster_of(org uuid) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('twofold roster ' || org, 0))
$$;--> statement-breakpoint

-- As before; by the row it waits for nobody, because the row is locked by then: a statement without the organization is to be
-- tried again.
CREATE OR REPLACE FUNCTION lock_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_level = 'STATEMENT' THEN
    IF nullif(current_setting('twofold.org_id', true), '') IS NOT NULL THEN
      PERFORM lock_roster_of(current_setting('twofold.org_id')::uuid);
    END IF;
  ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('twofold roster ' || new.org_id, 0)) THEN
    RAISE EXCEPTION 'the roster is being changed: set twofold.org_id first, to wait for it' USING ERRCODE = 'lock_not_available', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, behind the roster's lock.
CREATE OR REPLACE FUNCTION close_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin closes a cycle before its time' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM lock_roster();
  IF NOT end_answering(cycle, false) THEN
    RETURN false;
  END IF;
  PERFORM note_act('cycle.closed', 'program', cycle,
    (SELECT jsonb_build_object('number', c.number) FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION close_due_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  PERFORM lock_roster_of(nullif(current_setting('twofold.org_id', true), '')::uuid);
  RETURN end_answering(cycle, true);
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancel_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  cancelled integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin cancels a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM lock_roster();
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
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION open_cycle(mode text, closing text, zone text, instrument text, promise text, OUT cycle_id uuid, OUT number integer, OUT closes_at timestamp with time zone, OUT duos integer) RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin opens a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM lock_roster();
  IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND p.state = 'planned' AND NOT ends_before(closing, zone, p.opens_at)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  SELECT b.cycle_id, b.number, b.closes_at, b.duos INTO cycle_id, number, closes_at, duos
    FROM begin_cycle(mode, closing, zone, instrument, promise) b;
  PERFORM note_act('cycle.opened', 'program', cycle_id,
    jsonb_build_object('number', number, 'sharingMode', mode, 'duos', duos, 'closesAt', log_instant(closes_at)));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION open_due_cycle(planned uuid, instrument text, promise text, OUT outcome text, OUT cycle_id uuid, OUT number integer, OUT closes_at timestamp with time zone, OUT duos integer) RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  plan public.planned_cycles;
  mode text;
  late boolean;
BEGIN
  PERFORM lock_roster_of(org);
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

-- As before, and where something leaves, behind it too.
CREATE OR REPLACE FUNCTION leave_on_their_day() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF EXISTS (SELECT FROM public.cycles c JOIN public.duo_cycles e ON e.org_id = c.org_id AND e.cycle_id = c.id AND NOT e.closed
      JOIN public.duos d ON d.org_id = e.org_id AND d.id = e.duo_id
    WHERE c.org_id = org AND c.state = 'open' AND d.ended_on <= today() AND d.ended_on::timestamp AT TIME ZONE 'UTC' < c.closes_at) THEN
    PERFORM lock_roster_of(org);
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
    FROM public.cycles c, public.duos d
    WHERE c.org_id = org AND c.state = 'open'
      AND e.org_id = c.org_id AND e.cycle_id = c.id AND NOT e.closed AND d.org_id = e.org_id AND d.id = e.duo_id
      AND d.ended_on <= today() AND d.ended_on::timestamp AT TIME ZONE 'UTC' < c.closes_at;
  END IF;
END $$;
