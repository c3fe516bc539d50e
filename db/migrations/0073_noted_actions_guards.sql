ALTER TABLE noted_actions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Who noted it, and when, is filled in by the database; a change is a removal and a new one.
GRANT SELECT, INSERT (org_id, duo_id, done_on, kind, cycle_id), DELETE ON noted_actions TO twofold_app;--> statement-breakpoint

-- Keeps the row's cycle as it is until the transaction ends: one that is being withdrawn takes no new action. With the
-- owner's rights, because a leader changes no cycle.
CREATE FUNCTION lock_cycle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM public.cycles c WHERE c.org_id = new.org_id AND c.id = new.cycle_id FOR SHARE;
  RETURN new;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION lock_cycle() FROM PUBLIC;--> statement-breakpoint

-- As before, with what a leader notes.
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
  ELSIF tg_argv[0] = 'noted' THEN
    PERFORM WHERE may_note_action(of_row.cycle_id, of_row.duo_id, of_row.done_on);
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint

CREATE TRIGGER noted_actions_read_committed BEFORE INSERT OR UPDATE OR DELETE ON noted_actions FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint
CREATE TRIGGER noted_actions_1_cycle BEFORE INSERT ON noted_actions FOR EACH ROW EXECUTE FUNCTION lock_cycle();--> statement-breakpoint
CREATE TRIGGER noted_actions_2_allowed BEFORE INSERT ON noted_actions FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('noted');
