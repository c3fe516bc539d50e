-- As before, and not once the duo has ended: nothing of it changes then. What both agreed to before stays shown.
CREATE OR REPLACE FUNCTION share_trust(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  -- Who asked for their own answers to be removed shows nothing more of them, also while that waits for the publication.
  IF NOT EXISTS (SELECT FROM revealed_duos() r WHERE r.cycle_id = cycle AND r.duo_id = duo)
    OR EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo
      AND w.person_id = person) THEN
    RETURN 'not-revealed';
  END IF;
  IF NOT EXISTS (SELECT FROM living_duos() l WHERE l.duo_id = duo) THEN
    RETURN 'ended';
  END IF;
  INSERT INTO public.trust_consents (org_id, cycle_id, duo_id, person_id) VALUES (org, cycle, duo, person) ON CONFLICT DO NOTHING;
  RETURN 'agreed';
END $$;
