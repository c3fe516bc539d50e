-- What hangs on something ends by its day, also where that day is to come: duos with their people, and nothing goes on in a
-- unit that has ended. Judged as of that day whenever one of both is written, so that no day comes that finds it otherwise.

-- Whether one thing goes on after the end of another: after its day, or today where that has come.
CREATE FUNCTION outlasts(one date, other date, today date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT other IS NOT NULL AND (one IS NULL OR one > greatest(other, today))
$$;--> statement-breakpoint

-- Ends of units that were set before this was judged: a unit goes on as long as what is in it, and the root without an end.
DO $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
  org uuid;
BEGIN
  FOR org IN SELECT o.id FROM public.organizations o LOOP
    PERFORM set_config('twofold.org_id', org::text, true);
    UPDATE public.units u SET ended_on = NULL WHERE u.org_id = org AND u.parent_id IS NULL AND u.ended_on IS NOT NULL;
    UPDATE public.units u SET ended_on = CASE WHEN NOT within.endless THEN within.last_day END
    FROM (
      SELECT a.id, bool_or(x.ended_on IS NULL) AS endless, max(x.ended_on) AS last_day
      FROM public.units a JOIN (
        SELECT v.lineage[:cardinality(v.lineage) - 1] AS above, v.ended_on FROM public.units v WHERE v.org_id = org
        UNION ALL SELECT v.lineage, d.ended_on FROM public.units v JOIN public.duos d ON d.org_id = org AND d.unit_id = v.id WHERE v.org_id = org
      ) x ON a.id = ANY (x.above)
      WHERE a.org_id = org AND a.ended_on IS NOT NULL
      GROUP BY a.id
    ) within
    WHERE u.org_id = org AND u.id = within.id AND outlasts(CASE WHEN NOT within.endless THEN within.last_day END, u.ended_on, today());
  END LOOP;
  PERFORM set_config('twofold.org_id', asks, true);
END $$;--> statement-breakpoint

-- As before, with that.
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
  -- By unit: its parent and lineage before. By duo of these units: the lineage of its unit.
  was jsonb := (SELECT coalesce(jsonb_object_agg(u.id, jsonb_build_object('parent', u.parent_id, 'lineage', u.lineage)), '{}')
    FROM jsonb_to_recordset(units) AS g (id uuid) JOIN public.units u ON u.org_id = org AND u.id = g.id);
  duos_were jsonb := (SELECT coalesce(jsonb_object_agg(d.id, u.lineage), '{}')
    FROM jsonb_to_recordset(units) AS g (id uuid) JOIN public.units u ON u.org_id = org AND u.id = g.id
      JOIN public.duos d ON d.org_id = org AND d.unit_id = u.id);
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
  PERFORM tell_moved_duos(duos_were);
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), 'unit.moved', 'program', u.id, jsonb_build_object('from', w.value -> 'parent', 'to', u.parent_id)
  FROM jsonb_each(was) w JOIN public.units u ON u.org_id = org AND u.id = w.key::uuid
  WHERE u.parent_id::text IS DISTINCT FROM w.value ->> 'parent';
END $$;--> statement-breakpoint

-- As before, likewise, and with the people of the duos.
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
END $$;--> statement-breakpoint

-- Ends the duos of a person that go on longer: on the day of the person's end, or today where it has come, with what comes with
-- it. One that would begin later begins and ends on that day.
CREATE FUNCTION end_duos_of_person(org uuid, person uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  day date := (SELECT greatest(p.ended_on, today) FROM public.people p WHERE p.org_id = org AND p.id = person AND p.ended_on IS NOT NULL AND p.erased_at IS NULL);
BEGIN
  IF NOT EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND (d.ic_person_id = person OR d.manager_person_id = person)
    AND outlasts(d.ended_on, day, today)) THEN
    RETURN;
  END IF;
  WITH ended AS (
    UPDATE public.duos d SET ended_on = day, started_on = least(d.started_on, day)
    WHERE d.org_id = org AND (d.ic_person_id = person OR d.manager_person_id = person) AND outlasts(d.ended_on, day, today)
    RETURNING d.id, d.ended_on
  ), leaving AS (
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
    FROM ended d, public.cycles c
    WHERE d.ended_on <= today AND c.org_id = org AND c.state = 'open' AND e.org_id = org AND e.cycle_id = c.id AND e.duo_id = d.id AND NOT e.closed
  )
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), 'duo.ended', 'program', d.id, '{}' FROM ended d WHERE d.ended_on <= today;
END $$;--> statement-breakpoint
-- At the commit, because who ends a person may end the duos by themselves, as the roster's forms do.
CREATE FUNCTION people_end_their_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  PERFORM lock_roster_of(new.org_id);
  PERFORM end_duos_of_person(new.org_id, new.id);
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER people_end_their_duos AFTER UPDATE OF ended_on ON people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.ended_on IS NOT NULL AND new.ended_on IS DISTINCT FROM old.ended_on AND new.erased_at IS NULL)
  EXECUTE FUNCTION people_end_their_duos();--> statement-breakpoint
