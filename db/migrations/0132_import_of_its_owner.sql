-- As before, and an import is moved on by whoever began it: nobody confirms a list of changes that somebody else could
-- have written. Every admin may end one. A list is written by the check alone.
CREATE OR REPLACE FUNCTION step_import(import uuid, expected text, wanted text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  ends boolean := wanted IN ('applied', 'discarded');
  lists boolean := expected = 'checking' AND wanted = 'checked';
BEGIN
  IF wanted <> 'discarded' AND EXISTS (SELECT FROM public.roster_imports i
    WHERE i.org_id = org AND i.id = import AND i.created_by IS DISTINCT FROM person) THEN
    RAISE EXCEPTION 'an import is checked and carried out by whoever began it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.roster_imports i SET state = wanted, moved_at = app_now(),
    progress = coalesce((facts ->> 'progress')::smallint, i.progress),
    summary = CASE WHEN lists OR wanted = 'applied' THEN coalesce(facts -> 'summary', i.summary) ELSE i.summary END,
    items = CASE WHEN lists THEN coalesce(facts -> 'items', i.items) WHEN NOT ends THEN i.items END,
    problems = CASE WHEN lists THEN coalesce(facts -> 'problems', i.problems) WHEN NOT ends THEN i.problems END,
    fingerprint = CASE WHEN lists THEN coalesce(facts ->> 'fingerprint', i.fingerprint) ELSE i.fingerprint END,
    failure = facts ->> 'failure',
    finished_at = CASE WHEN ends THEN app_now() END
  WHERE i.org_id = org AND i.id = import AND i.state = expected;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF ends THEN
    DELETE FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import;
  END IF;
  RETURN true;
END $$;
