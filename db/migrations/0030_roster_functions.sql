-- The roster: how it is read and written by an admin, and what no role does to it.

ALTER TABLE roster_imports FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE roster_import_files FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE address_changes FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON roster_imports, roster_import_files TO twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, id, complete) ON roster_imports TO twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, import_id, number, name, content) ON roster_import_files TO twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, id, person_id, new_address, requested_at, state) ON address_changes TO twofold_app;--> statement-breakpoint
GRANT SELECT (ended_on) ON people TO twofold_app;--> statement-breakpoint
GRANT SELECT (external_id) ON duos TO twofold_app;--> statement-breakpoint
GRANT SELECT (left_at) ON duo_cycles TO twofold_app;--> statement-breakpoint

-- An import goes from its files to a checked list to the roster. What was cut off may be begun again.
CREATE FUNCTION roster_imports_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ways text[] := ARRAY['receiving checking', 'receiving discarded', 'checking checking', 'checking checked', 'checking discarded',
    'checked checking', 'checked applying', 'checked discarded', 'applying applying', 'applying checked', 'applying applied', 'applying discarded'];
  fixed text[] := ARRAY['org_id', 'id', 'created_by', 'created_at', 'complete'];
BEGIN
  IF (old.state || ' ' || new.state = ANY (ways) AND new.moved_at = app_now()
    AND (new.finished_at IS NULL OR new.finished_at = app_now())
    AND (SELECT bool_and(to_jsonb(new) -> f = to_jsonb(old) -> f) FROM unnest(fixed) f)) IS NOT TRUE THEN
    RAISE EXCEPTION 'an import goes from its files to a checked list to the roster'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_transition', TABLE = 'roster_imports';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER roster_imports_transition BEFORE UPDATE ON roster_imports FOR EACH ROW EXECUTE FUNCTION roster_imports_transition();--> statement-breakpoint

CREATE FUNCTION address_changes_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - '{state, decided_at}'::text[] = to_jsonb(old) - '{state, decided_at}'::text[]
    AND old.state = 'pending' AND new.decided_at = app_now()) IS NOT TRUE THEN
    RAISE EXCEPTION 'a new address is decided on once, now'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'address_changes_transition', TABLE = 'address_changes';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER address_changes_transition BEFORE UPDATE ON address_changes FOR EACH ROW EXECUTE FUNCTION address_changes_transition();--> statement-breakpoint

-- Whoever ever signed in owns their address: it changes only to one that they confirmed in the same transaction.
CREATE FUNCTION people_address_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.email IS DISTINCT FROM old.email AND old.user_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM public.address_changes c WHERE c.org_id = old.org_id AND c.person_id = old.id
      AND c.new_address = new.email AND c.state = 'confirmed' AND c.decided_at = app_now()) THEN
    RAISE EXCEPTION 'a sign-in address changes only with its person''s confirmation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_transition', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER people_address_transition BEFORE UPDATE OF email ON people FOR EACH ROW EXECUTE FUNCTION people_address_transition();--> statement-breakpoint

-- A duo is its two people: another partner is another duo.
CREATE FUNCTION duos_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (new.ic_person_id, new.manager_person_id) IS DISTINCT FROM (old.ic_person_id, old.manager_person_id) THEN
    RAISE EXCEPTION 'a duo keeps its two people'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_transition', TABLE = 'duos';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER duos_transition BEFORE UPDATE ON duos FOR EACH ROW EXECUTE FUNCTION duos_transition();--> statement-breakpoint

-- Of an enrolled duo only two things change: it takes no more answers, and it left before the close.
CREATE OR REPLACE FUNCTION duo_cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - '{closed, left_at}'::text[] = to_jsonb(old) - '{closed, left_at}'::text[]
    AND (new.closed OR NOT old.closed)
    AND (new.left_at IS NOT DISTINCT FROM old.left_at OR (old.left_at IS NULL AND NOT old.closed AND new.closed AND new.left_at = app_now()))
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'an enrolled duo stays as it was enrolled, and a closed one stays closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duo_cycles_transition', TABLE = 'duo_cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- The organization of an admin's session; refuses everybody else. Not granted: the functions below call it.
CREATE FUNCTION admin_org() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin keeps the roster' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN nullif(current_setting('twofold.org_id', true), '')::uuid;
END $$;--> statement-breakpoint

-- One change of the roster at a time: until the transaction ends.
CREATE FUNCTION lock_roster() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold roster ' || admin_org(), 0));
END $$;--> statement-breakpoint

