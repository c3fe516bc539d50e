ALTER POLICY "cycle_units_functions_select" ON "cycle_units" TO twofold_owner USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint

-- Where a duo can be read: in its unit of now, and in those that the rows of its cycles stand under for good, below the units that were
-- above them at each opening.
CREATE FUNCTION readable_places(org uuid, duo uuid) RETURNS TABLE (lineage uuid[]) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.lineage FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE d.org_id = org AND d.id = duo
  UNION
  SELECT u.lineage FROM public.duos d
    JOIN public.duo_cycles e ON e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id AND e.left_at IS NULL
    JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
    JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
    WHERE d.org_id = org AND d.id = duo
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION readable_places(uuid, uuid) FROM PUBLIC;--> statement-breakpoint

-- The three as before, of every place where the duo can be read.
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, CASE WHEN NOT EXISTS (
      SELECT FROM public.duo_cycle_sides e WHERE e.org_id = c.org_id AND e.person_id = person AND e.cycle_id <> c.id
    ) THEN (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('reader', reader.name, 'unit', unit_label(led.org_id, led.id)))
      FROM public.duos d
        JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
        CROSS JOIN LATERAL readable_places(d.org_id, d.id) AS place
        JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL
          AND g.unit_id = ANY (place.lineage) AND g.person_id <> person
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
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION leaders_of_own_duos() RETURNS TABLE (grant_id uuid, name text, unit_name text, granted_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT g.id, reader.name, unit_label(led.org_id, led.id), g.granted_at
  FROM public.duos d
    JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
    CROSS JOIN LATERAL readable_places(d.org_id, d.id) AS place
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (place.lineage)
    JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND g.person_id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id
    FROM public.duos d
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = new.org_id AND (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND partner.person_id <> new.person_id
      -- The same places as `readable_places`, of all duos at once.
      AND d.id IN (
        SELECT here.id FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
          WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage)
        UNION ALL
        SELECT e.duo_id FROM public.duo_cycles e
          JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
          JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
          WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage))
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
