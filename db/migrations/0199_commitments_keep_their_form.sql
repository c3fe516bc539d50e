GRANT INSERT (id) ON commitments TO twofold_app;--> statement-breakpoint

-- That a row exists is confidential: nothing is kept to estimate with.
ALTER TABLE commitments ALTER COLUMN id SET STATISTICS 0;--> statement-breakpoint

-- As before, with the id that its form gave it.
CREATE OR REPLACE FUNCTION commitments_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (new.org_id, new.cycle_id, new.duo_id, new.slot, new.id, new.revision) IS DISTINCT FROM (old.org_id, old.cycle_id, old.duo_id, old.slot, old.id, old.revision) THEN
    RAISE EXCEPTION 'a commitment stays in its place, and its revision is counted here'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'commitments_transition', TABLE = 'commitments';
  END IF;
  new.revision := old.revision + 1;
  RETURN new;
END $$;