-- Likewise: who ends a unit may end what is in it after it.
CREATE FUNCTION units_end_empty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
  today date := public.today();
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  IF EXISTS (SELECT FROM public.units u JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
    WHERE u.org_id = new.org_id AND u.id = new.id AND outlasts(d.ended_on, u.ended_on, today)) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER units_end_empty AFTER INSERT OR UPDATE OF ended_on ON units DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.ended_on IS NOT NULL) EXECUTE FUNCTION units_end_empty();--> statement-breakpoint

-- People with duos that go on longer than they do, who ends first first; of people who ended before this was looked at.
CREATE FUNCTION people_before_duos(org uuid) RETURNS uuid[] LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT coalesce(array_agg(b.id ORDER BY b.ended_on), '{}') FROM (
    SELECT p.id, p.ended_on FROM public.people p JOIN public.duos d ON d.org_id = p.org_id AND d.ic_person_id = p.id
    WHERE p.org_id = org AND p.ended_on IS NOT NULL AND p.erased_at IS NULL AND outlasts(d.ended_on, p.ended_on, (SELECT today()))
    UNION
    SELECT p.id, p.ended_on FROM public.people p JOIN public.duos d ON d.org_id = p.org_id AND d.manager_person_id = p.id
    WHERE p.org_id = org AND p.ended_on IS NOT NULL AND p.erased_at IS NULL AND outlasts(d.ended_on, p.ended_on, (SELECT today()))
  ) b
$$;--> statement-breakpoint

-- As before; leaders lose what they lead with the day of its end, and duos end with their people.
CREATE OR REPLACE FUNCTION carry_out_ends() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  today date := public.today();
  one uuid;
BEGIN
  -- Roles first: who changes them takes the roster's lock, and duos are enrolled and leave behind it.
  IF EXISTS (SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
      LEFT JOIN public.units u ON u.org_id = g.org_id AND u.id = g.unit_id
    WHERE g.org_id = org AND g.revoked_at IS NULL
      AND (u.ended_on <= today OR p.ended_on <= today AND (g.role <> 'admin' OR an_admin_stays(org, false)))) THEN
    WITH revoked AS (
      UPDATE public.role_grants r SET revoked_at = app_now()
      FROM public.people p
      WHERE r.org_id = org AND r.revoked_at IS NULL AND p.org_id = org AND p.id = r.person_id
        AND (p.ended_on <= today AND (r.role <> 'admin' OR an_admin_stays(org, false))
          OR EXISTS (SELECT FROM public.units u WHERE u.org_id = org AND u.id = r.unit_id AND u.ended_on <= today))
      RETURNING r.person_id, r.role, r.unit_id
    )
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT org, gen_random_uuid(), 'role.revoked', 'program', v.person_id,
      jsonb_strip_nulls(jsonb_build_object('role', v.role, 'unit', v.unit_id)) FROM revoked v;
  END IF;
  FOREACH one IN ARRAY people_before_duos(org) LOOP
    PERFORM lock_roster_of(org);
    PERFORM end_duos_of_person(org, one);
  END LOOP;
  PERFORM leave_on_their_day();
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION outlasts(date, date, date), end_duos_of_person(uuid, uuid), people_before_duos(uuid), people_end_their_duos(), units_end_empty() FROM PUBLIC;
