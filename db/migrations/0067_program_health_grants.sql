-- A survey's time is counted here, from save to save until it is first submitted: the app cannot write it. A pause counts
-- as two minutes, so that a survey that was left open over lunch is not a long one.
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
  IF old.state = 'draft' THEN
    new.answering_seconds := old.answering_seconds
      + round(least(120, greatest(0, extract(epoch FROM new.updated_at - old.updated_at))))::integer;
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
GRANT SELECT (org_id, cycle_id, duo_id, state, answering_seconds) ON responses TO twofold_publisher;--> statement-breakpoint
ALTER TABLE published_health FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON published_health TO twofold_app, twofold_publisher;--> statement-breakpoint
GRANT INSERT ON published_health TO twofold_publisher;
