-- A duo has an end of its own, and ends by the first of that, of its people's and of its unit's. That day is worked out in one
-- place, whatever of it is written, set or taken back, and by whom. Its start is never moved: one that ends first never begins.

-- By which day a duo ends: an end of others that has come counts from today on, its own one as it is. `in_unit`, with its unit's: the
-- units above go on as long as that one.
CREATE FUNCTION effective_end(duo duos, in_unit boolean) RETURNS date LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  others date;
BEGIN
  IF duo.own_ended_on <= today THEN
    RETURN duo.own_ended_on;
  END IF;
  SELECT min(o.ended_on) INTO others FROM (
    SELECT p.ended_on FROM public.people p WHERE p.org_id = duo.org_id AND p.id IN (duo.ic_person_id, duo.manager_person_id) AND p.erased_at IS NULL
    UNION ALL SELECT u.ended_on FROM public.units u WHERE in_unit AND u.org_id = duo.org_id AND u.id = duo.unit_id
  ) o;
  RETURN CASE WHEN others IS NULL THEN duo.own_ended_on ELSE least(duo.own_ended_on, greatest(others, today)) END;
END $$;--> statement-breakpoint

-- Who writes the end of a duo writes its own. One that has come is its own from then on: nothing but that brings the duo back.
CREATE FUNCTION duos_end_first() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  IF tg_op = 'INSERT' THEN
    new.own_ended_on := coalesce(new.own_ended_on, new.ended_on);
  ELSIF new.own_ended_on IS NOT DISTINCT FROM old.own_ended_on THEN
    new.own_ended_on := CASE WHEN new.ended_on IS DISTINCT FROM old.ended_on THEN new.ended_on
      WHEN old.ended_on <= today THEN old.ended_on ELSE old.own_ended_on END;
  END IF;
  -- One that has not begun may be ended today, such as when it is replaced, or by others.
  IF new.own_ended_on < new.started_on AND (tg_op = 'INSERT' OR new.started_on > old.started_on OR (new.own_ended_on <> today
      AND new.own_ended_on IS DISTINCT FROM CASE WHEN old.ended_on <= today THEN old.ended_on ELSE old.own_ended_on END)) THEN
    RAISE EXCEPTION 'a duo ends after it starts'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_end_after_start', TABLE = 'duos';
  END IF;
  new.ended_on := effective_end(new, true);
  IF new.ended_on <= today THEN
    new.own_ended_on := new.ended_on;
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- Its name comes before that of a_day_counts_first, which asks for what is worked out here.
CREATE TRIGGER a_day_as_worked_out BEFORE INSERT OR UPDATE ON duos FOR EACH ROW EXECUTE FUNCTION duos_end_first();--> statement-breakpoint

DROP TRIGGER a_day_counts_first ON duos;--> statement-breakpoint

CREATE TRIGGER a_day_counts_first BEFORE UPDATE OF ended_on, own_ended_on ON duos FOR EACH ROW
  WHEN (old.ended_on IS NOT NULL AND new.ended_on IS DISTINCT FROM old.ended_on) EXECUTE FUNCTION carry_out_first();--> statement-breakpoint

-- Writes ends that have come down as the duos' own.
CREATE FUNCTION settle_ends(org uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  IF EXISTS (SELECT FROM public.duos d WHERE d.org_id = org AND d.ended_on <= today AND d.own_ended_on IS DISTINCT FROM d.ended_on) THEN
    UPDATE public.duos d SET own_ended_on = d.ended_on WHERE d.org_id = org AND d.ended_on <= today AND d.own_ended_on IS DISTINCT FROM d.ended_on;
  END IF;
END $$;--> statement-breakpoint

-- Works the ends of duos out again, with what comes with one that has come. Those that are over stay so.
CREATE FUNCTION follow_ends(org uuid, of_these uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  others uuid[] := (SELECT array_agg(d.id) FROM public.duos d WHERE d.org_id = org AND d.id = ANY (of_these)
    AND (d.ended_on IS NULL OR d.ended_on > today) AND d.ended_on IS DISTINCT FROM effective_end(d, true));
BEGIN
  IF others IS NULL THEN
    RETURN;
  END IF;
  WITH changed AS (
    UPDATE public.duos d SET own_ended_on = d.own_ended_on WHERE d.org_id = org AND d.id = ANY (others) RETURNING d.id, d.ended_on
  ), leaving AS (
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
    FROM changed d, public.cycles c
    WHERE d.ended_on <= today AND c.org_id = org AND c.state = 'open' AND e.org_id = org AND e.cycle_id = c.id AND e.duo_id = d.id AND NOT e.closed
  )
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), 'duo.ended', 'program', d.id, '{}' FROM changed d WHERE d.ended_on <= today;
END $$;--> statement-breakpoint

-- At the commit, because who changes the end of a person may change those of duos too, as the roster's forms do.
CREATE OR REPLACE FUNCTION people_end_their_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  PERFORM lock_roster_of(new.org_id);
  PERFORM follow_ends(new.org_id, ARRAY(SELECT d.id FROM public.duos d WHERE d.org_id = new.org_id AND (d.ic_person_id = new.id OR d.manager_person_id = new.id)));
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint

DROP TRIGGER people_end_their_duos ON people;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER people_end_their_duos AFTER UPDATE OF ended_on ON people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.ended_on IS DISTINCT FROM old.ended_on AND new.erased_at IS NULL) EXECUTE FUNCTION people_end_their_duos();--> statement-breakpoint

