-- Trust answers are shown once both partners agreed. A word counts from the transaction after the one that gave it: in
-- its own transaction, which may yet be rolled back, it tells nothing about the partner's. Both functions lock the duo's
-- cycle first, so that nobody takes back a word that the other has acted on.
REVOKE INSERT (org_id, cycle_id, duo_id, person_id), DELETE ON trust_consents FROM twofold_app;--> statement-breakpoint

-- Duos and cycles of the asking person in which both partners have agreed. It runs with the owner's rights because neither
-- partner may read the other's word: one alone is nobody else's to know.
CREATE OR REPLACE FUNCTION shared_trust() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.trust_consents mine
    JOIN public.trust_consents theirs ON theirs.org_id = mine.org_id AND theirs.cycle_id = mine.cycle_id
      AND theirs.duo_id = mine.duo_id AND theirs.person_id <> mine.person_id
    WHERE mine.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND mine.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND mine.given_at < app_now();
END $$;--> statement-breakpoint

-- Locks a cycle of the asking person's own duo; false for somebody who is not one of its partners.
CREATE FUNCTION lock_own_duo(org uuid, cycle uuid, duo uuid, person uuid) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'words on trust are given and taken back at read committed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo
    AND person IN (d.ic_person_id, d.manager_person_id) FOR NO KEY UPDATE;
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Agrees in the asking person's name, at any time after both are final. Gives "agreed" or "not-revealed"; null for
-- somebody who is not in the duo's cycle.
CREATE FUNCTION share_trust(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT public.lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  -- Who asked for their own answers to be removed shows nothing more of them, also while that waits for the publication.
  IF (SELECT count(*) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.final_at IS NOT NULL) < 2
    OR EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo
      AND (w.carried_out_at IS NOT NULL OR w.person_id = person)) THEN
    RETURN 'not-revealed';
  END IF;
  INSERT INTO public.trust_consents (org_id, cycle_id, duo_id, person_id) VALUES (org, cycle, duo, person) ON CONFLICT DO NOTHING;
  RETURN 'agreed';
END $$;--> statement-breakpoint

-- Takes the asking person's word back, without a trace, unless both have agreed. Gives "taken-back" or "shown"; null for
-- somebody who is not in the duo's cycle.
CREATE FUNCTION take_back_trust(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT public.lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.shared_trust() s WHERE s.cycle_id = cycle AND s.duo_id = duo) THEN
    RETURN 'shown';
  END IF;
  DELETE FROM public.trust_consents WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
  RETURN 'taken-back';
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION lock_own_duo(uuid, uuid, uuid, uuid), share_trust(uuid, uuid), take_back_trust(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION share_trust(uuid, uuid), take_back_trust(uuid, uuid) TO twofold_app;--> statement-breakpoint

-- The functions decide about words on trust; the trigger looks after answers.
DROP TRIGGER answers_open ON trust_consents;--> statement-breakpoint
CREATE OR REPLACE FUNCTION answers_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_duo jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN old ELSE new END);
  org uuid := of_duo ->> 'org_id';
  cycle uuid := of_duo ->> 'cycle_id';
  duo uuid := of_duo ->> 'duo_id';
  is_open boolean;
BEGIN
  -- The owner's functions remove withdrawn answers after the close.
  IF current_user = 'twofold_app' THEN
    -- The table's own policies leave only duos that still take answers to be locked.
    PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo FOR NO KEY UPDATE;
    is_open := FOUND;
    IF current_setting('transaction_isolation') <> 'read committed' OR NOT is_open
      OR 1 < (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo) THEN
      RAISE EXCEPTION 'answers change while their cycle is open and until both partners are final'
        USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
    END IF;
  END IF;
  RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$;
