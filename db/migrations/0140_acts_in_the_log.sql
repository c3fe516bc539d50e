-- More acts of an admin write their own line of the audit log: called by SQL they left none.

-- A moment as the log's details say it.
CREATE FUNCTION log_instant(moment timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;--> statement-breakpoint

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
  PERFORM note_act('cycle.opened', 'program', cycle_id,
    jsonb_build_object('number', number, 'sharingMode', mode, 'duos', duos, 'closesAt', log_instant(closes_at)));
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION extend_cycle(cycle uuid, closing text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  before timestamptz;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin extends a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = org AND p.state = 'planned' AND p.opens_at < (SELECT instant_in_zone(closing::timestamp, c.time_zone) FROM public.cycles c WHERE c.org_id = p.org_id AND c.id = cycle)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
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

-- What the app's role writes itself has its line by a trigger; what functions write, by the function.
CREATE FUNCTION note_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM note_act(CASE tg_op WHEN 'INSERT' THEN 'role.granted' ELSE 'role.revoked' END, 'program', new.person_id,
    jsonb_build_object('role', new.role, 'unit', new.unit_id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER role_grants_noted AFTER INSERT OR UPDATE ON role_grants FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION note_grant();--> statement-breakpoint

CREATE FUNCTION note_skip() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM note_act(CASE new.state WHEN 'skipped' THEN 'planned.skipped' ELSE 'planned.restored' END, 'program', new.id,
    jsonb_build_object('opensAt', log_instant(new.opens_at)));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER planned_cycles_noted AFTER UPDATE OF state ON planned_cycles FOR EACH ROW
  WHEN (current_user = 'twofold_app' AND old.state <> new.state) EXECUTE FUNCTION note_skip();--> statement-breakpoint

-- Another name is what notices and the log itself would show from then on.
CREATE FUNCTION note_rename() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
    PERFORM note_act('person.renamed', 'program', new.id, '{}');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER people_rename_noted AFTER UPDATE OF name ON people FOR EACH ROW
  WHEN (new.name <> old.name AND new.erased_at IS NULL) EXECUTE FUNCTION note_rename();--> statement-breakpoint

-- Not where the start does it again from the ledger: nobody asks then.
CREATE FUNCTION note_erasure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
    PERFORM note_act('person.erased', 'program', new.id, '{}');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER people_erasure_noted AFTER UPDATE OF erased_at ON people FOR EACH ROW
  WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION note_erasure();--> statement-breakpoint
REVOKE ALL ON FUNCTION log_instant(timestamptz), note_grant(), note_skip(), note_rename(), note_erasure() FROM PUBLIC;
