-- A line of the log says that something changed: where nothing does, there is none.

-- As before, where something changes; false where nothing does.
DROP FUNCTION change_organization(text, text);--> statement-breakpoint
CREATE FUNCTION change_organization(wanted_name text, wanted_zone text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  PERFORM now() AT TIME ZONE wanted_zone;
  UPDATE public.organizations o SET name = wanted_name, time_zone = wanted_zone
    WHERE o.id = admin_org() AND (o.name, o.time_zone) IS DISTINCT FROM (wanted_name, wanted_zone);
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act('organization.changed', 'program', NULL, '{}');
  RETURN true;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION change_organization(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION change_organization(text, text) TO twofold_app;--> statement-breakpoint

-- As before; the time that it closes at already is none to extend it to.
CREATE OR REPLACE FUNCTION extend_cycle(cycle uuid, closing text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  before timestamptz;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin extends a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM public.planned_cycles p JOIN public.cycles c ON c.org_id = p.org_id AND c.id = cycle
      WHERE p.org_id = org AND p.state = 'planned' AND NOT ends_before(closing, c.time_zone, p.opens_at)) THEN
    RAISE EXCEPTION 'a window overlaps no other' USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_overlap', TABLE = 'planned_cycles';
  END IF;
  IF EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle
      AND closing::timestamp::date - (c.opens_at AT TIME ZONE c.time_zone)::date > 28) THEN
    RAISE EXCEPTION 'a cycle is extended to four weeks at most' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_extension', TABLE = 'cycles';
  END IF;
  SELECT c.closes_at INTO before FROM public.cycles c WHERE c.org_id = org AND c.id = cycle FOR UPDATE;
  IF EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open'
      AND c.closes_at = instant_in_zone(closing::timestamp, c.time_zone)) THEN
    RAISE EXCEPTION 'a cycle is extended to a later time' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_transition', TABLE = 'cycles';
  END IF;
  UPDATE public.cycles c SET closes_local = closing, closes_at = instant_in_zone(closing::timestamp, c.time_zone)
    WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act('cycle.extended', 'program', cycle, (
    SELECT jsonb_build_object('number', c.number, 'from', log_instant(before), 'to', log_instant(c.closes_at))
    FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

-- As before, in an open cycle alone. Where nobody whom the admin reads of would get it, nobody gets it, and there is no line:
-- whether it says anything may not depend on the others.
CREATE OR REPLACE FUNCTION nudge_missing(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  open_number integer;
  told integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT c.number INTO open_number FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody is reminded of a cycle that is not open' USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = 'cycles';
  END IF;
  IF NOT EXISTS (SELECT FROM nudge_candidates(cycle) c WHERE c.held IS NULL AND c.person_id NOT IN (SELECT own_and_led_people())) THEN
    RETURN 0;
  END IF;
  WITH queued AS (
    INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day, due_at)
    SELECT org, gen_random_uuid(), 'nudge', concat_ws(':', 'nudge', cycle, c.day, c.person_id), c.person_id,
      jsonb_build_object('cycleId', cycle), c.day, now() + c.wait
    FROM nudge_candidates(cycle) c WHERE c.held IS NULL
    ON CONFLICT DO NOTHING
    RETURNING person_id
  )
  SELECT count(*) INTO told FROM queued q WHERE q.person_id NOT IN (SELECT own_and_led_people());
  IF told > 0 THEN
    PERFORM note_act('cycle.nudged', 'program', cycle, jsonb_build_object('number', open_number, 'reminded', told));
  END IF;
  RETURN told;
END $$;--> statement-breakpoint

-- As before, but of a schedule that was saved as it was, whose revision alone went on; and no cycle is planned in the
-- transaction that stopped the schedule.
CREATE OR REPLACE FUNCTION note_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_table_name = 'schedules' THEN
    IF tg_op = 'INSERT' OR to_jsonb(new) - 'revision' <> to_jsonb(old) - 'revision' THEN
      PERFORM note_act('schedule.changed', 'program', NULL, jsonb_build_object('rhythm', new.rhythm, 'firstDay', new.first_day,
        'opensTime', new.opens_time, 'closesTime', new.closes_time, 'days', new.days, 'timeZone', new.time_zone,
        'sharingMode', new.sharing_mode, 'revision', new.revision));
    END IF;
  ELSIF tg_table_name = 'custom_questions' THEN
    PERFORM note_act(CASE tg_op WHEN 'INSERT' THEN 'question.added' ELSE 'question.retired' END, 'program', new.id,
      jsonb_build_object('slot', new.slot));
  ELSIF tg_table_name = 'units' THEN
    IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
      PERFORM note_act('unit.added', 'program', new.id, jsonb_build_object('to', new.parent_id));
    END IF;
  ELSIF tg_op = 'INSERT' THEN
    IF EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = new.org_id AND l.at = app_now() AND l.action = 'schedule.stopped') THEN
      RAISE EXCEPTION 'a schedule that was stopped plans nothing in the same transaction'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'planned_cycles_transition', TABLE = 'planned_cycles';
    END IF;
    PERFORM note_act('planned.added', 'program', new.id, jsonb_build_object('opensAt', log_instant(new.opens_at)));
  ELSIF new.state <> old.state THEN
    PERFORM note_act(CASE new.state WHEN 'planned' THEN 'planned.restored' ELSE 'planned.' || new.state END, 'program', new.id,
      jsonb_build_object('opensAt', log_instant(new.opens_at)));
  ELSIF (new.opens_at, new.closes_at) <> (old.opens_at, old.closes_at) THEN
    PERFORM note_act('planned.shifted', 'program', new.id,
      CASE WHEN new.opens_at <> old.opens_at
        THEN jsonb_build_object('from', log_instant(old.opens_at), 'to', log_instant(new.opens_at)) ELSE '{}' END
      || CASE WHEN new.closes_at <> old.closes_at
        THEN jsonb_build_object('closesFrom', log_instant(old.closes_at), 'closesTo', log_instant(new.closes_at)) ELSE '{}' END);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Changes of the plan take turns with each other, behind the roster's lock, before they lock a row of it; as before for grants.
CREATE OR REPLACE FUNCTION lock_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_level = 'STATEMENT' THEN
    IF nullif(current_setting('twofold.org_id', true), '') IS NOT NULL THEN
      PERFORM lock_roster_of(current_setting('twofold.org_id')::uuid);
    END IF;
  ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('twofold roster ' || new.org_id, 0)) THEN
    RAISE EXCEPTION 'the roster is being changed: set twofold.org_id first, to wait for it' USING ERRCODE = 'lock_not_available', TABLE = tg_table_name;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
