-- Who has a right to read, and where a duo or a unit is, change one after the other in an organization, in whichever order
-- they are asked for: whoever comes second sees what the first did, and tells those concerned of it.
CREATE FUNCTION lock_roster_of(org uuid) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('twofold roster ' || org, 0))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION lock_roster() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  PERFORM lock_roster_of(admin_org());
END $$;--> statement-breakpoint
-- The organization whose roster this transaction writes from now on.
CREATE FUNCTION roster_org() RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  PERFORM lock_roster_of(org);
  RETURN org;
END $$;--> statement-breakpoint
-- Before the statement, so that no row of a grant is held meanwhile, and by the row, whoever asked at first.
CREATE FUNCTION lock_grants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_level = 'ROW' THEN
    PERFORM lock_roster_of(new.org_id);
  ELSIF nullif(current_setting('twofold.org_id', true), '') IS NOT NULL THEN
    PERFORM lock_roster_of(current_setting('twofold.org_id')::uuid);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER role_grants_in_turn BEFORE INSERT OR UPDATE ON role_grants FOR EACH STATEMENT EXECUTE FUNCTION lock_grants();--> statement-breakpoint
CREATE TRIGGER a_grant_in_turn AFTER INSERT OR UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION lock_grants();--> statement-breakpoint
REVOKE ALL ON FUNCTION lock_roster_of(uuid), roster_org(), lock_grants() FROM PUBLIC;--> statement-breakpoint

-- As before, in turn with grants.
CREATE OR REPLACE FUNCTION write_roster_units(units jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := roster_org();
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
END $$;--> statement-breakpoint

-- As before, likewise.
CREATE OR REPLACE FUNCTION write_roster_people(people jsonb)
 RETURNS TABLE(change_id uuid, person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp' SET timezone TO 'UTC' SET datestyle TO 'ISO, YMD' SET intervalstyle TO 'postgres'
AS $$
#variable_conflict use_column
DECLARE
  org uuid := roster_org();
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

-- As before, likewise. A new duo takes the place of none but one that is over, and of a duo whose end is taken back while it
-- is paused the log says both.
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
  -- By duo: what it was before.
  was jsonb := (SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object('unit', d.unit_id, 'lineage', u.lineage, 'paused', d.paused,
      'over', coalesce(d.ended_on <= today, false), 'ended', d.ended_on, 'external', d.external_id)), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid) JOIN public.duos d ON d.org_id = org AND d.id = g.id
      JOIN public.units u ON u.org_id = org AND u.id = d.unit_id);
  -- Likewise, of those that come back: since when each was over, and where.
  coming_back jsonb;
BEGIN
  coming_back := (SELECT coalesce(jsonb_object_agg(g.id, jsonb_build_object('since', place.since, 'lineage', coalesce(to_jsonb(place.lineage), '[]'))), '{}')
    FROM jsonb_to_recordset(duos) AS g (id uuid, "endedOn" date) CROSS JOIN LATERAL place_at_end(g.id) AS place
    WHERE (was -> g.id::text ->> 'over')::boolean AND (g."endedOn" IS NULL OR g."endedOn" > today));
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
  -- Of a duo that had ended nobody was told who came to read it: with its return who came since is new, and so is an
  -- address that was set since.
  PERFORM tell_moved_duos(
    (SELECT coalesce(jsonb_object_agg(w.key, coalesce(coming_back -> w.key -> 'lineage', w.value -> 'lineage')), '{}') FROM jsonb_each(was) w),
    (SELECT coalesce(jsonb_object_agg(o.key, o.value -> 'since'), '{}') FROM jsonb_each(coming_back) o));
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT org, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.id, p.name, CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id
    FROM jsonb_each(was) w JOIN public.duos d ON d.org_id = org AND d.id = w.key::uuid AND (d.ended_on IS NULL OR d.ended_on > today)
      JOIN public.people p ON p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.audit_log l ON l.org_id = org AND l.subject_id = p.id AND l.action = 'address.set'
        AND l.at >= ((w.value ->> 'ended')::date - 1)::timestamp AT TIME ZONE 'UTC'
    WHERE (w.value ->> 'over')::boolean
  ) told;
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
      -- An end that was taken back of a duo that is paused: it does not go on.
      UNION ALL SELECT 'duo.paused', '{}' WHERE (state.was -> 'over')::boolean AND NOT state.is_over AND d.paused
    ) AS done (action, detail);
  RETURN leaving;
END $$;--> statement-breakpoint

