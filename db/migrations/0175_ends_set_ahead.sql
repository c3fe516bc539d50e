-- Days of an end that were set ahead: what hangs on them ends by the day itself, and a job carries out what is stored.

-- Whether the person of the session has not ended. With the owner's rights, because the policies of people ask for roles.
CREATE FUNCTION viewer_is_here() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.people p
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND p.id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND (p.ended_on IS NULL OR p.ended_on > today()));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION viewer_is(wanted text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM public.role_grants g
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND g.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND g.role = wanted AND g.revoked_at IS NULL
  ) AND viewer_is_here();
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION viewer_units() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN count(*) > 0 AND viewer_is_here() THEN array_agg(g.unit_id) END FROM public.role_grants g
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND g.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND g.role = 'leader' AND g.revoked_at IS NULL
  );
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION leaders_of_own_duos()
 RETURNS TABLE(grant_id uuid, name text, unit_name text, granted_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT DISTINCT g.id, reader.name, unit_label(led.org_id, led.id), g.granted_at
  FROM public.duos d
    CROSS JOIN LATERAL readable_places(d.org_id, d.id) AS place
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (place.lineage)
    JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      AND (reader.ended_on IS NULL OR reader.ended_on > (SELECT today()))
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND g.person_id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint

-- Whether somebody is an admin who has not ended; `for_good`, one for whom no end is set either.
CREATE FUNCTION an_admin_stays(org uuid, for_good boolean) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
    WHERE g.org_id = org AND g.role = 'admin' AND g.revoked_at IS NULL AND p.erased_at IS NULL
      AND (p.ended_on IS NULL OR (NOT for_good AND p.ended_on > today())))
$$;--> statement-breakpoint
-- Of what nobody does, such as the job and an erasure that is done again, an admin who ends later is enough.
CREATE OR REPLACE FUNCTION role_grants_one_admin_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM new.org_id THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold admins ' || new.org_id, 0));
  IF NOT an_admin_stays(new.org_id, nullif(current_setting('twofold.person_id', true), '') IS NOT NULL) THEN
    RAISE EXCEPTION 'the last admin keeps that role'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_one_admin_stays', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION people_one_admin_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM new.org_id
    OR NOT EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = new.org_id AND g.person_id = new.id AND g.role = 'admin'
      AND g.revoked_at IS NULL) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold admins ' || new.org_id, 0));
  IF NOT an_admin_stays(new.org_id, true) THEN
    RAISE EXCEPTION 'the last admin does not end'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_one_admin_stays', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER people_one_admin_stays AFTER UPDATE OF ended_on ON people FOR EACH ROW
  WHEN (new.erased_at IS NULL AND new.ended_on IS NOT NULL AND (old.ended_on IS NULL OR new.ended_on < old.ended_on))
  EXECUTE FUNCTION people_one_admin_stays();--> statement-breakpoint

CREATE OR REPLACE FUNCTION is_writable_duo(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.duo_cycles d
    JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    JOIN public.duos o ON o.org_id = d.org_id AND o.id = d.duo_id AND (o.ended_on IS NULL OR o.ended_on > today())
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id)
      AND NOT d.closed AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = d.cycle_id
        AND w.duo_id = d.duo_id AND (w.person_id = person OR w.was_revealed))
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = d.cycle_id
        AND s.duo_id = d.duo_id));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION writable_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    WHERE mine.org_id = org AND mine.person_id = person
      AND (SELECT c.state = 'open' AND c.closes_at > app_now() FROM public.cycles c WHERE c.org_id = org AND c.id = mine.cycle_id)
      AND (SELECT NOT d.closed FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = mine.cycle_id
        AND d.duo_id = mine.duo_id)
      AND (SELECT o.ended_on IS NULL OR o.ended_on > today() FROM public.duos o WHERE o.org_id = org AND o.id = mine.duo_id)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = mine.cycle_id
        AND s.duo_id = mine.duo_id)
      AND 0 = (SELECT count(*) FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND (w.person_id = person OR w.was_revealed));
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION survey_state(cycle uuid, duo uuid, to_write boolean) RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  takes boolean := false;
  -- The day of the duo's end has come, and no job has come by since.
  over boolean := EXISTS (SELECT FROM public.duos o WHERE o.org_id = org AND o.id = duo AND o.ended_on <= today());
