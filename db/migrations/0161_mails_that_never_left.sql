-- As before, and told again where the mail of an earlier end on the same day never left: such as one that was given up because
-- the duo went on meanwhile. One that is looked at just now is waited for.
CREATE OR REPLACE FUNCTION tell_ended_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  DELETE FROM public.outbox m
  USING new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on AND m.sent_at IS NULL
    AND m.org_id = n.org_id AND m.key = concat_ws(':', 'duo-ended', n.id, partner.person_id, n.ended_on);
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT n.org_id, gen_random_uuid(), 'duo-ended', concat_ws(':', 'duo-ended', n.id, partner.person_id, n.ended_on), partner.person_id,
    jsonb_build_object('duoId', n.id, 'endedOn', n.ended_on)
  FROM new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    JOIN public.people p ON p.org_id = n.org_id AND p.id = partner.person_id AND p.erased_at IS NULL
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Since when a duo that ended has been over, and the units above it at that time: units and duos that moved since are taken back.
CREATE FUNCTION place_at_end(duo uuid) RETURNS TABLE (since timestamptz, lineage uuid[]) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  WITH RECURSIVE ended AS (
    SELECT d.org_id, d.id, d.unit_id, greatest(d.ended_on::timestamp AT TIME ZONE 'UTC', (SELECT max(l.at) FROM public.audit_log l
      WHERE l.org_id = d.org_id AND l.subject_id = d.id AND l.action = 'duo.ended')) AS since
    FROM public.duos d WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo
  ), above AS (
    SELECT e.org_id, coalesce((SELECT (l.detail ->> 'from')::uuid FROM public.audit_log l WHERE l.org_id = e.org_id AND l.subject_id = e.id
      AND l.action = 'duo.moved' AND l.at >= e.since ORDER BY l.at LIMIT 1), e.unit_id) AS unit_id, e.since
    FROM ended e
    UNION
    SELECT a.org_id, coalesce((SELECT (l.detail ->> 'from')::uuid FROM public.audit_log l WHERE l.org_id = a.org_id AND l.subject_id = a.unit_id
      AND l.action = 'unit.moved' AND l.at >= a.since ORDER BY l.at LIMIT 1), u.parent_id), a.since
    FROM above a JOIN public.units u ON u.org_id = a.org_id AND u.id = a.unit_id
  )
  SELECT e.since, (SELECT array_agg(a.unit_id) FROM above a WHERE a.unit_id IS NOT NULL) FROM ended e
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION place_at_end(uuid) FROM PUBLIC;--> statement-breakpoint

-- As before; of the duos in `since`, by id, who has read them only from that moment on is new.
DROP FUNCTION tell_moved_duos(jsonb);--> statement-breakpoint
CREATE FUNCTION tell_moved_duos(was jsonb, since jsonb DEFAULT '{}')
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', unit_label(told.org_id, told.unit_id), 'unitId', told.unit_id, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.id AS unit_id, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage, coalesce((since ->> w.key)::timestamptz, 'infinity') AS read_until FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage) AND o.granted_at < before.read_until)
  ) told
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_moved_duos(jsonb, jsonb) FROM PUBLIC;--> statement-breakpoint

-- As before, and a duo that comes back tells of those alone who came to read it since it ended.
CREATE OR REPLACE FUNCTION write_roster_duos(duos jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
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
  -- Likewise, of those that come back: since when each was over, and where.
  coming_back jsonb;
BEGIN
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
    ) AS done (action, detail);
  RETURN leaving;
END $$;--> statement-breakpoint

-- As before, also in two steps: one that got a later start while it was over does not come back with it.
CREATE OR REPLACE FUNCTION duos_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
BEGIN
  IF (new.ic_person_id, new.manager_person_id) IS DISTINCT FROM (old.ic_person_id, old.manager_person_id) THEN
    RAISE EXCEPTION 'a duo keeps its two people'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_transition', TABLE = 'duos';
  END IF;
  IF (new.started_on > old.started_on OR old.ended_on <= today()) AND new.started_on > today() AND (new.ended_on IS NULL OR new.ended_on > today())
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = new.org_id AND e.duo_id = new.id AND e.left_at IS NULL) THEN
    RAISE EXCEPTION 'a duo that a cycle has asked has begun'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_begun', TABLE = 'duos';
  END IF;
  RETURN new;
END $$;
