-- Duos of the asking person that have not ended: what the two write down at any time is written there alone.
CREATE FUNCTION living_duos() RETURNS TABLE (duo_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT d.id FROM public.duos d
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id)
      AND (d.ended_on IS NULL OR d.ended_on > app_now()::date);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION living_duos() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION living_duos() TO twofold_app;
