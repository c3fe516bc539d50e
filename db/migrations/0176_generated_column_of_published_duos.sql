-- previous_here is worked out from previous_lineage and lineage, which are compared; before the update it is not known yet,
-- so that every change of a duo's name was refused, and with it the erasure of somebody in a duo with a row before.
CREATE OR REPLACE FUNCTION published_duos_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := '{display_name, search_name, previous_here}';
BEGIN
  IF (to_jsonb(new) - moves) IS DISTINCT FROM (to_jsonb(old) - moves) THEN
    RAISE EXCEPTION 'what was published stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'published_duos_transition', TABLE = 'published_duos';
  END IF;
  RETURN new;
END $$;
