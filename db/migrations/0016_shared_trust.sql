-- Duos and cycles of the asking person in which both partners agreed to show each other the trust answer. It runs with
-- the owner's rights because neither partner may read the other's consent: one alone is nobody else's to know.
CREATE FUNCTION shared_trust() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.trust_consents mine
    JOIN public.trust_consents theirs ON theirs.org_id = mine.org_id AND theirs.cycle_id = mine.cycle_id
      AND theirs.duo_id = mine.duo_id AND theirs.person_id <> mine.person_id
    WHERE mine.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND mine.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION shared_trust() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION shared_trust() TO twofold_app;