BEGIN
  IF to_write THEN
    PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND NOT d.closed
      AND person IN (d.ic_person_id, d.manager_person_id) FOR UPDATE;
    takes := FOUND AND NOT over;
  END IF;
  RETURN (
    SELECT jsonb_build_object(
      'takes', takes,
      'duoCycle', jsonb_build_object(
        'cycleId', d.cycle_id, 'duoId', d.duo_id, 'displayName', d.display_name, 'icPersonId', d.ic_person_id,
        'managerPersonId', d.manager_person_id, 'firstCycle', d.first_cycle, 'closed', d.closed OR over, 'leftAt', CASE WHEN over AND NOT d.closed THEN app_now() ELSE d.left_at END,
        'lineManager', d.line_manager, 'number', c.number, 'state', c.state, 'sharingMode', c.sharing_mode,
        'promiseVersion', c.promise_version, 'retentionMonths', c.retention_months, 'instrumentVersion', c.instrument_version,
        'closesAt', c.closes_at, 'late', c.closes_at <= app_now(),
        'declined', EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = org AND n.cycle_id = cycle AND n.duo_id = duo AND n.person_id = person),
        'withdrawn', EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.person_id = person),
        'fixed', EXISTS (SELECT FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo
          AND s.person_id = person AND s.final_at IS NOT NULL AND answers_are_fixed(cycle, duo))),
      'finals', (SELECT coalesce(jsonb_agg(s.side), '[]') FROM public.duo_cycle_sides s
        WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.final_at IS NOT NULL),
      -- Of the person's duos in this cycle the first by id, and the first of those that are asked for the first time.
      'firstDuo', (SELECT m.duo_id FROM public.duo_cycles m WHERE m.org_id = org AND m.cycle_id = cycle
        AND person IN (m.ic_person_id, m.manager_person_id) ORDER BY m.duo_id LIMIT 1),
      'firstNewDuo', (SELECT m.duo_id FROM public.duo_cycles m WHERE m.org_id = org AND m.cycle_id = cycle AND m.first_cycle
        AND person IN (m.ic_person_id, m.manager_person_id) ORDER BY m.duo_id LIMIT 1),
      'before', (SELECT jsonb_build_object('cycleId', b.cycle_id, 'opensOn', (e.opens_at AT TIME ZONE e.time_zone)::date,
          'slots', (SELECT coalesce(jsonb_agg(k.slot ORDER BY k.slot), '[]') FROM public.commitments k
            WHERE k.org_id = org AND k.cycle_id = b.cycle_id AND k.duo_id = duo))
        FROM public.duo_cycles b JOIN public.cycles e ON e.org_id = b.org_id AND e.id = b.cycle_id
        WHERE b.org_id = org AND b.duo_id = duo AND e.number < c.number ORDER BY e.number DESC LIMIT 1),
      'own', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'slot', q.slot, 'kind', q.kind, 'answerClass', q.answer_class,
          'wording', q.wording, 'options', q.options) ORDER BY q.slot), '[]')
        FROM public.cycle_questions a JOIN public.custom_questions q ON q.org_id = a.org_id AND q.id = a.question_id
        WHERE a.org_id = org AND a.cycle_id = cycle),
      'response', (SELECT jsonb_build_object('revision', r.revision, 'submittedAt', r.submitted_at, 'submissionKey', r.submission_key,
          'writeKey', r.write_key)
        FROM public.responses r WHERE r.org_id = org AND r.cycle_id = cycle AND r.duo_id = duo AND r.author_id = person))
    FROM public.duo_cycles d JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id));
END $$;--> statement-breakpoint

-- Duos whose end came before the closing time leave the cycle that is open, as those do that are ended on the day itself.
CREATE FUNCTION leave_on_their_day() RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
  FROM public.cycles c, public.duos d
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.state = 'open'
    AND e.org_id = c.org_id AND e.cycle_id = c.id AND NOT e.closed AND d.org_id = e.org_id AND d.id = e.duo_id
    AND d.ended_on <= today() AND d.ended_on::timestamp AT TIME ZONE 'UTC' < c.closes_at
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION end_answering(cycle uuid, only_due boolean) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  PERFORM FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open'
    AND (NOT only_due OR c.closes_at <= app_now()) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM leave_on_their_day();
  UPDATE public.duo_cycles SET closed = true WHERE org_id = org AND cycle_id = cycle;
  UPDATE public.cycles SET state = 'closed', closed_at = app_now() WHERE org_id = org AND id = cycle;
  RETURN true;
END $$;--> statement-breakpoint
-- What comes with the day of an end that was set ahead; the roles of the last admin stay stored, and count no more.
CREATE FUNCTION carry_out_ends() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  -- Roles first: who changes them takes the roster's lock, and duos are enrolled and leave behind it.
  IF EXISTS (SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
    WHERE g.org_id = org AND g.revoked_at IS NULL AND p.ended_on <= today() AND (g.role <> 'admin' OR an_admin_stays(org, false))) THEN
    WITH revoked AS (
      UPDATE public.role_grants r SET revoked_at = app_now()
      FROM public.people p
      WHERE r.org_id = org AND r.revoked_at IS NULL AND p.org_id = org AND p.id = r.person_id AND p.ended_on <= today()
        AND (r.role <> 'admin' OR an_admin_stays(org, false))
      RETURNING r.person_id, r.role, r.unit_id
    )
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT org, gen_random_uuid(), 'role.revoked', 'program', v.person_id,
      jsonb_strip_nulls(jsonb_build_object('role', v.role, 'unit', v.unit_id)) FROM revoked v;
  END IF;
  PERFORM leave_on_their_day();
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION viewer_is_here(), an_admin_stays(uuid, boolean), people_one_admin_stays(), leave_on_their_day(), carry_out_ends() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION viewer_is_here() TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION carry_out_ends() TO twofold_publisher;
