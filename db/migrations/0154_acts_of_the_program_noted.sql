-- What an admin changes has its line of the audit log by the database, whichever way it is changed. What the app's role writes
-- itself has it by a trigger; services write none about these.
DROP TRIGGER planned_cycles_noted ON planned_cycles;--> statement-breakpoint
DROP FUNCTION note_skip();--> statement-breakpoint
CREATE FUNCTION note_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF tg_table_name = 'schedules' THEN
    PERFORM note_act('schedule.changed', 'program', NULL, jsonb_build_object('rhythm', new.rhythm, 'firstDay', new.first_day,
      'opensTime', new.opens_time, 'closesTime', new.closes_time, 'days', new.days, 'timeZone', new.time_zone,
      'sharingMode', new.sharing_mode, 'revision', new.revision));
  ELSIF tg_table_name = 'custom_questions' THEN
    PERFORM note_act(CASE tg_op WHEN 'INSERT' THEN 'question.added' ELSE 'question.retired' END, 'program', new.id,
      jsonb_build_object('slot', new.slot));
  ELSIF tg_table_name = 'units' THEN
    IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
      PERFORM note_act('unit.added', 'program', new.id, jsonb_build_object('to', new.parent_id));
    END IF;
  ELSIF tg_op = 'INSERT' THEN
    PERFORM note_act('planned.added', 'program', new.id, jsonb_build_object('opensAt', log_instant(new.opens_at)));
  ELSIF new.state <> old.state THEN
    PERFORM note_act(CASE new.state WHEN 'planned' THEN 'planned.restored' ELSE 'planned.' || new.state END, 'program', new.id,
      jsonb_build_object('opensAt', log_instant(new.opens_at)));
  ELSIF (new.opens_at, new.closes_at) <> (old.opens_at, old.closes_at) THEN
    PERFORM note_act('planned.shifted', 'program', new.id,
      jsonb_build_object('from', log_instant(old.opens_at), 'to', log_instant(new.opens_at)));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER schedules_noted AFTER INSERT OR UPDATE ON schedules FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION note_program();--> statement-breakpoint
CREATE TRIGGER planned_cycles_noted AFTER INSERT OR UPDATE ON planned_cycles FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION note_program();--> statement-breakpoint
CREATE TRIGGER custom_questions_noted AFTER INSERT OR UPDATE ON custom_questions FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION note_program();--> statement-breakpoint
CREATE TRIGGER units_noted AFTER INSERT ON units FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION note_program();--> statement-breakpoint

-- Which columns of the arguments a statement changed, in one line a row; the first argument is the act. Never the values: not
-- everybody who reads the log may know them. Of an end that has come, and of an erasure, other lines say it.
CREATE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
  SELECT changed.org_id, gen_random_uuid(), tg_argv[0], 'program', changed.id, jsonb_build_object('what', changed.what)
  FROM (
    SELECT n.org_id, n.id, string_agg(c.name, ' ' ORDER BY c.nr) AS what
    FROM (SELECT w.org_id, w.id, to_jsonb(w) AS is FROM now_rows w) n
      JOIN (SELECT w.org_id, w.id, to_jsonb(w) AS was FROM old_rows w) o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(tg_argv) WITH ORDINALITY AS c (name, nr)
    WHERE c.nr > 1 AND n.is -> c.name IS DISTINCT FROM o.was -> c.name
      AND NOT (c.name = 'ended_on' AND tg_table_name <> 'units'
        AND coalesce((n.is ->> 'ended_on')::date <= today(), false) <> coalesce((o.was ->> 'ended_on')::date <= today(), false))
      -- In the middle of two people who swap their ids.
      AND NOT (c.name = 'external_id' AND coalesce(n.is ->> 'external_id', '') = 'moving ' || n.id)
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = n.org_id AND p.erased_at IS NOT NULL
        AND p.id = ANY (ARRAY[n.id, (n.is ->> 'ic_person_id')::uuid, (n.is ->> 'manager_person_id')::uuid]))
    GROUP BY n.org_id, n.id
  ) changed;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER units_changes_noted AFTER UPDATE ON units REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows FOR EACH STATEMENT
  WHEN (session_user = 'twofold_app') EXECUTE FUNCTION note_changes('unit.changed', 'name', 'platform', 'external_id', 'ended_on');--> statement-breakpoint
CREATE TRIGGER duos_changes_noted AFTER UPDATE ON duos REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows FOR EACH STATEMENT
  WHEN (session_user = 'twofold_app') EXECUTE FUNCTION note_changes('duo.changed', 'display_name', 'pair_type', 'ic_grade', 'manager_grade', 'line_manager', 'team_size', 'started_on', 'ended_on', 'external_id');--> statement-breakpoint
CREATE TRIGGER people_changes_noted AFTER UPDATE ON people REFERENCING OLD TABLE AS old_rows NEW TABLE AS now_rows FOR EACH STATEMENT
  WHEN (session_user = 'twofold_app') EXECUTE FUNCTION note_changes('person.changed', 'external_id', 'ended_on');--> statement-breakpoint

-- A given name is a name, too.
DROP TRIGGER people_rename_noted ON people;--> statement-breakpoint
CREATE TRIGGER people_rename_noted AFTER UPDATE OF name, given_name ON people FOR EACH ROW
  WHEN ((new.name, new.given_name) IS DISTINCT FROM (old.name, old.given_name) AND new.erased_at IS NULL) EXECUTE FUNCTION note_rename();--> statement-breakpoint

-- As before, with their lines.
CREATE OR REPLACE FUNCTION nudge_missing(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  told integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
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
  IF EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle) THEN
    PERFORM note_act('cycle.nudged', 'program', cycle, (SELECT jsonb_build_object('number', c.number, 'reminded', told)
      FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  END IF;
  RETURN told;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION retry_mails(mails uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  queued integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (SELECT ((app_now() + until_working_hours(z.zone)) AT TIME ZONE z.zone)::date
      FROM (SELECT known_zone(p.time_zone, g.time_zone) AS zone FROM public.people p JOIN public.organizations g ON g.id = p.org_id
        WHERE p.org_id = o.org_id AND p.id = o.person_id) z) END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = ANY (mails)
    AND o.failed_at IS NOT NULL AND o.kind NOT IN ('sign-in', 'partner-answered', 'reveal-ready')
    AND coalesce(o.last_error, '') NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one')
    AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()))
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  IF queued > 0 THEN
    PERFORM note_act('mail.retried', 'program', CASE WHEN cardinality(mails) = 1 THEN mails[1] END,
      jsonb_build_object('mails', CASE WHEN cardinality(mails) > 1 THEN queued END));
  END IF;
  RETURN queued;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION note_program(), note_changes() FROM PUBLIC;
