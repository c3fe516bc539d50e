-- Today, in UTC: whatever time zone a session sets, and nobody moves it by days.
CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (app_now() AT TIME ZONE 'UTC')::date
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION today() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION today() TO twofold_app, twofold_auth, twofold_publisher, twofold_worker;--> statement-breakpoint
CREATE OR REPLACE VIEW active_duos WITH (security_invoker = true) AS (select d.org_id, d.id from duos d where not d.paused and d.started_on <= (select today()) and (d.ended_on is null or d.ended_on > (select today())));--> statement-breakpoint

-- The others as before, by that day.
CREATE OR REPLACE FUNCTION begin_cycle(mode text, closing text, zone text, instrument text, promise text, OUT cycle_id uuid, OUT number integer, OUT closes_at timestamp with time zone, OUT duos integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
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
    INSERT INTO public.cycle_units (org_id, cycle_id, unit_id, parent_id, name, platform, lineage)
    SELECT org, opened_id, u.id, u.parent_id, u.name, u.platform, u.lineage FROM public.units u WHERE u.org_id = org
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
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION living_duos()
 RETURNS TABLE(duo_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT d.id FROM public.duos d
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id)
      AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION partner_time_zone(duo uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  SELECT coalesce(nullif(partner.time_zone, ''), o.time_zone)
  FROM public.duos d
    JOIN public.people partner ON partner.org_id = d.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id)
    JOIN public.organizations o ON o.id = d.org_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND d.id = duo AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()))
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND partner.id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION promising_duos()
 RETURNS TABLE(cycle_id uuid, duo_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT r.cycle_id, r.duo_id FROM revealed_duos() r
    JOIN public.cycles c ON c.org_id = org AND c.id = r.cycle_id
    JOIN public.duos d ON d.org_id = org AND d.id = r.duo_id AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()))
    WHERE NOT EXISTS (SELECT FROM public.duo_cycles later JOIN public.cycles n ON n.org_id = org AND n.id = later.cycle_id
      WHERE later.org_id = org AND later.duo_id = r.duo_id AND n.number > c.number);
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION remove_person(person uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  was public.people;
  seat record;
  surveys integer := 0;
  imports integer;
  named integer;
  published integer;
BEGIN
  SELECT p.* INTO was FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- First this: the policies show the owner's functions the rows of people who were erased.
  UPDATE public.people p SET erased_at = app_now(), erased_digest = erased_digest(org, was.external_id),
    erased_address_digest = erased_digest(org, lower(was.email)), ended_on = least(coalesce(p.ended_on, (SELECT today())), (SELECT today())) WHERE p.org_id = org AND p.id = person;
  UPDATE public.duos d SET ended_on = greatest(d.started_on, (SELECT today()))
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id) AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()));
  FOR seat IN SELECT s.cycle_id, s.duo_id, c.state FROM public.duo_cycle_sides s JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
    WHERE s.org_id = org AND s.person_id = person ORDER BY s.cycle_id, s.duo_id LOOP
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
      WHERE e.org_id = org AND e.cycle_id = seat.cycle_id AND e.duo_id = seat.duo_id AND NOT e.closed;
    -- To the partner it reads like answers that were withdrawn; a cycle that was not begun has none.
    INSERT INTO public.answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at)
      SELECT org, seat.cycle_id, seat.duo_id, person, CASE WHEN seat.state = 'open' THEN 'open' ELSE 'published' END, app_now()
      FROM public.responses r WHERE r.org_id = org AND r.cycle_id = seat.cycle_id AND r.duo_id = seat.duo_id AND r.author_id = person
      ON CONFLICT (org_id, cycle_id, duo_id, person_id) DO NOTHING;
    UPDATE public.answer_withdrawals w SET carried_out_at = app_now() WHERE w.org_id = org AND w.cycle_id = seat.cycle_id
      AND w.duo_id = seat.duo_id AND w.person_id = person AND w.carried_out_at IS NULL;
    PERFORM remove_answers(seat.cycle_id, seat.duo_id, person);
    surveys := surveys + 1;
  END LOOP;
  DELETE FROM public.responses r WHERE r.org_id = org AND r.author_id = person;
  DELETE FROM public.cycle_declines x WHERE x.org_id = org AND x.person_id = person;
  DELETE FROM public.moments m WHERE m.org_id = org AND person IN (m.written_by, m.agreed_by);
  DELETE FROM public.duo_talks t WHERE t.org_id = org AND t.person_id = person;
  -- What the two promised and picked belongs to both and may name either.
  DELETE FROM public.commitments x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.talking_points x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.address_changes c WHERE c.org_id = org AND c.person_id = person;
  DELETE FROM public.verification_tokens v WHERE v.identifier = lower(was.email);
  DELETE FROM public.passkeys k WHERE k.org_id = org AND k.person_id = person;
  -- Mails to the person, and those to others that name them. Mails that left have no words any more, but in a demo.
  DELETE FROM public.outbox o WHERE o.org_id = org AND (o.person_id = person OR (was.name <> '' AND EXISTS (
    SELECT FROM jsonb_each_text(o.payload) part WHERE position(was.name in part.value) > 0)));
  -- An import that has not ended may hold the person in its files and lists.
  UPDATE public.roster_imports i SET state = 'discarded', moved_at = app_now(), finished_at = app_now(), items = NULL, problems = NULL
    WHERE i.org_id = org AND i.state IN ('receiving', 'checking', 'checked', 'applying');
  GET DIAGNOSTICS imports = ROW_COUNT;
  DELETE FROM public.roster_import_files f USING public.roster_imports i WHERE f.org_id = org AND i.org_id = org AND i.id = f.import_id AND i.state = 'discarded';
  UPDATE public.role_grants g SET revoked_at = app_now() WHERE g.org_id = org AND g.person_id = person AND g.revoked_at IS NULL;
  UPDATE public.duos d SET display_name = without_name(d.display_name, was.name, was.given_name),
    ic_grade = CASE WHEN d.ic_person_id <> person THEN d.ic_grade END, manager_grade = CASE WHEN d.manager_person_id <> person THEN d.manager_grade END
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id);
  GET DIAGNOSTICS named = ROW_COUNT;
  UPDATE public.duo_cycles e SET display_name = without_name(e.display_name, was.name, was.given_name)
    WHERE e.org_id = org AND person IN (e.ic_person_id, e.manager_person_id);
  UPDATE public.published_duos r SET display_name = without_name(r.display_name, was.name, was.given_name)
    WHERE r.org_id = org AND person IN (r.ic_person_id, r.manager_person_id);
  GET DIAGNOSTICS published = ROW_COUNT;
  -- Sessions and linked accounts go with the user.
  DELETE FROM public.users u WHERE u.id = was.user_id;
  UPDATE public.people p SET name = '', given_name = '', email = p.id || '@erased.invalid', external_id = 'erased ' || p.id,
    user_id = NULL, bound_at = NULL, address_held_at = NULL, reminders = false, language = 'en', time_zone = 'UTC'
    WHERE p.org_id = org AND p.id = person;
  RETURN jsonb_build_object('surveys', surveys, 'imports', imports, 'duos', named, 'published', published);
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION role_grants_one_admin_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM new.org_id THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold admins ' || new.org_id, 0));
  IF NOT EXISTS (
    SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
    WHERE g.org_id = new.org_id AND g.role = 'admin' AND g.revoked_at IS NULL AND p.erased_at IS NULL
      AND (p.ended_on IS NULL OR p.ended_on > (SELECT today()))
  ) THEN
    RAISE EXCEPTION 'the last admin keeps that role'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_one_admin_stays', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_address_set(was jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'address-set', concat_ws(':', 'address-set', gen_random_uuid()), p.id,
    jsonb_build_object('address', w.value)
  FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
  WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND w.value ~ '.@.'
  UNION ALL
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', unit_label(told.org_id, told.unit_id), 'unitId', told.unit_id, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.id AS unit_id, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_new_reader()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id
    FROM public.duos d
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = new.org_id AND (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND partner.person_id <> new.person_id
      -- The same places as `readable_places`, of all duos at once.
      AND d.id IN (
        SELECT here.id FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
          WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage)
        UNION ALL
        SELECT e.duo_id FROM public.duo_cycles e
          JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
          JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
          WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage))
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_replaced_partners()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  today date := public.today();
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT earlier.org_id, gen_random_uuid(), 'partner-replaced', concat_ws(':', 'partner-replaced', earlier.id, earlier.stays), earlier.stays,
    jsonb_build_object('former', former.name, 'partner', partner.name)
  FROM (
    SELECT n.org_id, n.id, n.ic_person_id AS stays, d.manager_person_id AS left_id, n.manager_person_id AS joins_id,
      n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type AS alike
    FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
      JOIN new_duos n ON n.org_id = d.org_id AND n.ic_person_id = d.ic_person_id AND n.manager_person_id <> d.manager_person_id
    UNION ALL
    SELECT n.org_id, n.id, n.manager_person_id, d.ic_person_id, n.ic_person_id,
      n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type
    FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
      JOIN new_duos n ON n.org_id = d.org_id AND n.manager_person_id = d.manager_person_id AND n.ic_person_id <> d.ic_person_id
  ) earlier
    JOIN public.people former ON former.org_id = earlier.org_id AND former.id = earlier.left_id
    JOIN public.people partner ON partner.org_id = earlier.org_id AND partner.id = earlier.joins_id
  WHERE earlier.alike
    AND (earlier.ended_on BETWEEN earlier.started_on - 60 AND earlier.started_on + 1 OR earlier.ended_on BETWEEN today - 60 AND today + 1)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION units_of_duos(person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
  SELECT unnest(u.lineage) FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND person IN (d.ic_person_id, d.manager_person_id)
    AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()))
  UNION
  SELECT unnest(u.lineage) FROM public.duo_cycle_sides s
    JOIN public.duo_cycles e ON e.org_id = s.org_id AND e.cycle_id = s.cycle_id AND e.duo_id = s.duo_id
    JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
  WHERE s.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND s.person_id = person
