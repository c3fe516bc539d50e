-- As before, but only what must stay is compared: the whole row with its list of changes was made into JSON ten times for
-- each step of the progress.
CREATE OR REPLACE FUNCTION roster_imports_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ways text[] := ARRAY['receiving checking', 'receiving discarded', 'checking checking', 'checking checked', 'checking discarded',
    'checked checking', 'checked applying', 'checked discarded', 'applying applying', 'applying checked', 'applying applied', 'applying discarded'];
BEGIN
  IF (old.state || ' ' || new.state = ANY (ways) AND new.moved_at = app_now()
    AND (new.finished_at IS NULL OR new.finished_at = app_now())
    AND (new.org_id, new.id, new.created_by, new.created_at, new.complete)
      IS NOT DISTINCT FROM (old.org_id, old.id, old.created_by, old.created_at, old.complete)) IS NOT TRUE THEN
    RAISE EXCEPTION 'an import goes from its files to a checked list to the roster'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_transition', TABLE = 'roster_imports';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before, with the unit named once and not for each person, and without searching the duos of the unit for each duo: in an
-- import's transaction their tables have no statistics yet.
CREATE OR REPLACE FUNCTION tell_new_reader()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  today date := public.today();
  said jsonb := (SELECT jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'unitId', new.unit_id, 'reader', reader.name)
    FROM public.people reader WHERE reader.org_id = new.org_id AND reader.id = new.person_id);
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id, said
  FROM (
    SELECT DISTINCT partner.person_id
    FROM (
      -- The same places as `readable_places`, of all duos at once.
      SELECT here.ic_person_id, here.manager_person_id
        FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
        WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage) AND (here.ended_on IS NULL OR here.ended_on > today)
      UNION ALL
      SELECT e.ic_person_id, e.manager_person_id FROM public.duo_cycles e
        JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
        JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
        WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage)
    ) read
      CROSS JOIN LATERAL unnest(ARRAY[read.ic_person_id, read.manager_person_id]) AS partner (person_id)
    WHERE partner.person_id <> new.person_id
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id = partner.person_id AND p.erased_at IS NOT NULL)
  ) told
  WHERE said IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