-- What an admin's import and export need of people and duos, and no page of the product shows: addresses, ids, grades.
CREATE FUNCTION roster_people() RETURNS TABLE (
  id uuid, external_id text, name text, given_name text, email text, pending_email text, language text, time_zone text,
  ended_on text, signed_in boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN QUERY SELECT p.id, p.external_id, p.name, p.given_name, p.email, c.new_address, p.language, p.time_zone,
    p.ended_on::text, p.user_id IS NOT NULL
  FROM public.people p LEFT JOIN public.address_changes c ON c.org_id = p.org_id AND c.person_id = p.id AND c.state = 'pending'
  WHERE p.org_id = org AND p.erased_at IS NULL ORDER BY p.external_id COLLATE "C";
END $$;--> statement-breakpoint

CREATE FUNCTION roster_duos() RETURNS TABLE (
  id uuid, external_id text, display_name text, ic_id uuid, manager_id uuid, unit_id uuid, pair_type text, ic_grade smallint,
  manager_grade smallint, line_manager boolean, team_size smallint, started_on text, paused boolean, ended_on text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN QUERY SELECT d.id, d.external_id, d.display_name, d.ic_person_id, d.manager_person_id, d.unit_id, d.pair_type,
    d.ic_grade, d.manager_grade, d.line_manager, d.team_size, d.started_on::text, d.paused, d.ended_on::text
  FROM public.duos d WHERE d.org_id = org ORDER BY d.started_on, d.id;
END $$;--> statement-breakpoint

-- Writes units as given, new and old, and checks that the whole is one tree.
CREATE FUNCTION write_roster_units(units jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
BEGIN
  INSERT INTO public.units AS u (org_id, id, external_id, parent_id, name, platform, lineage, ended_on)
  SELECT org, g.id, g."externalId", g."parentId", g.name, g.platform, g.lineage, g."endedOn"
  FROM jsonb_to_recordset(units) AS g (id uuid, "externalId" text, "parentId" uuid, name text, platform boolean, lineage uuid[], "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, parent_id = excluded.parent_id, name = excluded.name,
    platform = excluded.platform, lineage = excluded.lineage, ended_on = excluded.ended_on;
  IF EXISTS (
    SELECT FROM public.units u LEFT JOIN public.units above ON above.org_id = u.org_id AND above.id = u.parent_id
    WHERE u.org_id = org AND (u.lineage IS DISTINCT FROM coalesce(above.lineage, '{}') || u.id
      OR cardinality(u.lineage) > 20 OR (above.ended_on <= app_now()::date AND (u.ended_on > app_now()::date OR u.ended_on IS NULL)))
  ) THEN
    RAISE EXCEPTION 'units are one tree of at most 20 levels, in which nothing goes on below an end'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'units_are_a_tree', TABLE = 'units';
  END IF;
END $$;--> statement-breakpoint

-- Writes people as given. The address of somebody who ever signed in stays: the new one waits for them, and its change
-- is given back. Who ends loses every role.
CREATE FUNCTION write_roster_people(people jsonb) RETURNS TABLE (change_id uuid, person_id uuid) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
BEGIN
  -- Ids and addresses change in two steps, so that two people may swap theirs.
  UPDATE public.people p SET external_id = 'moving ' || p.id,
    email = CASE WHEN p.user_id IS NULL THEN p.id || '@moving.invalid' ELSE p.email END
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text, email text)
  WHERE p.org_id = org AND p.id = g.id
    AND (p.external_id <> g."externalId" OR (p.user_id IS NULL AND lower(p.email) <> lower(g.email)));
  INSERT INTO public.people AS p (org_id, id, external_id, name, given_name, email, language, time_zone, ended_on)
  SELECT org, g.id, g."externalId", g.name, g."givenName", g.email, g.language, g."timeZone", g."endedOn"
  FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text, name text, "givenName" text, email text, language text, "timeZone" text, "endedOn" date)
  ON CONFLICT (org_id, id) DO UPDATE SET external_id = excluded.external_id, name = excluded.name, given_name = excluded.given_name,
    email = CASE WHEN p.user_id IS NULL THEN excluded.email ELSE p.email END, language = excluded.language,
    time_zone = excluded.time_zone, ended_on = excluded.ended_on;
  UPDATE public.address_changes c SET state = 'replaced', decided_at = app_now()
  FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
  WHERE c.org_id = org AND c.person_id = g.id AND c.state = 'pending' AND c.new_address IS DISTINCT FROM g."pendingEmail";
  UPDATE public.role_grants r SET revoked_at = app_now()
  FROM jsonb_to_recordset(people) AS g (id uuid, "endedOn" date)
  WHERE r.org_id = org AND r.person_id = g.id AND r.revoked_at IS NULL AND g."endedOn" <= app_now()::date;
  RETURN QUERY INSERT INTO public.address_changes AS c (org_id, id, person_id, new_address)
  SELECT org, gen_random_uuid(), p.id, g."pendingEmail"
  FROM jsonb_to_recordset(people) AS g (id uuid, "pendingEmail" text)
    JOIN public.people p ON p.org_id = org AND p.id = g.id AND p.user_id IS NOT NULL
  WHERE g."pendingEmail" IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.address_changes w WHERE w.org_id = org AND w.person_id = p.id AND w.state = 'pending')
  RETURNING c.id, c.person_id;
END $$;--> statement-breakpoint

-- Writes duos as given. One that ends or pauses leaves the open cycle at once; everything else waits for the next opening.
-- Gives the number of duos that left.
CREATE FUNCTION write_roster_duos(duos jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := admin_org();
  today date := app_now()::date;
  leaving integer;
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
  RETURN leaving;
END $$;--> statement-breakpoint

-- Moves an import on from the state that the caller knows; false where it is in another one by now. An end takes all that
-- the import holds of people with it.
CREATE FUNCTION step_import(import uuid, expected text, wanted text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
  ends boolean := wanted IN ('applied', 'discarded');
BEGIN
  UPDATE public.roster_imports i SET state = wanted, moved_at = app_now(),
    progress = coalesce((facts ->> 'progress')::smallint, i.progress),
    summary = coalesce(facts -> 'summary', i.summary),
    items = CASE WHEN NOT ends THEN coalesce(facts -> 'items', i.items) END,
    problems = CASE WHEN NOT ends THEN coalesce(facts -> 'problems', i.problems) END,
    fingerprint = coalesce(facts ->> 'fingerprint', i.fingerprint),
    failure = facts ->> 'failure',
    finished_at = CASE WHEN ends THEN app_now() END
  WHERE i.org_id = org AND i.id = import AND i.state = expected;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF ends THEN
    DELETE FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import;
  END IF;
  RETURN true;
END $$;--> statement-breakpoint

-- Discards what nobody went on with for a day, over all organizations, and says how many imports that were.
CREATE FUNCTION discard_old_imports() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  discarded integer;
BEGIN
  UPDATE public.roster_imports SET state = 'discarded', moved_at = app_now(), finished_at = app_now(), items = NULL, problems = NULL
    WHERE state IN ('receiving', 'checking', 'checked', 'applying') AND moved_at < app_now() - interval '1 day';
  GET DIAGNOSTICS discarded = ROW_COUNT;
  DELETE FROM public.roster_import_files f USING public.roster_imports i
    WHERE i.org_id = f.org_id AND i.id = f.import_id AND i.state IN ('applied', 'discarded');
  RETURN discarded;
END $$;--> statement-breakpoint

-- The person's own word on a new sign-in address: whoever is signed in came by the old one, or by the same identity.
-- False where nothing waits.
CREATE FUNCTION decide_address_change(change uuid, accepted boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  address text;
BEGIN
  UPDATE public.address_changes c SET state = CASE WHEN accepted THEN 'confirmed' ELSE 'refused' END, decided_at = app_now()
    WHERE c.org_id = org AND c.id = change AND c.person_id = person AND c.state = 'pending' RETURNING c.new_address INTO address;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF accepted THEN
    UPDATE public.people SET email = address WHERE org_id = org AND id = person;
  END IF;
  RETURN true;
END $$;--> statement-breakpoint

-- As before, without units that ended; a duo that left a cycle has not been asked in it.
CREATE OR REPLACE FUNCTION begin_cycle(
  mode text, closing text, zone text, instrument text, promise text,
  OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
      AND (u.ended_on IS NULL OR u.ended_on > opened::date)
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
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION roster_imports_transition(), address_changes_transition(), people_address_transition(), duos_transition(),
  admin_org(), lock_roster(), roster_people(), roster_duos(), write_roster_units(jsonb), write_roster_people(jsonb),
  write_roster_duos(jsonb), step_import(uuid, text, text, jsonb), discard_old_imports(), decide_address_change(uuid, boolean) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION lock_roster(), roster_people(), roster_duos(), write_roster_units(jsonb), write_roster_people(jsonb),
  write_roster_duos(jsonb), step_import(uuid, text, text, jsonb), decide_address_change(uuid, boolean) TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION discard_old_imports() TO twofold_worker;
