-- A submission asks nine times whether its duo takes answers, and four times which duos are revealed. With the policies of
-- their caller, that read every duo of the cycle, or every side that was final, so it cost more with each person who had
-- answered before. As their owner these functions read by key what is the asking person's own. They tell nothing that the
-- policies of duo_cycles and duo_cycle_sides do not give a partner anyway.

CREATE OR REPLACE FUNCTION is_writable_duo(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.duo_cycles d
    JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id)
      AND NOT d.closed AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = d.cycle_id
        AND w.duo_id = d.duo_id AND w.person_id = person)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = d.cycle_id
        AND s.duo_id = d.duo_id));
END $$;--> statement-breakpoint

-- The person's own sides come first. What else has to hold is asked of each by a subquery, which the planner cannot join
-- in another order: without statistics (no table of answers has any) it began with everybody's final sides.
CREATE OR REPLACE FUNCTION revealed_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  now_here timestamptz := app_now();
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    WHERE mine.org_id = org AND mine.person_id = person AND mine.final_at < now_here
      AND 2 = (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = mine.cycle_id
        AND s.duo_id = mine.duo_id)
      AND (SELECT c.answers_ended_at IS NULL FROM public.cycles c WHERE c.org_id = org AND c.id = mine.cycle_id)
      AND 0 = (SELECT count(*) FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND w.carried_out_at IS NOT NULL);
END $$;
--> statement-breakpoint

CREATE OR REPLACE FUNCTION writable_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    WHERE mine.org_id = org AND mine.person_id = person
      AND (SELECT c.state = 'open' AND c.closes_at > app_now() FROM public.cycles c WHERE c.org_id = org AND c.id = mine.cycle_id)
      AND (SELECT NOT d.closed FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = mine.cycle_id
        AND d.duo_id = mine.duo_id)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = mine.cycle_id
        AND s.duo_id = mine.duo_id)
      AND 0 = (SELECT count(*) FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND w.person_id = person);
END $$;
