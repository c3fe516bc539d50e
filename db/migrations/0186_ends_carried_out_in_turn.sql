-- From the day of an end on nothing is read or written by a role of its person, whatever ran since; and what comes with that
-- day is carried out before the end is taken back.

-- Whether somebody holds one of these roles; also one that ends in this very transaction, which is its own doing.
CREATE OR REPLACE FUNCTION holds_role(org uuid, person uuid, roles text[]) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  PERFORM FROM public.role_grants g
    WHERE g.org_id = org AND g.person_id = person AND g.role = ANY (roles)
      AND (g.revoked_at = app_now() OR (g.revoked_at IS NULL AND NOT EXISTS (SELECT FROM public.people p
        WHERE p.org_id = org AND p.id = person AND p.ended_on <= today())))
    FOR SHARE;
  RETURN FOUND;
END $$;--> statement-breakpoint

-- As before; what a day of an end brought has no actor, also where an admin's statement carries it out. The app's role writes no
-- line without one, and functions only that one.
CREATE OR REPLACE FUNCTION audit_log_rightful() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  one record;
BEGIN
  IF clock_timestamp() - now() > interval '10 minutes' THEN
    RAISE EXCEPTION 'a line of the log is written within ten minutes of its transaction''s beginning'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_log_in_time', TABLE = 'audit_log';
  END IF;
  IF session_user <> 'twofold_app' THEN
    RETURN NULL;
  END IF;
  FOR one IN
    SELECT DISTINCT l.org_id, l.actor_id, CASE
      WHEN l.area = 'program' OR l.action = 'roster.exported' THEN '{admin}'::text[]
      WHEN l.action = 'audit.exported' THEN '{admin,reviewer}'
      ELSE '{leader}' END AS roles
    FROM lines l WHERE l.area <> 'access' AND NOT (l.actor_id IS NULL AND person IS NOT NULL AND l.action IN ('person.ended', 'duo.ended', 'role.revoked'))
  LOOP
    IF one.actor_id IS DISTINCT FROM person OR NOT holds_role(one.org_id, person, one.roles) THEN
      RAISE EXCEPTION 'the role ended while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Revokes what ended with the day of a person's or a unit's end, by nobody; of these alone, or of everybody. The roles of the last
