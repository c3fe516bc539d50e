-- Every save raises the revision by one, now, and names the request that wrote it by a key that the last one did not
-- have. A submission stays one; a later one has a new key and a new time.
GRANT UPDATE (write_key) ON responses TO twofold_app;--> statement-breakpoint
CREATE OR REPLACE FUNCTION responses_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['revision', 'state', 'submitted_at', 'submission_key', 'write_key', 'updated_at'];
BEGIN
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves AND new.revision = old.revision + 1 AND new.write_key <> old.write_key AND new.updated_at = app_now() AND (
    (new.state, new.submitted_at, new.submission_key) IS NOT DISTINCT FROM (old.state, old.submitted_at, old.submission_key)
    OR (new.state = 'submitted' AND new.submitted_at = app_now() AND new.submission_key <> coalesce(old.submission_key, gen_random_uuid()))
  )) IS NOT TRUE THEN
    RAISE EXCEPTION 'a response is saved or submitted now, one revision further, under the promise it began with'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'responses_transition', TABLE = 'responses';
  END IF;
  RETURN new;
END $$;