-- Likewise. An end, or an earlier one, comes to a unit in which nothing goes on for longer; a duo whose other ends are taken back
-- afterwards ends with its unit.
CREATE OR REPLACE FUNCTION units_end_empty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
  today date := public.today();
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  PERFORM lock_roster_of(new.org_id);
  IF (old.ended_on IS NULL OR new.ended_on < old.ended_on) AND EXISTS (SELECT FROM public.units u JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
    WHERE u.org_id = new.org_id AND u.id = new.id AND (d.ended_on IS NULL OR d.ended_on > today) AND outlasts(effective_end(d, false), u.ended_on, today)) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  PERFORM follow_ends(new.org_id, ARRAY(SELECT d.id FROM public.duos d WHERE d.org_id = new.org_id AND d.unit_id = new.id));
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint

DROP TRIGGER units_end_empty ON units;--> statement-breakpoint

CREATE CONSTRAINT TRIGGER units_end_empty AFTER UPDATE OF ended_on ON units DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (new.ended_on IS DISTINCT FROM old.ended_on) EXECUTE FUNCTION units_end_empty();--> statement-breakpoint

-- As before, with that.
CREATE OR REPLACE FUNCTION carry_out_ends() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  today date := public.today();
BEGIN
  -- Another run, or an end that is taken back just now, counts first.
  PERFORM lock_roster_of(org);
  PERFORM revoke_ended_roles(org, NULL);
  -- Of people who ended before this was looked at.
  PERFORM follow_ends(org, ARRAY(SELECT d.id FROM public.people p JOIN public.duos d ON d.org_id = p.org_id AND d.ic_person_id = p.id
      WHERE p.org_id = org AND p.ended_on IS NOT NULL AND p.erased_at IS NULL AND outlasts(d.ended_on, p.ended_on, today)
    UNION SELECT d.id FROM public.people p JOIN public.duos d ON d.org_id = p.org_id AND d.manager_person_id = p.id
      WHERE p.org_id = org AND p.ended_on IS NOT NULL AND p.erased_at IS NULL AND outlasts(d.ended_on, p.ended_on, today)));
  PERFORM settle_ends(org);
  PERFORM leave_on_their_day();
  PERFORM note_ends(org, NULL);
END $$;--> statement-breakpoint

DROP FUNCTION end_duos_of_person(uuid, uuid);--> statement-breakpoint

DROP FUNCTION people_before_duos(uuid);--> statement-breakpoint

-- As before, with a change of the own end alone, and a pause of a duo that is over, by which it neither ends nor goes on.
CREATE OR REPLACE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  asking uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF asking IS NULL THEN
    RETURN NULL;
  END IF;
  IF tg_table_name = 'units' THEN
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.name <> o.name THEN 'name' END,
        CASE WHEN n.platform <> o.platform THEN 'platform' END,
        CASE WHEN n.external_id IS DISTINCT FROM o.external_id THEN 'external_id' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on THEN 'ended_on' END) AS what) changed
    WHERE changed.what <> '';
  ELSIF tg_table_name = 'people' THEN
    -- Not in the middle of two people who swap their ids; of an end that has come and of an erasure other lines say it.
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.external_id <> o.external_id AND n.external_id <> 'moving ' || n.id THEN 'external_id' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on
          AND coalesce(n.ended_on <= today, false) = coalesce(o.ended_on <= today, false) THEN 'ended_on' END,
        CASE WHEN n.language <> o.language AND n.id <> asking THEN 'language' END,
        CASE WHEN n.time_zone <> o.time_zone AND n.id <> asking THEN 'time_zone' END) AS what) changed
    WHERE changed.what <> '' AND n.erased_at IS NULL;
  ELSE
    -- While an erasure runs, the person has their name still; what changes of the duo afterwards is an admin's.
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.display_name <> o.display_name THEN 'display_name' END,
        CASE WHEN n.pair_type <> o.pair_type THEN 'pair_type' END,
        CASE WHEN n.ic_grade IS DISTINCT FROM o.ic_grade THEN 'ic_grade' END,
        CASE WHEN n.manager_grade IS DISTINCT FROM o.manager_grade THEN 'manager_grade' END,
        CASE WHEN n.line_manager <> o.line_manager THEN 'line_manager' END,
        CASE WHEN n.team_size IS DISTINCT FROM o.team_size THEN 'team_size' END,
        CASE WHEN n.started_on <> o.started_on THEN 'started_on' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on
          AND coalesce(n.ended_on <= today, false) = coalesce(o.ended_on <= today, false) THEN 'ended_on' END,
        -- Not of an end that has come and is written down as the duo's own.
        CASE WHEN n.own_ended_on IS DISTINCT FROM o.own_ended_on AND n.ended_on IS NOT DISTINCT FROM o.ended_on
          AND (n.ended_on <= today) IS NOT TRUE THEN 'own_ended_on' END,
        -- Of a duo that goes on another line says it.
        CASE WHEN n.paused <> o.paused AND n.ended_on <= today AND o.ended_on <= today THEN 'paused' END,
        CASE WHEN n.external_id IS DISTINCT FROM o.external_id THEN 'external_id' END) AS what) changed
    WHERE changed.what <> '' AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = n.org_id
      AND p.id IN (n.ic_person_id, n.manager_person_id) AND p.erased_at IS NOT NULL AND p.name <> '');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, with the own end.
