ALTER POLICY "audit_log_actor_writes" ON "audit_log" TO twofold_app WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (actor_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (action in ('address.confirmed', 'address.refused', 'own-data.exported') or ((select viewer_is('admin')) and action in ('roster.changed', 'roster.imported', 'roster.exported', 'schedule.stopped', 'job.retried', 'audit.exported')) or ((area = 'reading' and action not in ('action.noted', 'action.taken-back') or action = 'insights.exported') and (select viewer_units()) is not null) or (action = 'audit.exported' and (select viewer_is('reviewer'))))));--> statement-breakpoint
-- As before, and a grant that this very transaction revoked counts still, also where a part of it did that could be taken back
-- by itself: a grant is revoked at its transaction's time, which no other transaction has.
CREATE OR REPLACE FUNCTION holds_role(org uuid, person uuid, roles text[]) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM public.role_grants g
    WHERE g.org_id = org AND g.person_id = person AND g.role = ANY (roles)
      AND (g.revoked_at IS NULL OR g.revoked_at = app_now())
    FOR SHARE;
  RETURN FOUND;
END $$;--> statement-breakpoint

-- As before, and when a planned cycle is to close.
CREATE OR REPLACE FUNCTION note_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
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
      CASE WHEN new.opens_at <> old.opens_at
        THEN jsonb_build_object('from', log_instant(old.opens_at), 'to', log_instant(new.opens_at)) ELSE '{}' END
      || CASE WHEN new.closes_at <> old.closes_at
        THEN jsonb_build_object('closesFrom', log_instant(old.closes_at), 'closesTo', log_instant(new.closes_at)) ELSE '{}' END);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and of a duo whose one partner was erased it says what an admin changes of it.
CREATE OR REPLACE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NULL THEN
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
          AND coalesce(n.ended_on <= today, false) = coalesce(o.ended_on <= today, false) THEN 'ended_on' END) AS what) changed
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
        CASE WHEN n.external_id IS DISTINCT FROM o.external_id THEN 'external_id' END) AS what) changed
    WHERE changed.what <> '' AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = n.org_id
      AND p.id IN (n.ic_person_id, n.manager_person_id) AND p.erased_at IS NOT NULL AND p.name <> '');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and nobody gets the id that stands for one on its way: the log takes it for a step between.
CREATE OR REPLACE FUNCTION write_roster_people(people jsonb)
 RETURNS TABLE(change_id uuid, person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp' SET timezone TO 'UTC' SET datestyle TO 'ISO, YMD' SET intervalstyle TO 'postgres'
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
  IF EXISTS (SELECT FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text) WHERE g."externalId" = 'moving ' || g.id) THEN
    RAISE EXCEPTION 'an id that stands for one on its way' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_external_id_moves', TABLE = 'people';
  END IF;
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

-- What a leader notes or takes back has its line, whichever way.
CREATE FUNCTION note_noted_action() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    PERFORM note_act('action.noted', 'reading', new.duo_id,
      jsonb_build_object('cycle', new.cycle_id, 'kind', new.kind, 'on', to_char(new.done_on, 'YYYY-MM-DD')));
  ELSE
    PERFORM note_act('action.taken-back', 'reading', old.duo_id,
      jsonb_build_object('kind', old.kind, 'on', to_char(old.done_on, 'YYYY-MM-DD')));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER noted_actions_noted AFTER INSERT OR DELETE ON noted_actions FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION note_noted_action();--> statement-breakpoint
REVOKE ALL ON FUNCTION note_noted_action() FROM PUBLIC;
