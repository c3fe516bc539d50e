-- Partners hear who newly reads their duo. A mail about a reader holds the duo and who reads, by id, and is true as long as that
-- person will read that duo, wherever it is by then. Of a duo that goes on after an end its partners hear everybody who reads it,
-- and each invitation names all who may read: nobody asks what partners may have heard before.

-- Who reads a duo as a leader, by the units that they lead, for one of its partners: its next row, or earlier ones alone. Nobody
-- reads a duo that no cycle has asked; the invitation to the first one names who will.
CREATE FUNCTION readers_of_duo(duo uuid, person uuid) RETURNS TABLE (reader_id uuid, reader text, unit_id uuid, unit text, next boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT reader.id, reader.name, g.unit_id, unit_label(g.org_id, g.unit_id),
    (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND g.unit_id = ANY (u.lineage)
  FROM public.duos d
    JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.person_id <> person
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      AND (reader.ended_on IS NULL OR reader.ended_on > (SELECT today()))
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo AND person IN (d.ic_person_id, d.manager_person_id)
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id)
    AND EXISTS (SELECT FROM readable_places(d.org_id, d.id) AS place WHERE g.unit_id = ANY (place.lineage))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION readers_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION readers_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- As before, and every invitation names who may read.
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT c.closes_at, (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('reader', reader.name, 'unit', unit_label(led.org_id, led.id)))
      FROM public.duos d
        JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
        CROSS JOIN LATERAL readable_places(d.org_id, d.id) AS place
        JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL
          AND g.unit_id = ANY (place.lineage) AND g.person_id <> person
        JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
        JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
          AND (reader.ended_on IS NULL OR reader.ended_on > (SELECT today()))
      WHERE d.org_id = c.org_id AND person IN (d.ic_person_id, d.manager_person_id)
    )
  FROM public.cycles c
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND EXISTS (
      SELECT FROM public.duo_cycle_sides s
        JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
      WHERE s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person
        AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person))
$$;--> statement-breakpoint

