-- What follows from withdrawing the session's person's answers of a duo's cycle now: the cycle's state ("draft" while it is open and
-- nothing is submitted), with "-revealed" where both read each other's answers. The page's text goes by it. Null for who is not one
-- of the two.
CREATE FUNCTION withdrawal_stage(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN (
    SELECT CASE WHEN c.state = 'open' AND c.closes_at > app_now() THEN CASE WHEN s.final_at IS NULL THEN 'draft' ELSE 'open' END
        WHEN c.state IN ('open', 'closed') THEN 'closed' ELSE 'published' END
      || CASE WHEN (cycle, duo) IN (SELECT v.cycle_id, v.duo_id FROM revealed_duos() v) THEN '-revealed' ELSE '' END
    FROM public.duo_cycle_sides s JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
    WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.person_id = person);
END $$;--> statement-breakpoint

-- As before, and only on the terms that were read: a withdrawal is for good, and what follows from it depends on the cycle's state and
-- on what the partner did meanwhile. Another stage than `read_stage` changes nothing and gives "other-stage".
DROP FUNCTION withdraw_answers(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION withdraw_answers(cycle uuid, duo uuid, read_stage text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  outcome text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo
    AND person IN (d.ic_person_id, d.manager_person_id)) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  -- The locks of withdraw_for(), in its order: nobody closes, publishes, submits or withdraws between the question and the deed.
  PERFORM FROM public.cycles c WHERE c.org_id = org AND c.id = cycle FOR SHARE;
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo FOR UPDATE;
  IF withdrawal_stage(cycle, duo) IS DISTINCT FROM read_stage AND NOT EXISTS (SELECT FROM public.answer_withdrawals w
    WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.person_id = person) THEN
    RETURN 'other-stage';
  END IF;
  outcome := withdraw_for(cycle, duo, person);
  IF outcome IN ('removed', 'waiting') THEN
    PERFORM keep_line(person, cycle, duo);
    PERFORM note_act('answers.withdrawn', 'access', duo, jsonb_build_object('cycle', cycle, 'outcome', outcome));
  END IF;
  RETURN outcome;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION withdrawal_stage(uuid, uuid), withdraw_answers(uuid, uuid, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION withdrawal_stage(uuid, uuid), withdraw_answers(uuid, uuid, text) TO twofold_app;
