-- Who is told of a reader is told whatever state the duo has: paused, yet to begin, or ended with rows that are read still.

-- As before; of a duo that ended, where its earlier rows stand alone.
CREATE OR REPLACE FUNCTION readable_places(org uuid, duo uuid)
 RETURNS TABLE(lineage uuid[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  SELECT u.lineage FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE d.org_id = org AND d.id = duo AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()))
  UNION
  SELECT u.lineage FROM public.duos d
    JOIN public.duo_cycles e ON e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id AND e.left_at IS NULL
    JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
    JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
    WHERE d.org_id = org AND d.id = duo
$$;--> statement-breakpoint

-- As before, of every duo of the person.
CREATE OR REPLACE FUNCTION leaders_of_own_duos()
 RETURNS TABLE(grant_id uuid, name text, unit_name text, granted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  SELECT DISTINCT g.id, reader.name, unit_label(led.org_id, led.id), g.granted_at
  FROM public.duos d
    CROSS JOIN LATERAL readable_places(d.org_id, d.id) AS place
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (place.lineage)
    JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND g.person_id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint

-- As before, also the partners of a duo that ended, of which the new leader reads earlier rows.
CREATE OR REPLACE FUNCTION tell_new_reader()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'unitId', new.unit_id, 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id
    FROM public.duos d
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = new.org_id AND partner.person_id <> new.person_id
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id = partner.person_id AND p.erased_at IS NOT NULL)
      -- The same places as `readable_places`, of all duos at once.
      AND d.id IN (
        SELECT here.id FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
          WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage) AND (here.ended_on IS NULL OR here.ended_on > (SELECT today()))
        UNION ALL
        SELECT e.duo_id FROM public.duo_cycles e
          JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
          JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
          WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage))
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and who reads a duo that comes back is told like who reads one that moved.
CREATE OR REPLACE FUNCTION write_roster_duos(duos jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  led uuid[] := viewer_units();
  today date := public.today();
  leaving integer;
  -- By duo: what it was before.
  was jsonb := (SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object('unit', d.unit_id, 'lineage', u.lineage, 'paused', d.paused,
      'over', coalesce(d.ended_on <= today, false), 'ended', d.ended_on)), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id);
