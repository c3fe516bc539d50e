-- What a leader notes or takes back is theirs by a row that they still read when the statement ends, not by whatever else they lead:
-- of two units the right to one may go while the statement waits.

-- As before, also of what is taken back.
CREATE OR REPLACE FUNCTION role_still_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM of_row.org_id
    OR NOT holds_role(of_row.org_id, nullif(current_setting('twofold.person_id', true), '')::uuid, ARRAY[tg_argv[0]]) THEN
    RAISE EXCEPTION 'the role ended while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and whether a published row is read as a leader.
CREATE OR REPLACE FUNCTION still_allowed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF tg_argv[0] = 'writable' THEN
    PERFORM WHERE is_writable_duo(of_row.cycle_id, of_row.duo_id);
  ELSIF tg_argv[0] = 'promising' THEN
    PERFORM FROM promising_duos() p WHERE p.cycle_id = of_row.cycle_id AND p.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'living' THEN
    PERFORM FROM living_duos() l WHERE l.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'noted' THEN
    PERFORM WHERE may_note_action(of_row.cycle_id, of_row.duo_id, of_row.done_on);
  ELSIF tg_argv[0] = 'read-as-leader' THEN
    PERFORM FROM published_duos p WHERE p.org_id = of_row.org_id AND p.cycle_id = of_row.cycle_id AND p.duo_id = of_row.duo_id AND p.lineage && viewer_units();
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint
DROP TRIGGER a_role_still_held ON noted_actions;--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT ON noted_actions FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('leader');--> statement-breakpoint
CREATE TRIGGER a_role_still_held_back AFTER DELETE ON noted_actions FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION role_still_held('leader');--> statement-breakpoint
-- After those, which wait for a revocation and hold what is left until the commit.
CREATE TRIGGER b_row_still_read AFTER INSERT OR DELETE ON noted_actions FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('read-as-leader');
