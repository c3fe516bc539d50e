-- Who reads a duo's row as a leader is said in one place, by cycle: not in cycles for units alone, and never a partner of that
-- duo. An invitation names who reads its cycle's row, and apart from them who reads earlier rows alone.

-- Whether the next cycle will show leaders rows of duos, as it is set at present: by the schedule, or else as the last one.
CREATE FUNCTION coming_mode() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  WITH here AS (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid AS org_id)
  SELECT coalesce(
    (SELECT s.sharing_mode FROM public.schedules s WHERE s.org_id = here.org_id
      AND EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = s.org_id AND p.state = 'planned')),
    (SELECT c.sharing_mode FROM public.cycles c WHERE c.org_id = here.org_id ORDER BY c.number DESC LIMIT 1),
    'scoped')
  FROM here
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION coming_mode() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION coming_mode() TO twofold_worker;--> statement-breakpoint

-- Who reads a duo's row as a leader: those who lead the unit where it stands, or one above, and are not in that duo, in
-- cycles that show leaders rows of duos. By cycle; without one the next row, as cycles are set to open at present.
CREATE FUNCTION row_readings(duo uuid) RETURNS TABLE (cycle_id uuid, grant_id uuid) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH asked AS (
    SELECT d.* FROM public.duos d WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo
  ), place AS (
    SELECT NULL::uuid AS cycle_id, u.lineage FROM asked d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      WHERE (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND coming_mode() = 'scoped'
    UNION ALL
    SELECT e.cycle_id, u.lineage FROM asked d
      JOIN public.duo_cycles e ON e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id AND e.left_at IS NULL
      JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
      JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
  )
  SELECT place.cycle_id, g.id FROM asked d CROSS JOIN place
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (place.lineage)
      AND g.person_id NOT IN (d.ic_person_id, d.manager_person_id)
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      AND (reader.ended_on IS NULL OR reader.ended_on > (SELECT today()))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION row_readings(uuid) FROM PUBLIC;--> statement-breakpoint

-- As before, by the row: the next one, and those of cycles that have opened.
DROP FUNCTION readers_of_duo(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION readers_of_duo(duo uuid, person uuid)
RETURNS TABLE (duo_id uuid, partner text, reader_id uuid, reader text, unit_id uuid, unit text, next boolean, earlier boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT d.id, other.name, reader.id, reader.name, g.unit_id, unit_label(g.org_id, g.unit_id), bool_or(r.cycle_id IS NULL), bool_or(r.cycle_id IS NOT NULL)
  FROM public.duos d
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> person
    CROSS JOIN LATERAL row_readings(d.id) r
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.id = r.grant_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo AND person IN (d.ic_person_id, d.manager_person_id)
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id)
  GROUP BY d.id, other.name, reader.id, reader.name, g.org_id, g.unit_id
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION readers_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION readers_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- As before, of each duo that the cycle has who reads this cycle's row (`next`), and earlier ones. Also to somebody who has
-- declined: their duo's row is read all the same.
DROP FUNCTION invitation_facts(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION invitation_facts(cycle uuid, person uuid) RETURNS TABLE (closes_at timestamptz, sharing_mode text, declined boolean, readings jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT c.closes_at, c.sharing_mode, bool_and(EXISTS (SELECT FROM public.cycle_declines n
      WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = s.person_id)),
    jsonb_agg(reading.facts ORDER BY reading.facts) FILTER (WHERE reading.facts IS NOT NULL)
  FROM public.cycles c
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person
    JOIN public.duo_cycles e ON e.org_id = s.org_id AND e.cycle_id = s.cycle_id AND e.duo_id = s.duo_id AND e.left_at IS NULL
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people other ON other.org_id = e.org_id AND other.id IN (e.ic_person_id, e.manager_person_id) AND other.id <> person
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('duoId', e.duo_id, 'partner', other.name, 'readerId', reader.id, 'reader', reader.name, 'unitId', g.unit_id,
        'unit', unit_label(g.org_id, g.unit_id), 'next', bool_or(r.cycle_id = c.id), 'earlier', bool_or(r.cycle_id <> c.id)) AS facts
      FROM row_readings(e.duo_id) r
        JOIN public.role_grants g ON g.org_id = e.org_id AND g.id = r.grant_id
        JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      WHERE r.cycle_id IS NOT NULL
      GROUP BY reader.id, reader.name, g.org_id, g.unit_id
    ) reading ON true
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
  GROUP BY c.closes_at, c.sharing_mode
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION invitation_facts(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION invitation_facts(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- As before, by the row.
CREATE OR REPLACE FUNCTION leaders_of_own_duos()
 RETURNS TABLE(grant_id uuid, name text, unit_name text, granted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT DISTINCT g.id, reader.name, unit_label(g.org_id, g.unit_id), g.granted_at
  FROM public.duos d
    CROSS JOIN LATERAL row_readings(d.id) r
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.id = r.grant_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
$$;--> statement-breakpoint
DROP FUNCTION readable_places(uuid, uuid);--> statement-breakpoint

-- As before; a partner of the duo is no new reader of it.
CREATE OR REPLACE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.duo_id, told.person_id), told.person_id,
    jsonb_build_object('duoId', told.duo_id, 'readerId', new.person_id, 'unitId', new.unit_id)
  FROM (
    SELECT DISTINCT read.duo_id, partner.person_id
    FROM (
      -- The same places as in `row_readings`, of all duos at once.
      SELECT here.id AS duo_id, here.ic_person_id, here.manager_person_id
        FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
        WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage) AND (here.ended_on IS NULL OR here.ended_on > today)
      UNION ALL
      SELECT e.duo_id, e.ic_person_id, e.manager_person_id FROM public.duo_cycles e
        JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
        JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
        WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage)
    ) read
      CROSS JOIN LATERAL unnest(ARRAY[read.ic_person_id, read.manager_person_id]) AS partner (person_id)
    WHERE new.person_id NOT IN (read.ic_person_id, read.manager_person_id)
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id = partner.person_id AND p.erased_at IS NOT NULL)
  ) told
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_moved_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  -- By duo that moved with or without its unit: the lineage of where it was.
  moved jsonb;
BEGIN
  IF tg_table_name = 'duos' THEN
    moved := (SELECT jsonb_object_agg(n.id, u.lineage) FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id AND o.unit_id <> n.unit_id AND (o.ended_on IS NULL OR o.ended_on > today)
      JOIN public.units u ON u.org_id = o.org_id AND u.id = o.unit_id);
  ELSE
    moved := (SELECT jsonb_object_agg(d.id, o.lineage) FROM new_units n
      JOIN old_units o ON o.org_id = n.org_id AND o.id = n.id AND o.lineage <> n.lineage
      JOIN public.duos d ON d.org_id = n.org_id AND d.unit_id = n.id);
  END IF;
  IF moved IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('duoId', told.duo_id, 'readerId', told.reader_id)
  FROM (
    SELECT DISTINCT d.org_id, d.id AS duo_id, partner.person_id, g.person_id AS reader_id
    FROM jsonb_each(moved) m
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(m.value) e) AS before
      JOIN public.duos d ON d.id = m.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND (d.ended_on IS NULL OR d.ended_on > today) AND g.person_id NOT IN (d.ic_person_id, d.manager_person_id)
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage)
        AND (o.granted_at < app_now() OR EXISTS (SELECT FROM public.outbox m
          WHERE m.org_id = o.org_id AND m.key = concat_ws(':', 'new-reader', o.id, d.id, partner.person_id))))
  ) told;
  RETURN NULL;
END $$;
