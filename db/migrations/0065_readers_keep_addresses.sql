-- Takes the asking person's word back, without a trace, unless both have agreed. Gives "taken-back" or "shown"; null for
-- somebody who is not in the duo's cycle. It looks at the words themselves: a transaction that began before they were
-- given must not take them for younger than itself. Only in the transaction that gave it, where it opened nothing yet, a
-- word is taken back whatever the other said, so that giving and taking back tells nothing.
CREATE OR REPLACE FUNCTION take_back_trust(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT public.lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.trust_consents mine JOIN public.trust_consents theirs ON theirs.org_id = mine.org_id
      AND theirs.cycle_id = mine.cycle_id AND theirs.duo_id = mine.duo_id AND theirs.person_id <> mine.person_id
    WHERE mine.org_id = org AND mine.cycle_id = cycle AND mine.duo_id = duo AND mine.person_id = person
      AND mine.given_in <> (pg_current_xact_id()::text)::bigint) THEN
    RETURN 'shown';
  END IF;
  DELETE FROM public.trust_consents WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
  RETURN 'taken-back';
END $$;--> statement-breakpoint

-- As before; and the address of somebody with a role stays until they have signed in: who holds the new address would
-- read what they may read, and nobody whose results are read would be told. Ending the role and giving it again tells
-- them.
CREATE OR REPLACE FUNCTION people_address_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.email IS NOT DISTINCT FROM old.email OR EXISTS (
    SELECT FROM public.address_changes c WHERE c.org_id = old.org_id AND c.person_id = old.id
      AND c.new_address = new.email AND c.state = 'confirmed' AND c.decided_at = app_now()) THEN
    RETURN new;
  END IF;
  IF old.user_id IS NOT NULL THEN
    RAISE EXCEPTION 'a sign-in address changes only with its person''s confirmation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_transition', TABLE = 'people';
  END IF;
  IF EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = old.org_id AND g.person_id = old.id AND g.revoked_at IS NULL) THEN
    RAISE EXCEPTION 'the address of somebody with a role stays until they have signed in'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_reads', TABLE = 'people';
  END IF;
  PERFORM FROM public.duo_cycles e JOIN public.duo_cycle_sides s ON s.org_id = e.org_id AND s.cycle_id = e.cycle_id AND s.duo_id = e.duo_id
    WHERE s.org_id = old.org_id AND s.person_id = old.id AND NOT e.closed ORDER BY e.cycle_id, e.duo_id FOR NO KEY UPDATE OF e;
  IF FOUND AND EXISTS (SELECT people_with_begun_partners(old.org_id, ARRAY[old.id])) THEN
    RAISE EXCEPTION 'a sign-in address stays while a partner has begun to answer in an open cycle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_waits', TABLE = 'people';
  END IF;
  RETURN new;
END $$;