-- As before, of each duo by itself.
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
      -- The same places as `readable_places`, of all duos at once.
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
    WHERE partner.person_id <> new.person_id
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id = partner.person_id AND p.erased_at IS NOT NULL)
  ) told
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before; told by the tables themselves, whatever moves a duo or its unit, and of duos that go on alone: of one that comes
-- back its partners hear everybody.
CREATE OR REPLACE FUNCTION write_roster_units(units jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := roster_org();
  led uuid[] := viewer_units();
  today date := public.today();
  -- By unit: its parent and lineage before.
  was jsonb := (SELECT coalesce(jsonb_object_agg(u.id, jsonb_build_object('parent', u.parent_id, 'lineage', u.lineage)), '{}')
    FROM jsonb_to_recordset(units) AS g (id uuid) JOIN public.units u ON u.org_id = org AND u.id = g.id);
BEGIN
  INSERT INTO public.units AS u (org_id, id, external_id, parent_id, name, platform, lineage, ended_on)
  SELECT org, g.id, g."externalId", g."parentId", g.name, g.platform, g.lineage, g."endedOn"
  FROM jsonb_to_recordset(units) AS g (id uuid, "externalId" text, "parentId" uuid, name text, platform boolean, lineage uuid[], "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, parent_id = excluded.parent_id, name = excluded.name,
    platform = excluded.platform, lineage = excluded.lineage, ended_on = excluded.ended_on;
  IF EXISTS (
    SELECT FROM public.units u LEFT JOIN public.units above ON above.org_id = u.org_id AND above.id = u.parent_id
    WHERE u.org_id = org AND (u.lineage IS DISTINCT FROM coalesce(above.lineage, '{}') || u.id
      OR cardinality(u.lineage) > 20)
  ) OR EXISTS (
    -- As of the day of the end: what is written neither goes on longer than the unit above it nor ends before one below it.
    SELECT FROM public.units u LEFT JOIN public.units above ON above.org_id = u.org_id AND above.id = u.parent_id
    WHERE u.org_id = org AND CASE WHEN above.id IS NULL THEN u.ended_on IS NOT NULL ELSE above.ended_on IS NOT NULL AND outlasts(u.ended_on, above.ended_on, today) END
      AND (u.id IN (SELECT g.id FROM jsonb_to_recordset(units) AS g (id uuid)) OR above.id IN (SELECT g.id FROM jsonb_to_recordset(units) AS g (id uuid)))
  ) THEN
    RAISE EXCEPTION 'units are one tree of at most 20 levels, whose root does not end and in which nothing goes on below an end'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_are_a_tree', TABLE = 'units';
  END IF;
  IF EXISTS (
    SELECT FROM jsonb_each(was) w JOIN public.units u ON u.org_id = org AND u.id = w.key::uuid
    WHERE u.lineage && led AND NOT ARRAY(SELECT e::uuid FROM jsonb_array_elements_text(w.value -> 'lineage') e) && led
  ) THEN
    RAISE EXCEPTION 'nobody brings a unit into what they lead'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_leader_self', TABLE = 'units';
  END IF;
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), 'unit.moved', 'program', u.id, jsonb_build_object('from', w.value -> 'parent', 'to', u.parent_id)
  FROM jsonb_each(was) w JOIN public.units u ON u.org_id = org AND u.id = w.key::uuid
  WHERE u.parent_id::text IS DISTINCT FROM w.value ->> 'parent';
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION write_roster_duos(duos jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := roster_org();
  led uuid[] := viewer_units();
  today date := public.today();
  leaving integer;
  -- By duo: what it was before.
  was jsonb := (SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object('unit', d.unit_id, 'lineage', u.lineage, 'paused', d.paused,
      'over', coalesce(d.ended_on <= today, false), 'external', d.external_id)), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id);
BEGIN
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) GROUP BY g.id HAVING count(*) > 1) THEN
    RAISE EXCEPTION 'a duo is written once at a time' USING ERRCODE = 'cardinality_violation', TABLE = 'duos';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid, "displayName" text) WHERE g."displayName" = ''
      AND NOT EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND d.id = g.id AND d.display_name = '')) THEN
    RAISE EXCEPTION 'a duo has a name' USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_name', TABLE = 'duos';
  END IF;
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
  -- As of the day of the end, of what is written: an end of others is not this statement's, and hinders no other change.
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id
    WHERE u.ended_on IS NOT NULL AND outlasts(d.ended_on, u.ended_on, today)) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.people p ON p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NULL
    WHERE p.ended_on IS NOT NULL AND outlasts(d.ended_on, p.ended_on, today)) THEN
    RAISE EXCEPTION 'a duo ends by the day on which one of its people ends'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_end_with_people', TABLE = 'duos';
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
  -- Whose place a new duo takes: of one that is over, and shares a partner with it or gave it its id.
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(duos) AS g (id uuid, "replacedId" uuid) JOIN public.duos n ON n.org_id = org AND n.id = g.id
    WHERE g."replacedId" IS NOT NULL AND NOT EXISTS (SELECT FROM public.duos d
      WHERE d.org_id = org AND d.id = g."replacedId" AND d.id <> n.id AND d.ended_on <= today
        AND (ARRAY[d.ic_person_id, d.manager_person_id] && ARRAY[n.ic_person_id, n.manager_person_id]
          OR was -> d.id::text ->> 'external' = n.external_id))
  ) THEN
    RAISE EXCEPTION 'a duo takes the place of one that is over, of the same partner or with the same id'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_replace_ended', TABLE = 'duos';
  END IF;
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
      -- An end that was taken back of a duo that is paused: it does not go on.
      UNION ALL SELECT 'duo.paused', '{}' WHERE (state.was -> 'over')::boolean AND NOT state.is_over AND d.paused
    ) AS done (action, detail);
  RETURN leaving;