ALTER FUNCTION lock_grants() RENAME TO take_turn;--> statement-breakpoint
CREATE TRIGGER planned_cycles_in_turn BEFORE INSERT OR UPDATE ON planned_cycles FOR EACH STATEMENT EXECUTE FUNCTION take_turn();--> statement-breakpoint
CREATE TRIGGER a_plan_in_turn AFTER INSERT OR UPDATE ON planned_cycles FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION take_turn();--> statement-breakpoint

-- As before, and the lines of a transaction about the program are of one person: those that wait for its end are of whoever did
-- what they follow from, and what a day of an end brought is of nobody.
CREATE OR REPLACE FUNCTION audit_log_rightful() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  one record;
  before record;
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
  -- Any one line of before will do, since each was held against one when it was written.
  FOR one IN SELECT DISTINCT l.org_id, l.actor_id FROM lines l WHERE l.area = 'program' AND l.actor_id IS NOT NULL LOOP
    SELECT l.actor_id INTO before FROM public.audit_log l
      WHERE l.org_id = one.org_id AND l.at = app_now() AND l.area = 'program' AND l.actor_id IS NOT NULL
        AND l.id NOT IN (SELECT n.id FROM lines n) LIMIT 1;
    IF FOUND AND before.actor_id IS DISTINCT FROM one.actor_id THEN
      RAISE EXCEPTION 'another person asked when the transaction wrote its first line'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, judged when the transaction ends: nothing is planned ahead any more, also not by the same transaction.
DROP TRIGGER planned_cycles_stopped ON planned_cycles;--> statement-breakpoint
CREATE OR REPLACE FUNCTION note_stop() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  IF NOT EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = new.org_id AND p.state IN ('planned', 'skipped'))
    AND NOT EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = new.org_id AND l.at = app_now() AND l.action = 'schedule.stopped') THEN
    PERFORM note_act('schedule.stopped', 'program', NULL, '{}');
  END IF;
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER planned_cycles_stopped AFTER UPDATE ON planned_cycles DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (session_user = 'twofold_app' AND new.state = 'replaced' AND old.state <> 'replaced') EXECUTE FUNCTION note_stop();--> statement-breakpoint

-- As before, with the line that an import was carried out, whatever it changed: that is in the lines of people, duos, units and
-- roles, which nobody has to count. One without files is not carried out.
CREATE OR REPLACE FUNCTION step_import(import uuid, expected text, wanted text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := admin_org();
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  ends boolean := wanted IN ('applied', 'discarded');
  lists boolean := expected = 'checking' AND wanted = 'checked';
BEGIN
  IF wanted <> 'discarded' AND EXISTS (SELECT FROM public.roster_imports i
    WHERE i.org_id = org AND i.id = import AND i.created_by IS DISTINCT FROM person) THEN
    RAISE EXCEPTION 'an import is checked and carried out by whoever began it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.roster_imports i SET state = wanted, moved_at = app_now(),
    progress = coalesce((facts ->> 'progress')::smallint, i.progress),
    summary = CASE WHEN lists OR wanted = 'applied' THEN coalesce(facts -> 'summary', i.summary) ELSE i.summary END,
    items = CASE WHEN lists THEN coalesce(facts -> 'items', i.items) WHEN NOT ends THEN i.items END,
    problems = CASE WHEN lists THEN coalesce(facts -> 'problems', i.problems) WHEN NOT ends THEN i.problems END,
    fingerprint = CASE WHEN lists THEN coalesce(facts ->> 'fingerprint', i.fingerprint) ELSE i.fingerprint END,
    failure = facts ->> 'failure',
    finished_at = CASE WHEN ends THEN app_now() END
  WHERE i.org_id = org AND i.id = import AND i.state = expected;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF wanted = 'applied' AND NOT EXISTS (SELECT FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import) THEN
    RAISE EXCEPTION 'an import is carried out from its files'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_transition', TABLE = 'roster_imports';
  END IF;
  IF ends THEN
    DELETE FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import;
  END IF;
  IF wanted = 'applied' THEN
    PERFORM note_act('roster.imported', 'program', import, '{}');
  END IF;
  RETURN true;
END $$;--> statement-breakpoint

-- Changes by hand have the lines of what they changed, and none besides that somebody has to ask for.
DROP FUNCTION note_roster_change(text, uuid);--> statement-breakpoint
DROP FUNCTION roster_lines();
