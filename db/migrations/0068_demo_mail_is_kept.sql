-- In a demo, which sends nothing, a written mail keeps what it said: a reminder is composed from what is true when it leaves.
CREATE OR REPLACE FUNCTION outbox_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['payload', 'due_at', 'sent_at', 'failed_at', 'attempts', 'last_error'];
BEGIN
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND old.sent_at IS NULL AND old.failed_at IS NULL AND new.attempts = old.attempts + 1
    AND (new.sent_at IS NULL OR (new.sent_at = now() AND new.failed_at IS NULL))
    AND (new.failed_at IS NULL OR new.failed_at = now())
    AND (new.payload = old.payload OR (new.sent_at IS NOT NULL
      AND (new.payload = '{}' OR EXISTS (SELECT FROM public.installation i WHERE i.kind = 'demo'))))
    AND (new.due_at = old.due_at OR (new.due_at >= now() AND new.sent_at IS NULL AND new.failed_at IS NULL))) IS NOT TRUE THEN
    RAISE EXCEPTION 'a mail is tried one time more, and what was sent or given up stays so'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'outbox_transition', TABLE = 'outbox';
  END IF;
  RETURN new;
END $$;
