-- Teams of one name are common: "Platform" below "Data" and below "Payments". A unit is named by its name, and by its path
-- where another one has the same name.
CREATE FUNCTION unit_label(org uuid, unit uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM public.units o WHERE o.org_id = u.org_id AND o.name = u.name AND o.id <> u.id)
    THEN (SELECT string_agg(above.name, ' / ' ORDER BY cardinality(above.lineage)) FROM public.units above
      WHERE above.org_id = u.org_id AND above.id = ANY (u.lineage))
    ELSE u.name END
  FROM public.units u WHERE u.org_id = org AND u.id = unit
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION unit_label(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION unit_label(uuid, uuid) TO twofold_app;--> statement-breakpoint

-- The four as before, with the units named so.
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, CASE WHEN NOT EXISTS (
      SELECT FROM public.duo_cycle_sides e WHERE e.org_id = c.org_id AND e.person_id = person AND e.cycle_id <> c.id
    ) THEN (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('reader', reader.name, 'unit', unit_label(led.org_id, led.id)))
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
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION leaders_of_own_duos() RETURNS TABLE (grant_id uuid, name text, unit_name text, granted_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT g.id, reader.name, unit_label(led.org_id, led.id), g.granted_at
  FROM public.duos d
    JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
    JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
    JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND g.person_id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', unit_label(told.org_id, told.unit_id), 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.id AS unit_id, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id
    FROM public.units granted
      JOIN public.units u ON u.org_id = granted.org_id AND granted.id = ANY (u.lineage)
      JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND granted.org_id = new.org_id AND granted.id = new.unit_id AND partner.person_id <> new.person_id
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, for the duos that a cycle would ask which opens on a day, by the roster as it is now.
DROP FUNCTION launch_findings();--> statement-breakpoint
CREATE FUNCTION launch_findings(on_day date) RETURNS TABLE (kind text, name text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin prepares a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH active AS (
    SELECT d.* FROM public.duos d WHERE d.org_id = org AND NOT d.paused AND d.started_on <= on_day
      AND (d.ended_on IS NULL OR d.ended_on > on_day)
  ), asked AS (
    SELECT p.* FROM public.people p WHERE p.org_id = org
      AND p.id IN (SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id]) FROM active d)
  )
  SELECT 'no-address', p.name FROM asked p WHERE p.email !~ '.@.' AND p.erased_at IS NULL
  UNION ALL SELECT 'one-person', d.display_name FROM active d
    WHERE EXISTS (SELECT FROM asked p WHERE p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  UNION ALL SELECT 'grade-gap', d.display_name FROM active d WHERE abs(d.manager_grade - d.ic_grade) >= 2
  UNION ALL SELECT 'no-leader', unit_label(org, u.id) FROM public.units u WHERE u.org_id = org AND u.id IN (SELECT d.unit_id FROM active d)
    AND NOT EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = org AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage))
  ORDER BY 1, 2;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION launch_findings(date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION launch_findings(date) TO twofold_app;