END $$;--> statement-breakpoint
DROP FUNCTION tell_moved_duos(jsonb, jsonb);--> statement-breakpoint
DROP FUNCTION place_at_end(uuid);--> statement-breakpoint
DROP FUNCTION units_of_duos(uuid);--> statement-breakpoint
DROP FUNCTION was_asked(uuid);--> statement-breakpoint
CREATE FUNCTION tell_moved_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
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
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND (d.ended_on IS NULL OR d.ended_on > today) AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_moved_duos() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_moved_duos AFTER UPDATE ON duos REFERENCING OLD TABLE AS old_duos NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_moved_duos();--> statement-breakpoint
CREATE TRIGGER tell_moved_duos AFTER UPDATE ON units REFERENCING OLD TABLE AS old_units NEW TABLE AS new_units
  FOR EACH STATEMENT EXECUTE FUNCTION tell_moved_duos();--> statement-breakpoint

-- As before, of every duo of the person, also one that is over: it may go on again.
CREATE OR REPLACE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'address-set', concat_ws(':', 'address-set', gen_random_uuid()), p.id,
    jsonb_build_object('address', w.value)
  FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
  WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND w.value ~ '.@.'
  UNION ALL
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, partner.id AS partner_id
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.people partner ON partner.org_id = d.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> p.id
        AND partner.erased_at IS NULL
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;--> statement-breakpoint

-- As before; that a duo which was over goes on until another day is told by the mail that it goes on.
CREATE OR REPLACE FUNCTION tell_ended_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  DELETE FROM public.outbox m USING new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on
    AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.kind IN ('duo-paused', 'duo-resumed')
    AND m.payload ->> 'duoId' = n.id::text AND m.sent_at IS NULL AND m.failed_at IS NULL AND n.ended_on <= today;
  DELETE FROM public.outbox m
  USING new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on AND m.sent_at IS NULL
    AND m.org_id = n.org_id AND m.key = end_mail_key(n.id, partner.person_id, n.ended_on);
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT n.org_id, gen_random_uuid(), 'duo-ended', end_mail_key(n.id, partner.person_id, n.ended_on), partner.person_id,
    jsonb_build_object('duoId', n.id, 'endedOn', n.ended_on)
  FROM new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    JOIN public.people p ON p.org_id = n.org_id AND p.id = partner.person_id AND p.erased_at IS NULL
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on AND (o.ended_on <= today AND n.ended_on > today) IS NOT TRUE
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before; a duo that was over and is not any more, until another day too, is told always and with everybody who reads it
-- (`back`), also where nobody had heard of the end: meanwhile nobody was told of who came to read it. That is owed until it is sent.
CREATE OR REPLACE FUNCTION tell_paused_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  unheard text[];
  owed text[];
