ALTER TABLE moments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT (org_id, id, duo_id, content), UPDATE (content, confirmed_at), DELETE ON moments TO twofold_app;--> statement-breakpoint

-- Either of the two changes what a moment says: it is theirs then, and to be confirmed by the other one. Who wrote it does
-- not confirm it, and what is confirmed stays so until it says something else.
CREATE FUNCTION moments_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  stays boolean := (new.org_id, new.id, new.duo_id, new.revision, new.written_by) IS NOT DISTINCT FROM (old.org_id, old.id, old.duo_id, old.revision, old.written_by);
BEGIN
  IF stays AND person IS NOT NULL AND new.content <> old.content AND new.confirmed_at IS NOT DISTINCT FROM old.confirmed_at THEN
    new.revision := old.revision + 1;
    new.written_by := person;
    new.confirmed_at := NULL;
  ELSIF (stays AND new.content = old.content AND old.confirmed_at IS NULL AND new.confirmed_at = app_now() AND person <> old.written_by) IS NOT TRUE THEN
    RAISE EXCEPTION 'a moment is changed by either of the two, or confirmed now by the one who did not write it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'moments_transition', TABLE = 'moments';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before, with what the two of a duo that goes on write down at any time.
CREATE OR REPLACE FUNCTION still_allowed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF tg_argv[0] = 'writable' THEN
    PERFORM FROM writable_duos() w WHERE w.cycle_id = of_row.cycle_id AND w.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'promising' THEN
    PERFORM FROM promising_duos() p WHERE p.cycle_id = of_row.cycle_id AND p.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'living' THEN
    PERFORM FROM living_duos() l WHERE l.duo_id = of_row.duo_id;
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint

CREATE TRIGGER moments_read_committed BEFORE INSERT OR UPDATE OR DELETE ON moments FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint
CREATE TRIGGER answer_0_duo BEFORE INSERT OR UPDATE OR DELETE ON moments FOR EACH ROW EXECUTE FUNCTION lock_duo();--> statement-breakpoint
CREATE TRIGGER answer_2_allowed BEFORE INSERT OR UPDATE OR DELETE ON moments FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('living');--> statement-breakpoint
CREATE TRIGGER moments_transition BEFORE UPDATE ON moments FOR EACH ROW EXECUTE FUNCTION moments_transition();--> statement-breakpoint
REVOKE ALL ON FUNCTION moments_transition() FROM PUBLIC;
