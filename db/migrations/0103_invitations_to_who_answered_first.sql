-- As before, and also to somebody who submitted before the mail left: it is the only one that names who may read to
-- somebody whom a cycle asks for the first time.
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, CASE WHEN NOT EXISTS (
      SELECT FROM public.duo_cycle_sides e WHERE e.org_id = c.org_id AND e.person_id = person AND e.cycle_id <> c.id
    ) THEN (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('reader', reader.name, 'unit', led.name))
      FROM public.duos d
        JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
        JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
        JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL
          AND g.unit_id = ANY (u.lineage) AND g.person_id <> person
        JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
        JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      WHERE d.org_id = c.org_id AND person IN (d.ic_person_id, d.manager_person_id)
    ) END
  FROM public.cycles c
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND EXISTS (
      SELECT FROM public.duo_cycle_sides s
        JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
      WHERE s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person
        AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person))
$$;
