-- As before, and names the new reader: an admin who invents somebody and makes them leader shows the partners a name that
-- they do not know.
CREATE OR REPLACE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', told.unit, 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id, granted.name AS unit
    FROM public.units granted
      JOIN public.units u ON u.org_id = granted.org_id AND granted.id = ANY (u.lineage)
      JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
      JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE granted.org_id = new.org_id AND granted.id = new.unit_id AND partner.person_id <> new.person_id
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
-- As before, and names the new reader.
CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', told.unit, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.name AS unit, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told
$$;--> statement-breakpoint

-- The leaders who may read an active duo of the person that asks: by name, since when, and as leader of which unit.
CREATE FUNCTION leaders_of_own_duos() RETURNS TABLE (grant_id uuid, name text, unit_name text, granted_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT g.id, reader.name, led.name, g.granted_at
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

REVOKE ALL ON FUNCTION leaders_of_own_duos() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION leaders_of_own_duos() TO twofold_app;