DROP FUNCTION roster_duos();--> statement-breakpoint

CREATE FUNCTION roster_duos()
 RETURNS TABLE(id uuid, external_id text, display_name text, ic_id uuid, manager_id uuid, unit_id uuid, pair_type text, ic_grade smallint, manager_grade smallint, line_manager boolean, team_size smallint, started_on text, paused boolean, own_ended_on text, ended_on text, asked boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  today date := public.today();
BEGIN
  RETURN QUERY SELECT d.id, d.external_id, d.display_name, d.ic_person_id, d.manager_person_id, d.unit_id, d.pair_type,
    d.ic_grade, d.manager_grade, d.line_manager, d.team_size, d.started_on::text, d.paused,
    CASE WHEN d.ended_on <= today THEN d.ended_on ELSE d.own_ended_on END::text, d.ended_on::text,
    d.id IN (SELECT e.duo_id FROM public.duo_cycles e WHERE e.org_id = org AND e.left_at IS NULL)
  FROM public.duos d WHERE d.org_id = org ORDER BY d.started_on, d.id;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION roster_duos(), effective_end(duos, boolean), duos_end_first(), settle_ends(uuid), follow_ends(uuid, uuid[]) FROM PUBLIC;--> statement-breakpoint

GRANT EXECUTE ON FUNCTION roster_duos() TO twofold_app;--> statement-breakpoint
GRANT SELECT (own_ended_on) ON duos TO twofold_app;--> statement-breakpoint

-- As before, with that.
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
  -- By duo: what it was before; an end that has come is its own.
  was jsonb := (SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object('unit', d.unit_id, 'lineage', u.lineage, 'paused', d.paused,
      'over', coalesce(d.ended_on <= today, false), 'own', CASE WHEN d.ended_on <= today THEN d.ended_on ELSE d.own_ended_on END, 'external', d.external_id)), '{}')
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
  PERFORM settle_ends(org);
  -- "endedOn" is the duo's own end. First what is there: an old duo gives its id up before the new one takes it.
  UPDATE public.duos d SET external_id = g."externalId", display_name = g."displayName", pair_type = g."pairType", unit_id = g."unitId",
    ic_person_id = g."icId", manager_person_id = g."managerId", ic_grade = g."icGrade", manager_grade = g."managerGrade",
    line_manager = g."lineManager", team_size = g."teamSize", started_on = g."startedOn", own_ended_on = g."endedOn", paused = g.paused
  FROM jsonb_to_recordset(duos) AS g (id uuid, "externalId" text, "displayName" text, "pairType" text, "unitId" uuid, "icId" uuid, "managerId" uuid,
    "icGrade" smallint, "managerGrade" smallint, "lineManager" boolean, "teamSize" smallint, "startedOn" date, "endedOn" date, paused boolean)
  WHERE d.org_id = org AND d.id = g.id;
  INSERT INTO public.duos (org_id, id, external_id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, ic_grade,
    manager_grade, line_manager, team_size, started_on, own_ended_on, paused)
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
  -- As of the day of the end. A duo that stays where it is may have come to end with its unit, and then does.
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid, "endedOn" date) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id
    WHERE outlasts(effective_end(jsonb_populate_record(d, jsonb_build_object('own_ended_on', g."endedOn")), false), u.ended_on, today)
      AND (u.ended_on <= today OR was -> g.id::text IS NULL OR (was -> g.id::text ->> 'unit')::uuid <> d.unit_id
        OR (was -> g.id::text ->> 'own')::date IS DISTINCT FROM g."endedOn")) THEN
    RAISE EXCEPTION 'a duo that goes on is in a unit that goes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_end_empty', TABLE = 'units';
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(duos) AS g (id uuid, "endedOn" date) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.people p ON p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NULL
    WHERE coalesce((was -> g.id::text -> 'over')::boolean, true) AND outlasts(g."endedOn", p.ended_on, today)
      AND p.ended_on <= CASE WHEN was -> g.id::text IS NULL THEN greatest(d.started_on, today) ELSE today END) THEN
    RAISE EXCEPTION 'a duo begins or goes on again with people who go on'
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
        WHERE (state.was -> 'paused')::boolean <> d.paused AND NOT (state.was -> 'over')::boolean AND NOT state.is_over
      -- An end that was taken back of a duo that is paused: it does not go on.
      UNION ALL SELECT 'duo.paused', '{}' WHERE (state.was -> 'over')::boolean AND NOT state.is_over AND d.paused
    ) AS done (action, detail);
  RETURN leaving;
END $$;
