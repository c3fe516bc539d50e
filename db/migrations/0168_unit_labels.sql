-- What units are called: by their path where another one has the same name. One of them, or all at once.
CREATE FUNCTION unit_labels(org uuid, wanted uuid DEFAULT NULL) RETURNS TABLE (id uuid, label text) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT named.id, CASE WHEN named.alike > 1 THEN (
      SELECT string_agg(above.name, ' / ' ORDER BY cardinality(above.lineage)) FROM public.units above
      WHERE above.org_id = org AND above.id = ANY (named.lineage)) ELSE named.name END
  FROM (
    SELECT u.id, u.name, u.lineage, count(*) OVER (PARTITION BY u.name) AS alike FROM public.units u
    WHERE u.org_id = org AND (wanted IS NULL OR u.name = (SELECT one.name FROM public.units one WHERE one.org_id = org AND one.id = wanted))
  ) named WHERE wanted IS NULL OR named.id = wanted
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION unit_labels(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION unit_labels(uuid, uuid) TO twofold_app;--> statement-breakpoint
CREATE OR REPLACE FUNCTION unit_label(org uuid, unit uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.label FROM unit_labels(org, unit) l WHERE unit IS NOT NULL
$$;--> statement-breakpoint

-- As before, and the tree of the cycle keeps what its units were called.
CREATE OR REPLACE FUNCTION begin_cycle(mode text, closing text, zone text, instrument text, promise text, OUT cycle_id uuid, OUT number integer, OUT closes_at timestamp with time zone, OUT duos integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  opened timestamptz := app_now();
  opened_on date := (app_now() AT TIME ZONE zone)::date;
  ends timestamptz := instant_in_zone(closing::timestamp, zone);
  opened_id uuid := gen_random_uuid();
  next integer;
BEGIN
  IF ends <= opened OR ends > opened + interval '2160 hours' THEN
    RAISE EXCEPTION 'a cycle closes within 90 days' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_window', TABLE = 'cycles';
  END IF;
  SELECT coalesce(max(c.number), 0) + 1 INTO next FROM public.cycles c WHERE c.org_id = org;
  WITH opening AS (
    INSERT INTO public.cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at)
    VALUES (org, opened_id, next, 'open', mode, instrument, promise, closing, zone, opened, ends)
  ), tree AS (
    INSERT INTO public.cycle_units (org_id, cycle_id, unit_id, parent_id, name, label, platform, lineage)
    SELECT org, opened_id, u.id, u.parent_id, u.name, nullif(l.label, u.name), u.platform, u.lineage
    FROM public.units u JOIN unit_labels(org) l ON l.id = u.id WHERE u.org_id = org
      AND (u.ended_on IS NULL OR u.ended_on > (SELECT today()))
  ), enrolled AS (
    INSERT INTO public.duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id,
      grade_gap, tenure_months, line_manager, team_size, first_cycle, closed)
    SELECT org, opened_id, d.id, d.unit_id, d.display_name, d.pair_type, d.ic_person_id, d.manager_person_id,
      d.manager_grade - d.ic_grade,
      -- Whole months, never below 0; a month counts once its day has come.
      greatest(0, (date_part('year', opened_on) - date_part('year', d.started_on)) * 12
        + date_part('month', opened_on) - date_part('month', d.started_on)
        - (date_part('day', opened_on) < date_part('day', d.started_on))::int),
      d.line_manager, d.team_size,
      NOT EXISTS (SELECT FROM public.duo_cycles earlier WHERE earlier.org_id = org AND earlier.duo_id = d.id AND earlier.left_at IS NULL),
      false
    FROM public.duos d JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id WHERE d.org_id = org
    RETURNING duo_id, ic_person_id, manager_person_id
  ), seats AS (
    INSERT INTO public.duo_cycle_sides (org_id, cycle_id, duo_id, side, person_id)
    SELECT org, opened_id, e.duo_id, s.side, CASE s.side WHEN 'ic' THEN e.ic_person_id ELSE e.manager_person_id END
    FROM enrolled e CROSS JOIN (VALUES ('ic'), ('manager')) AS s (side)
  )
  SELECT opened_id, next, ends, count(*)::integer INTO cycle_id, number, closes_at, duos FROM enrolled;
  IF duos = 0 THEN
    RAISE EXCEPTION 'a cycle needs an active duo' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_need_a_duo', TABLE = 'cycles';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (s.person_id) org, gen_random_uuid(), 'cycle-opened', concat_ws(':', 'cycle-opened', opened_id, s.person_id),
    s.person_id, jsonb_build_object('cycleId', opened_id)
  FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = opened_id;
END $$;