-- As before, and whoever asks when the statement ends is who noted it.
CREATE OR REPLACE FUNCTION note_noted_action() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  author uuid := CASE tg_op WHEN 'INSERT' THEN new.noted_by ELSE old.noted_by END;
BEGIN
  IF author IS DISTINCT FROM nullif(current_setting('twofold.person_id', true), '')::uuid THEN
    RAISE EXCEPTION 'who notes an action asks for it themselves' USING ERRCODE = 'insufficient_privilege', TABLE = 'noted_actions';
  END IF;
  IF tg_op = 'INSERT' THEN
    PERFORM note_act('action.noted', 'reading', new.duo_id,
      jsonb_build_object('cycle', new.cycle_id, 'kind', new.kind, 'on', to_char(new.done_on, 'YYYY-MM-DD')));
  ELSE
    PERFORM note_act('action.taken-back', 'reading', old.duo_id,
      jsonb_build_object('kind', old.kind, 'on', to_char(old.done_on, 'YYYY-MM-DD')));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, likewise of who grants a role.
CREATE OR REPLACE FUNCTION note_grant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  IF tg_op = 'INSERT' AND new.granted_by IS DISTINCT FROM nullif(current_setting('twofold.person_id', true), '')::uuid THEN
    RAISE EXCEPTION 'who grants a role asks for it themselves' USING ERRCODE = 'insufficient_privilege', TABLE = 'role_grants';
  END IF;
  PERFORM note_act(CASE tg_op WHEN 'INSERT' THEN 'role.granted' ELSE 'role.revoked' END, 'program', new.person_id,
    jsonb_build_object('role', new.role, 'unit', new.unit_id));
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and of a duo whose end is taken back while it is paused. Mails that wait are taken back; a new one is written
-- unless what its reader heard last is how it is.
CREATE OR REPLACE FUNCTION tell_paused_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  unheard text[];
BEGIN
  IF NOT EXISTS (SELECT FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL)) THEN
    RETURN NULL;
  END IF;
  -- One that is looked at just now is waited for; it counts as heard below, where it left.
  WITH taken_back AS (
    DELETE FROM public.outbox m USING new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL)) AND (n.ended_on IS NULL OR n.ended_on > today)
      AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.payload ->> 'duoId' = n.id::text
      AND (m.kind IN ('duo-paused', 'duo-resumed') OR (m.kind = 'duo-ended' AND n.ended_on IS NULL))
      AND m.sent_at IS NULL AND m.failed_at IS NULL
    RETURNING concat_ws(':', n.id, m.person_id) AS told
  )
  SELECT array_agg(DISTINCT t.told) INTO unheard FROM taken_back t;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), c.kind, concat_ws(':', c.kind, c.id, c.person_id, gen_random_uuid(), CASE WHEN not_ended THEN 'not-ended' END),
    c.person_id, jsonb_build_object('duoId', c.id) || CASE WHEN not_ended THEN '{"notEnded": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT n.org_id, n.id, partner.person_id, CASE WHEN n.paused THEN 'duo-paused' ELSE 'duo-resumed' END AS kind, n.ended_on,
      o.ended_on IS NOT NULL AND n.ended_on IS NULL AS end_gone,
      coalesce(concat_ws(':', n.id, partner.person_id) = ANY (unheard), false) AS undone
    FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ) c
    -- What a sent mail was about is left in its key alone.
    LEFT JOIN (
      SELECT DISTINCT ON (m.org_id, split_part(m.key, ':', 2), m.person_id) m.org_id, split_part(m.key, ':', 2) AS duo, m.person_id, m.kind
      FROM public.outbox m JOIN new_duos n ON n.org_id = m.org_id AND n.id::text = split_part(m.key, ':', 2)
      WHERE m.kind IN ('duo-paused', 'duo-resumed', 'duo-ended') AND m.sent_at IS NOT NULL AND (m.kind <> 'duo-ended' OR n.ended_on IS NULL)
      ORDER BY m.org_id, split_part(m.key, ':', 2), m.person_id, m.sent_at DESC, m.queued_at DESC
    ) heard ON heard.org_id = c.org_id AND heard.duo = c.id::text AND heard.person_id = c.person_id
    CROSS JOIN LATERAL (SELECT c.kind = 'duo-paused' AND (coalesce(heard.kind = 'duo-ended', false) OR (c.end_gone AND NOT c.undone)) AS not_ended) AS said
  WHERE NOT (c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind);
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and told again where its reader was told meanwhile that the duo does not end, though it is paused.
CREATE OR REPLACE FUNCTION end_mail_key(duo uuid, person uuid, ended_on date) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT concat_ws(':', 'duo-ended', duo, person, ended_on, nullif((SELECT count(*) FROM public.outbox o
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.person_id = person
      AND o.kind IN ('duo-resumed', 'duo-paused') AND (o.kind = 'duo-resumed' OR o.key LIKE '%:not-ended')
      AND split_part(o.key, ':', 2) = duo::text AND o.sent_at IS NOT NULL), 0))
$$;
