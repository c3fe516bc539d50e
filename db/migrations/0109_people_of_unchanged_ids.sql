-- As before, but where no id changed nothing else is asked: signing in writes to people as a role that may not call
-- erased_digest(), and every first sign-in by mail or provider was refused.
CREATE OR REPLACE FUNCTION people_erased_ids_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  digests text[];
BEGIN
  IF tg_op = 'INSERT' THEN
    digests := ARRAY(SELECT erased_digest(n.org_id, n.external_id) FROM new_people n WHERE n.erased_at IS NULL);
  ELSIF EXISTS (SELECT FROM new_people n JOIN old_people o USING (org_id, id) WHERE n.external_id <> o.external_id) THEN
    digests := ARRAY(SELECT erased_digest(n.org_id, n.external_id) FROM new_people n JOIN old_people o USING (org_id, id)
      WHERE n.erased_at IS NULL AND n.external_id <> o.external_id);
  END IF;
  IF cardinality(digests) > 0 AND EXISTS (SELECT FROM public.people p WHERE p.erased_at IS NOT NULL
    AND p.erased_digest IN (SELECT unnest(digests))) THEN
    RAISE EXCEPTION 'this id is of somebody who was erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_ids', TABLE = 'people';
  END IF;
  RETURN NULL;
END $$;