BEGIN
  IF NOT EXISTS (SELECT FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today)) THEN
    RETURN NULL;
  END IF;
  -- One that is looked at just now is waited for; it counts as heard below, where it left.
  WITH taken_back AS (
    DELETE FROM public.outbox m USING new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.payload ->> 'duoId' = n.id::text
      AND (m.kind IN ('duo-paused', 'duo-resumed') OR (m.kind = 'duo-ended' AND (n.ended_on IS NULL OR o.ended_on <= today)))
      AND m.sent_at IS NULL AND m.failed_at IS NULL
    RETURNING concat_ws(':', n.id, m.person_id) AS told, m.payload ? 'back' AS back
  )
  SELECT array_agg(DISTINCT t.told), array_agg(DISTINCT t.told) FILTER (WHERE t.back) INTO unheard, owed FROM taken_back t;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), c.kind, concat_ws(':', c.kind, c.id, c.person_id, gen_random_uuid(), CASE WHEN not_ended THEN 'not-ended' END),
    c.person_id, jsonb_build_object('duoId', c.id) || CASE WHEN c.back THEN '{"back": "yes"}' ELSE '{}'::jsonb END
      || CASE WHEN not_ended THEN '{"notEnded": "yes"}' WHEN c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind THEN '{"undone": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT n.org_id, n.id, partner.person_id, CASE WHEN n.paused THEN 'duo-paused' ELSE 'duo-resumed' END AS kind, n.ended_on,
      o.ended_on IS NOT NULL AND n.ended_on IS NULL AS end_gone,
      coalesce(concat_ws(':', n.id, partner.person_id) = ANY (unheard), false) AS undone,
      coalesce(o.ended_on <= today, false) OR coalesce(concat_ws(':', n.id, partner.person_id) = ANY (owed), false) AS back
    FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ) c
    -- What a sent mail was about is left in its key alone.
    LEFT JOIN (
      SELECT DISTINCT ON (m.org_id, split_part(m.key, ':', 2), m.person_id) m.org_id, split_part(m.key, ':', 2) AS duo, m.person_id, m.kind, m.sent_at
      FROM public.outbox m JOIN new_duos n ON n.org_id = m.org_id AND n.id::text = split_part(m.key, ':', 2)
      WHERE m.kind IN ('duo-paused', 'duo-resumed', 'duo-ended') AND m.sent_at IS NOT NULL AND (m.kind <> 'duo-ended' OR n.ended_on IS NULL)
      ORDER BY m.org_id, split_part(m.key, ':', 2), m.person_id, m.sent_at DESC, m.queued_at DESC
    ) heard ON heard.org_id = c.org_id AND heard.duo = c.id::text AND heard.person_id = c.person_id
    CROSS JOIN LATERAL (SELECT c.kind = 'duo-paused' AND (c.back OR coalesce(heard.kind = 'duo-ended', false) OR (c.end_gone AND NOT c.undone)) AS not_ended) AS said
  -- What was undone is told where the duo left the open cycle by it, for good. Times of mails are real, those of cycles by the clock.
  WHERE c.back OR NOT (c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind)
    OR (c.kind = 'duo-resumed' AND EXISTS (SELECT FROM public.duo_cycles e JOIN public.cycles y ON y.org_id = e.org_id AND y.id = e.cycle_id AND y.state = 'open'
      WHERE e.org_id = c.org_id AND e.duo_id = c.id AND (heard.sent_at IS NULL OR heard.sent_at < e.left_at - (app_now() - now()))));
  RETURN NULL;
END $$;--> statement-breakpoint

-- Mails of before that wait, by duo and reader.
DO $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
  org uuid;
BEGIN
  FOR org IN SELECT o.id FROM public.organizations o LOOP
    PERFORM set_config('twofold.org_id', org::text, true);
    INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
    SELECT org, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), w.person_id,
      jsonb_build_object('duoId', w.duo_id, 'readerId', w.reader_id)
    FROM (
      SELECT DISTINCT o.person_id, d.id AS duo_id, g.person_id AS reader_id
      FROM public.outbox o
        JOIN public.role_grants g ON g.org_id = org AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id::text = o.payload ->> 'unitId' AND g.person_id <> o.person_id
        JOIN public.people reader ON reader.org_id = org AND reader.id = g.person_id AND reader.name = o.payload ->> 'reader'
        JOIN public.duos d ON d.org_id = org AND o.person_id IN (d.ic_person_id, d.manager_person_id)
      WHERE o.org_id = org AND o.kind = 'new-reader' AND o.sent_at IS NULL AND o.failed_at IS NULL
        AND EXISTS (SELECT FROM readable_places(org, d.id) AS place WHERE g.unit_id = ANY (place.lineage))
    ) w;
    DELETE FROM public.outbox o WHERE o.org_id = org AND o.kind = 'new-reader' AND o.payload ? 'unit' AND o.sent_at IS NULL AND o.failed_at IS NULL;
  END LOOP;
  PERFORM set_config('twofold.org_id', asks, true);
END $$;
