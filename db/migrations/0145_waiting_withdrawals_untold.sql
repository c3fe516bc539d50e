-- As before, once the withdrawal was carried out: between the close and the publication nothing can be changed anyway, and a
-- withdrawal that waits is told to nobody.
CREATE OR REPLACE FUNCTION answers_are_fixed(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.answer_withdrawals w
    JOIN public.duo_cycles d ON d.org_id = w.org_id AND d.cycle_id = w.cycle_id AND d.duo_id = w.duo_id
    WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.was_revealed AND w.carried_out_at IS NOT NULL AND w.person_id <> person
      AND person IN (d.ic_person_id, d.manager_person_id));
END $$;