$$;--> statement-breakpoint
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
      'over', coalesce(d.ended_on <= today, false))), '{}')
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
  PERFORM tell_moved_duos((SELECT coalesce(jsonb_object_agg(w.key, w.value -> 'lineage'), '{}') FROM jsonb_each(was) w));
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
CREATE OR REPLACE FUNCTION write_roster_people(people jsonb)
 RETURNS TABLE(change_id uuid, person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  today date := public.today();
  were jsonb := (SELECT coalesce(jsonb_object_agg(p.id, coalesce(p.ended_on <= today, false)), '{}')
    FROM jsonb_to_recordset(people) AS g (id uuid) JOIN public.people p ON p.org_id = org AND p.id = g.id);
  addresses_were jsonb := (SELECT coalesce(jsonb_object_agg(p.id, p.email), '{}')
    FROM jsonb_to_recordset(people) AS g (id uuid, email text) JOIN public.people p ON p.org_id = org AND p.id = g.id
    WHERE p.user_id IS NULL AND p.email <> g.email);
BEGIN
  -- Ids and addresses change in two steps, so that two people may swap theirs.
  UPDATE public.people p SET email = p.id || '@moving.invalid'
  FROM jsonb_to_recordset(people) AS g (id uuid, email text)
  WHERE p.org_id = org AND p.id = g.id AND p.user_id IS NULL AND lower(p.email) <> lower(g.email);
  UPDATE public.people p SET external_id = 'moving ' || p.id
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text)
  WHERE p.org_id = org AND p.id = g.id AND p.external_id <> g."externalId";
  INSERT INTO public.people AS p (org_id, id, external_id, name, given_name, email, language, time_zone, ended_on)
  SELECT org, g.id, g."externalId", g.name, g."givenName", g.email, g.language, g."timeZone", g."endedOn"
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text, name text, "givenName" text, email text, language text, "timeZone" text, "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, name = excluded.name, given_name = excluded.given_name,
    email = CASE WHEN p.user_id IS NULL THEN excluded.email ELSE p.email END, language = excluded.language,
    time_zone = excluded.time_zone, ended_on = excluded.ended_on;
  PERFORM tell_address_set(addresses_were);
  UPDATE public.address_changes c SET state = 'replaced', decided_at = app_now()
  FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
  WHERE c.org_id = org AND c.person_id = g.id AND c.state = 'pending' AND c.new_address IS DISTINCT FROM g."pendingEmail";
  WITH revoked AS (
    UPDATE public.role_grants r SET revoked_at = app_now()
    FROM jsonb_to_recordset(people) AS g (id uuid, "endedOn" date)
    WHERE r.org_id = org AND r.person_id = g.id AND r.revoked_at IS NULL AND g."endedOn" <= today
    RETURNING r.person_id, r.role, r.unit_id
  ), done AS (
    SELECT 'role.revoked' AS action, v.person_id AS id, jsonb_strip_nulls(jsonb_build_object('role', v.role, 'unit', v.unit_id)) AS detail FROM revoked v
    UNION ALL
    SELECT CASE WHEN NOT were ? g.id::text THEN 'person.added' WHEN coalesce(g."endedOn" <= today, false) THEN 'person.ended' ELSE 'person.resumed' END, g.id, '{}'
      FROM jsonb_to_recordset(people) AS g (id uuid, "endedOn" date)
      WHERE (were -> g.id::text)::boolean IS DISTINCT FROM coalesce(g."endedOn" <= today, false)
    UNION ALL
    SELECT 'address.set', w.key::uuid, '{}' FROM jsonb_each(addresses_were) w
  )
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), action, 'program', id, detail FROM done;
  RETURN QUERY WITH asked AS (
    INSERT INTO public.address_changes AS c (org_id, id, person_id, new_address)
    SELECT org, gen_random_uuid(), p.id, g."pendingEmail"
    FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
      JOIN public.people p ON p.org_id = org AND p.id = g.id AND p.user_id IS NOT NULL
    WHERE g."pendingEmail" IS NOT NULL
      AND NOT EXISTS (SELECT FROM public.address_changes w WHERE w.org_id = org AND w.person_id = p.id AND w.state = 'pending')
    RETURNING c.id, c.person_id
  ), recorded AS (
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
    SELECT org, gen_random_uuid(), 'address.asked', 'program', a.person_id FROM asked a
  )
  SELECT a.id, a.person_id FROM asked a;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION write_roster_units(units jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  led uuid[] := viewer_units();
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
      OR cardinality(u.lineage) > 20 OR (above.ended_on <= (SELECT today()) AND (u.ended_on > (SELECT today()) OR u.ended_on IS NULL)))
  ) THEN
    RAISE EXCEPTION 'units are one tree of at most 20 levels, in which nothing goes on below an end'
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
END $$;