-- admin stay stored, and count no more.
CREATE FUNCTION revoke_ended_roles(org uuid, of_these uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  ended uuid[] := (SELECT array_agg(g.id) FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
      LEFT JOIN public.units u ON u.org_id = g.org_id AND u.id = g.unit_id
    WHERE g.org_id = org AND g.revoked_at IS NULL AND (of_these IS NULL OR g.person_id = ANY (of_these) OR g.unit_id = ANY (of_these))
      AND (u.ended_on <= today OR p.ended_on <= today AND (g.role <> 'admin' OR an_admin_stays(org, false))));
BEGIN
  IF ended IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('twofold.carries_out', 'yes', true);
  WITH revoked AS (
    UPDATE public.role_grants r SET revoked_at = app_now() WHERE r.org_id = org AND r.id = ANY (ended) RETURNING r.person_id, r.role, r.unit_id
  )
  INSERT INTO public.audit_log (org_id, id, actor_id, action, area, subject_id, detail)
  SELECT org, gen_random_uuid(), NULL, 'role.revoked', 'program', v.person_id,
    jsonb_strip_nulls(jsonb_build_object('role', v.role, 'unit', v.unit_id)) FROM revoked v;
  PERFORM set_config('twofold.carries_out', '', true);
END $$;--> statement-breakpoint

-- As before, by nobody whoever asks, and where that is wanted of these alone.
DROP FUNCTION note_ends();--> statement-breakpoint
CREATE FUNCTION note_ends(org uuid, of_these uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  INSERT INTO public.audit_log (org_id, id, actor_id, action, area, subject_id)
  SELECT org, gen_random_uuid(), NULL, over.action, 'program', over.id
  FROM (
    SELECT 'person.ended' AS action, p.id, p.ended_on FROM public.people p WHERE p.org_id = org AND p.erased_at IS NULL
    UNION ALL
    SELECT 'duo.ended', d.id, d.ended_on FROM public.duos d WHERE d.org_id = org AND NOT EXISTS (SELECT FROM public.people p
      WHERE p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  ) over
  WHERE (of_these IS NULL OR over.id = ANY (of_these)) AND over.ended_on BETWEEN today - 7 AND today AND NOT EXISTS (SELECT FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= (today - 7)::timestamp AT TIME ZONE 'UTC' AND l.at >= over.ended_on::timestamp AT TIME ZONE 'UTC' AND l.action = over.action AND l.subject_id = over.id);
END $$;--> statement-breakpoint

-- As before, in turn with all that changes the roster, and with the lines of the ends.
CREATE OR REPLACE FUNCTION carry_out_ends() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  one uuid;
BEGIN
  -- Another run, or an end that is taken back just now, counts first.
  PERFORM lock_roster_of(org);
  PERFORM revoke_ended_roles(org, NULL);
  FOREACH one IN ARRAY people_before_duos(org) LOOP
    PERFORM end_duos_of_person(org, one);
  END LOOP;
  PERFORM leave_on_their_day();
  PERFORM note_ends(org, NULL);
END $$;--> statement-breakpoint

-- An end that has come is carried out before it is taken back or moved to a day that is to come, whoever does it.
CREATE FUNCTION carry_out_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  IF old.ended_on > today() OR new.ended_on <= today() THEN
    RETURN new;
  END IF;
  PERFORM set_config('twofold.org_id', old.org_id::text, true);
  PERFORM lock_roster_of(old.org_id);
  PERFORM revoke_ended_roles(old.org_id, ARRAY[old.id]);
  IF tg_table_name = 'duos' THEN
    PERFORM leave_on_their_day();
  END IF;
  PERFORM note_ends(old.org_id, ARRAY[old.id]);
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER a_day_counts_first BEFORE UPDATE OF ended_on ON people FOR EACH ROW
  WHEN (old.ended_on IS NOT NULL AND new.ended_on IS DISTINCT FROM old.ended_on AND new.erased_at IS NULL) EXECUTE FUNCTION carry_out_first();--> statement-breakpoint
CREATE TRIGGER a_day_counts_first BEFORE UPDATE OF ended_on ON units FOR EACH ROW
  WHEN (old.ended_on IS NOT NULL AND new.ended_on IS DISTINCT FROM old.ended_on) EXECUTE FUNCTION carry_out_first();--> statement-breakpoint
CREATE TRIGGER a_day_counts_first BEFORE UPDATE OF ended_on ON duos FOR EACH ROW
  WHEN (old.ended_on IS NOT NULL AND new.ended_on IS DISTINCT FROM old.ended_on) EXECUTE FUNCTION carry_out_first();--> statement-breakpoint
REVOKE ALL ON FUNCTION revoke_ended_roles(uuid, uuid[]), note_ends(uuid, uuid[]), carry_out_first() FROM PUBLIC;--> statement-breakpoint

-- As before, and by nobody where a day brought it.
CREATE OR REPLACE FUNCTION tell_ended_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  -- With the day of a unit's end the role ends by nobody's hand, whoever's statement carries it out.
  by_its_day boolean := current_setting('twofold.carries_out', true) = 'yes'
    AND EXISTS (SELECT FROM public.units u WHERE u.org_id = new.org_id AND u.id = new.unit_id AND u.ended_on <= today());
BEGIN
  DELETE FROM public.outbox o WHERE o.org_id = new.org_id AND o.key = concat_ws(':', 'role-granted', new.id)
    AND o.sent_at IS NULL AND o.failed_at IS NULL;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'role-ended', concat_ws(':', 'role-ended', new.id), p.id,
    jsonb_strip_nulls(jsonb_build_object('role', new.role, 'grantId', new.id, 'by', CASE WHEN by_its_day IS NOT TRUE THEN nullif(current_setting('twofold.person_id', true), '') END))
  FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.erased_at IS NULL
    AND (p.ended_on IS NULL OR p.ended_on > today())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and nobody is named as a reader from the day of their end on.
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT c.closes_at, CASE WHEN NOT EXISTS (
      SELECT FROM public.duo_cycle_sides e WHERE e.org_id = c.org_id AND e.person_id = person AND e.cycle_id <> c.id
    ) THEN (
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
    ) END
  FROM public.cycles c
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND EXISTS (
      SELECT FROM public.duo_cycle_sides s
        JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
      WHERE s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person
        AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person))
$$;--> statement-breakpoint

-- As before; who has ended by that day leads nothing then.
CREATE OR REPLACE FUNCTION launch_findings(on_day date) RETURNS TABLE (kind text, name text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin prepares a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  WITH active AS (
    SELECT d.* FROM public.duos d WHERE d.org_id = org AND NOT d.paused AND d.started_on <= on_day
      AND (d.ended_on IS NULL OR d.ended_on > on_day)
  ), asked AS (
    SELECT p.* FROM public.people p WHERE p.org_id = org
      AND p.id IN (SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id]) FROM active d)
  )
  SELECT 'no-address', p.name FROM asked p WHERE p.email !~ '.@.' AND p.erased_at IS NULL
  UNION ALL SELECT 'one-person', d.display_name FROM active d
    WHERE EXISTS (SELECT FROM asked p WHERE p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  UNION ALL SELECT 'grade-gap', d.display_name FROM active d WHERE abs(d.manager_grade - d.ic_grade) >= 2
  UNION ALL SELECT 'no-leader', unit_label(org, u.id) FROM public.units u WHERE u.org_id = org AND u.id IN (SELECT d.unit_id FROM active d)
    AND NOT EXISTS (SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
      WHERE g.org_id = org AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage) AND (p.ended_on IS NULL OR p.ended_on > on_day))
  ORDER BY 1, 2;
END $$;