BEGIN
  -- First what is there: an old duo gives its id up before the new one takes it.
  UPDATE public.duos d SET external_id = g."externalId", display_name = g."displayName", pair_type = g."pairType", unit_id = g."unitId",
    ic_person_id = g."icId", manager_person_id = g."managerId", ic_grade = g."icGrade", manager_grade = g."managerGrade",
    line_manager = g."lineManager", team_size = g."teamSize", started_on = g."startedOn", ended_on = g."endedOn", paused = g.paused
  FROM jsonb_to_recordset(duos) AS g (id uuid, "externalId" text, "displayName" text, "pairType" text, "unitId" uuid, "icId" uuid, "managerId" uuid,
    "icGrade" smallint, "managerGrade" smallint, "lineManager" boolean, "teamSize" smallint, "startedOn" date, "endedOn" date, paused boolean)
  WHERE d.org_id = org AND d.id = g.id;
  INSERT INTO public.duos (org_id, id, external_id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, ic_grade,
    manager_grade, line_manager, team_size, started_on, ended_on, paused)
  SELECT org, g.id, g."externalId", g."displayName", g."pairType", g."unitId", g."icId", g."managerId", g."icGrade",
    g."managerGrade", g."lineManager", g."teamSize", g."startedOn", g."endedOn", g.paused
  FROM jsonb_to_recordset(duos) AS g (id uuid, "externalId" text, "displayName" text, "pairType" text, "unitId" uuid, "icId" uuid, "managerId" uuid,
    "icGrade" smallint, "managerGrade" smallint, "lineManager" boolean, "teamSize" smallint, "startedOn" date, "endedOn" date, paused boolean)
  WHERE NOT EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND d.id = g.id);
  UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
  FROM jsonb_to_recordset(duos) AS g (id uuid), public.duos d, public.cycles c
  WHERE d.org_id = org AND d.id = g.id AND (d.paused OR d.ended_on <= today)
    AND c.org_id = org AND c.state = 'open' AND e.org_id = org AND e.cycle_id = c.id AND e.duo_id = d.id AND NOT e.closed;
  GET DIAGNOSTICS leaving = ROW_COUNT;
  IF EXISTS (SELECT FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE d.org_id = org AND u.ended_on <= today AND (d.ended_on IS NULL OR d.ended_on > today)) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id
      LEFT JOIN public.units before ON before.org_id = org AND before.id = (was -> g.id::text ->> 'unit')::uuid
    WHERE u.lineage && led AND NOT coalesce(before.lineage && led, u.lineage[1] = ANY (led))
  ) THEN
    RAISE EXCEPTION 'nobody brings a duo into what they lead'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_leader_self', TABLE = 'duos';
  END IF;
  -- Of a duo that had ended nobody was told who came to read it: with its return all who read it are new, and so is an
  -- address that was set since.
  PERFORM tell_moved_duos((SELECT coalesce(jsonb_object_agg(w.key, CASE WHEN (w.value ->> 'over')::boolean THEN '[]' ELSE w.value -> 'lineage' END), '{}')
    FROM jsonb_each(was) w));
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT org, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.id, p.name, CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id
    FROM jsonb_each(was) w JOIN public.duos d ON d.org_id = org AND d.id = w.key::uuid AND (d.ended_on IS NULL OR d.ended_on > today)
      JOIN public.people p ON p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.audit_log l ON l.org_id = org AND l.subject_id = p.id AND l.action = 'address.set'
        AND l.at >= ((w.value ->> 'ended')::date - 1)::timestamp AT TIME ZONE 'UTC'
    WHERE (w.value ->> 'over')::boolean
  ) told;
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), done.action, 'program', g.id, done.detail
  FROM jsonb_to_recordset(duos) AS g (id uuid, "replacedId" uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
    CROSS JOIN LATERAL (SELECT was -> g.id::text AS was, coalesce(d.ended_on <= today, false) AS is_over) AS state
    CROSS JOIN LATERAL (
      SELECT CASE WHEN g."replacedId" IS NULL THEN 'duo.added' ELSE 'duo.replaced' END,
        jsonb_strip_nulls(jsonb_build_object('ic', d.ic_person_id, 'manager', d.manager_person_id, 'unit', d.unit_id, 'replaced', g."replacedId")) WHERE state.was IS NULL
      UNION ALL SELECT 'duo.moved', jsonb_build_object('from', state.was -> 'unit', 'to', d.unit_id) WHERE (state.was ->> 'unit')::uuid <> d.unit_id
      UNION ALL SELECT CASE WHEN state.is_over THEN 'duo.ended' ELSE 'duo.resumed' END, '{}' WHERE (state.was -> 'over')::boolean <> state.is_over
      UNION ALL SELECT CASE WHEN d.paused THEN 'duo.paused' ELSE 'duo.resumed' END, '{}'
        WHERE (state.was -> 'paused')::boolean <> d.paused AND (state.was -> 'over')::boolean = state.is_over
    ) AS done (action, detail);
  RETURN leaving;
END $$;--> statement-breakpoint

-- As before, and whether a cycle has asked the duo.
DROP FUNCTION roster_duos();--> statement-breakpoint
CREATE OR REPLACE FUNCTION roster_duos()
 RETURNS TABLE(id uuid, external_id text, display_name text, ic_id uuid, manager_id uuid, unit_id uuid, pair_type text, ic_grade smallint, manager_grade smallint, line_manager boolean, team_size smallint, started_on text, paused boolean, ended_on text, asked boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN QUERY SELECT d.id, d.external_id, d.display_name, d.ic_person_id, d.manager_person_id, d.unit_id, d.pair_type,
    d.ic_grade, d.manager_grade, d.line_manager, d.team_size, d.started_on::text, d.paused, d.ended_on::text,
    d.id IN (SELECT e.duo_id FROM public.duo_cycles e WHERE e.org_id = org AND e.left_at IS NULL)
  FROM public.duos d WHERE d.org_id = org ORDER BY d.started_on, d.id;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION roster_duos() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION roster_duos() TO twofold_app;--> statement-breakpoint

-- As before, and a duo that a cycle has asked does not begin later.
CREATE OR REPLACE FUNCTION duos_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
BEGIN
  IF (new.ic_person_id, new.manager_person_id) IS DISTINCT FROM (old.ic_person_id, old.manager_person_id) THEN
    RAISE EXCEPTION 'a duo keeps its two people'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_transition', TABLE = 'duos';
  END IF;
  IF new.started_on > old.started_on AND new.started_on > today() AND (new.ended_on IS NULL OR new.ended_on > today())
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = new.org_id AND e.duo_id = new.id AND e.left_at IS NULL) THEN
    RAISE EXCEPTION 'a duo that a cycle has asked has begun'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_begun', TABLE = 'duos';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- What waits for the commit takes the organization from its row: who asks may say by then that it is another one, or none.
CREATE OR REPLACE FUNCTION ask_about_address()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), 'address-change', concat_ws(':', 'address-change', c.id), c.person_id, '{}'
  FROM public.address_changes c WHERE c.org_id = new.org_id AND c.id = new.id AND c.state = 'pending'
  ON CONFLICT DO NOTHING;
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION people_erased_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  IF NOT EXISTS (SELECT FROM public.erasures e WHERE e.org_id = new.org_id AND e.person_id = new.id AND e.cycle_id IS NULL) THEN
    RAISE EXCEPTION 'an erasure has its line in the ledger'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_kept', TABLE = 'people';
  END IF;
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint

-- Likewise what a statement of the app itself brings about once it has ended.
CREATE OR REPLACE FUNCTION end_decline()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  DELETE FROM public.cycle_declines WHERE org_id = new.org_id AND cycle_id = new.cycle_id AND duo_id = new.duo_id AND person_id = new.person_id;
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;
