-- Lines of the log that the app wrote by itself come with the deed from here on: whoever did nothing writes none.

-- By action, how many lines about the roster this transaction wrote in the name of whoever asks.
CREATE FUNCTION roster_lines() RETURNS TABLE (action text, subject_ids uuid[]) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.action, array_agg(l.subject_id) FROM public.audit_log l
  WHERE l.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND l.at = app_now() AND l.area = 'program'
    AND l.actor_id = nullif(current_setting('twofold.person_id', true), '')::uuid
    AND split_part(l.action, '.', 1) IN ('person', 'address', 'duo', 'unit', 'role') AND l.action <> 'person.erased'
  GROUP BY l.action
$$;--> statement-breakpoint

-- That the roster was changed by hand: once a transaction, of what it changed. False where that is nothing.
CREATE FUNCTION note_roster_change(kind text, subject uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  IF NOT EXISTS (SELECT FROM roster_lines() r
      WHERE split_part(r.action, '.', 1) = ANY (CASE kind WHEN 'leader' THEN '{role}'::text[] WHEN 'person' THEN '{person,address}' ELSE ARRAY[kind] END)
        AND (subject IS NULL OR subject = ANY (r.subject_ids)))
    OR EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = org AND l.at = app_now() AND l.action IN ('roster.changed', 'roster.imported')
      AND l.actor_id = nullif(current_setting('twofold.person_id', true), '')::uuid) THEN
    RETURN false;
  END IF;
  PERFORM note_act('roster.changed', 'program', subject, jsonb_build_object('kind', kind,
    'changes', (SELECT sum(cardinality(r.subject_ids)) FROM roster_lines() r)));
  RETURN true;
END $$;--> statement-breakpoint

-- As before, and once an import has ended with changes, that it was made, with the number of each kind of change.
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
  IF ends THEN
    DELETE FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import;
  END IF;
  IF wanted = 'applied' AND EXISTS (SELECT FROM roster_lines()) THEN
    PERFORM note_act('roster.imported', 'program', import,
      (SELECT jsonb_object_agg(r.action, cardinality(r.subject_ids)) FROM roster_lines() r));
  END IF;
  RETURN true;
END $$;--> statement-breakpoint

-- As before, with its line.
CREATE OR REPLACE FUNCTION decide_address_change(change uuid, accepted boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
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
  PERFORM note_act(CASE WHEN accepted THEN 'address.confirmed' ELSE 'address.refused' END, 'access', person, '{}');
  RETURN true;
END $$;--> statement-breakpoint

-- That the schedule was stopped: an admin took out the last cycle ahead, and made no other schedule with it.
CREATE FUNCTION note_stop() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  INSERT INTO public.audit_log (org_id, id, action, area)
  SELECT stopped.org_id, gen_random_uuid(), 'schedule.stopped', 'program'
  FROM (SELECT DISTINCT n.org_id FROM now_plans n JOIN old_plans o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.state = 'replaced' AND o.state <> 'replaced') stopped
  WHERE NOT EXISTS (SELECT FROM public.planned_cycles p WHERE p.org_id = stopped.org_id AND p.state IN ('planned', 'skipped'))
    AND NOT EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = stopped.org_id AND l.at = app_now() AND l.action = 'schedule.changed'
      AND l.actor_id = nullif(current_setting('twofold.person_id', true), '')::uuid);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER planned_cycles_stopped AFTER UPDATE ON planned_cycles REFERENCING OLD TABLE AS old_plans NEW TABLE AS now_plans
  FOR EACH STATEMENT WHEN (session_user = 'twofold_app') EXECUTE FUNCTION note_stop();--> statement-breakpoint

-- Runs a job of the admin's organization, for everything that is due.
CREATE FUNCTION retry_job(job text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  PERFORM graphile_worker.twofold_enqueue(job, org, org);
  PERFORM note_act('job.retried', 'program', NULL, jsonb_build_object('job', job));
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION roster_lines(), note_roster_change(text, uuid), note_stop(), retry_job(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION note_roster_change(text, uuid), retry_job(text) TO twofold_app;
