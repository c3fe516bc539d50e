-- As before; the same duo twice is refused, as it is of people and units, and so is an empty name, which an erasure alone leaves.
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
      'over', coalesce(d.ended_on <= today, false), 'ended', d.ended_on, 'external', d.external_id)), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id);
  -- Likewise, of those that come back: since when each was over, and where.
  coming_back jsonb;
BEGIN
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid) GROUP BY g.id HAVING count(*) > 1) THEN
    RAISE EXCEPTION 'a duo is written once at a time' USING ERRCODE = 'cardinality_violation', TABLE = 'duos';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid, "displayName" text) WHERE g."displayName" = ''
      AND NOT EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND d.id = g.id AND d.display_name = '')) THEN
    RAISE EXCEPTION 'a duo has a name' USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_name', TABLE = 'duos';
  END IF;
  coming_back := (SELECT coalesce(jsonb_object_agg(g.id, jsonb_build_object('since', place.since, 'lineage', coalesce(to_jsonb(place.lineage), '[]'))), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid, "endedOn" date) CROSS JOIN LATERAL place_at_end(g.id) AS place
    WHERE (was -> g.id::text ->> 'over')::boolean AND (g."endedOn" IS NULL OR g."endedOn" > today));
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
  -- Of a duo that had ended nobody was told who came to read it: with its return who came since is new, and so is an
  -- address that was set since.
  PERFORM tell_moved_duos(
    (SELECT coalesce(jsonb_object_agg(w.key, coalesce(coming_back -> w.key -> 'lineage', w.value -> 'lineage')), '{}') FROM jsonb_each(was) w),
    (SELECT coalesce(jsonb_object_agg(o.key, o.value -> 'since'), '{}') FROM jsonb_each(coming_back) o));
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
      -- An end that was taken back of a duo that is paused: it does not go on.
      UNION ALL SELECT 'duo.paused', '{}' WHERE (state.was -> 'over')::boolean AND NOT state.is_over AND d.paused
    ) AS done (action, detail);
  RETURN leaving;
END $$;
