ALTER TABLE commitments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT (org_id, cycle_id, duo_id, slot, content), UPDATE (content), DELETE ON commitments TO twofold_app;--> statement-breakpoint

-- A change raises the revision by one and keeps the place.
CREATE FUNCTION commitments_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (new.org_id, new.cycle_id, new.duo_id, new.slot, new.revision) IS DISTINCT FROM (old.org_id, old.cycle_id, old.duo_id, old.slot, old.revision) THEN
    RAISE EXCEPTION 'a commitment stays in its place, and its revision is counted here'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'commitments_transition', TABLE = 'commitments';
  END IF;
  new.revision := old.revision + 1;
  RETURN new;
END $$;--> statement-breakpoint

-- Locks the row's duo until the transaction ends: opening a cycle refers to it, so a promise is not changed in the same
-- moment in which the next cycle begins to ask about it. Taken before the lock of the duo's cycle, as the roster does it.
CREATE FUNCTION lock_duo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  PERFORM FROM public.duos d WHERE d.org_id = of_row.org_id AND d.id = of_row.duo_id FOR UPDATE;
  RETURN of_row;
END $$;--> statement-breakpoint

-- As before, with what the two promise beside what they answered.
CREATE OR REPLACE FUNCTION still_allowed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF tg_argv[0] = 'writable' THEN
    PERFORM FROM writable_duos() w WHERE w.cycle_id = of_row.cycle_id AND w.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'promising' THEN
    PERFORM FROM promising_duos() p WHERE p.cycle_id = of_row.cycle_id AND p.duo_id = of_row.duo_id;
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint

CREATE TRIGGER commitments_read_committed BEFORE INSERT OR UPDATE OR DELETE ON commitments FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint
CREATE TRIGGER answer_0_duo BEFORE INSERT OR UPDATE OR DELETE ON commitments FOR EACH ROW EXECUTE FUNCTION lock_duo();--> statement-breakpoint
CREATE TRIGGER answer_1_lock BEFORE INSERT OR UPDATE OR DELETE ON commitments FOR EACH ROW EXECUTE FUNCTION lock_duo_cycle();--> statement-breakpoint
CREATE TRIGGER answer_2_allowed BEFORE INSERT OR UPDATE OR DELETE ON commitments FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('promising');--> statement-breakpoint
CREATE TRIGGER commitments_transition BEFORE UPDATE ON commitments FOR EACH ROW EXECUTE FUNCTION commitments_transition();--> statement-breakpoint
REVOKE ALL ON FUNCTION commitments_transition(), lock_duo() FROM PUBLIC;
