-- What comes of an end or of an address that is set, by what is so when it is written, and by who did it.

-- As before, and a role that is given again after another address was set is told like one that is new.
CREATE OR REPLACE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  -- That a role ended goes on waiting, apart from a right that is given after this: who has it then is told of it.
  WITH waits AS (
    DELETE FROM public.outbox o USING jsonb_each_text(was) w
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.person_id = w.key::uuid AND o.kind = 'role-ended'
      AND o.payload <> '{}' AND o.sent_at IS NULL AND o.failed_at IS NULL
    RETURNING o.*
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT o.org_id, gen_random_uuid(), o.kind, concat_ws(':', 'role-ended', o.payload ->> 'grantId', gen_random_uuid()), o.person_id, o.payload FROM waits o;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'address-set', concat_ws(':', 'address-set', gen_random_uuid()), p.id,
    jsonb_build_object('address', w.value)
  FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
  WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND w.value ~ '.@.'
  UNION ALL
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', address_mail_key(told.id, told.partner_id, app_now()) || gen_random_uuid(), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, partner.id AS partner_id
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.people partner ON partner.org_id = d.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> p.id
        AND partner.erased_at IS NULL
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;--> statement-breakpoint

-- As before; which addresses were set is asked once their rows are held.
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
  addresses_were jsonb;
BEGIN
  IF EXISTS (SELECT FROM jsonb_to_recordset(people) AS g (id uuid, "externalId" text) WHERE g."externalId" = 'moving ' || g.id) THEN
    RAISE EXCEPTION 'an id that stands for one on its way' USING ERRCODE = 'check_violation', CONSTRAINT = 'people_external_id_moves', TABLE = 'people';
  END IF;
  -- A first sign-in that is under way counts first: from then on no admin sets the address.
  PERFORM FROM public.people p JOIN jsonb_to_recordset(people) AS g (id uuid, email text) ON g.id = p.id
    WHERE p.org_id = org AND p.user_id IS NULL AND p.email <> g.email ORDER BY p.id FOR NO KEY UPDATE OF p;
  addresses_were := (SELECT coalesce(jsonb_object_agg(p.id, p.email), '{}')
    FROM jsonb_to_recordset(people) AS g (id uuid, email text) JOIN public.people p ON p.org_id = org AND p.id = g.id
    WHERE p.user_id IS NULL AND p.email <> g.email);
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
    WHERE lower(g."pendingEmail") <> lower(p.email)
      AND NOT EXISTS (SELECT FROM public.address_changes w WHERE w.org_id = org AND w.person_id = p.id AND w.state = 'pending')
    RETURNING c.id, c.person_id
  ), recorded AS (
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
    SELECT org, gen_random_uuid(), 'address.asked', 'program', a.person_id FROM asked a
  )
  SELECT a.id, a.person_id FROM asked a;
END $$;--> statement-breakpoint

-- As before. Lines of one transaction have one time: of an end and a return in it the last one is told by how many there are of each.
CREATE OR REPLACE FUNCTION note_ends(org uuid, of_these uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
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
  WHERE (of_these IS NULL OR over.id = ANY (of_these)) AND over.ended_on BETWEEN today - 7 AND today
    -- One that has come and is moved to another day that has come is the same end.
    AND NOT EXISTS (
      SELECT FROM (SELECT l.at, count(*) FILTER (WHERE l.action = over.action) - count(*) FILTER (WHERE l.action <> over.action) AS more,
          lead(bool_or(l.action = over.action)) OVER (ORDER BY l.at DESC) AS before
        FROM public.audit_log l WHERE l.org_id = org AND l.subject_id = over.id AND l.action IN (over.action, split_part(over.action, '.', 1) || '.resumed')
        GROUP BY l.at ORDER BY l.at DESC LIMIT 1) last
      WHERE last.more + coalesce(last.before, false)::int > 0)
    AND NOT EXISTS (SELECT FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= (today - 7)::timestamp AT TIME ZONE 'UTC' AND l.at >= over.ended_on::timestamp AT TIME ZONE 'UTC' AND l.action = over.action AND l.subject_id = over.id);
END $$;--> statement-breakpoint

-- As before; of a unit also before one that has come is moved, so that it is known whose the end is.
CREATE OR REPLACE FUNCTION carry_out_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  IF old.ended_on > today() OR (new.ended_on <= today() AND tg_table_name <> 'units') THEN
    RETURN new;
  END IF;
  PERFORM set_config('twofold.org_id', old.org_id::text, true);
  PERFORM lock_roster_of(old.org_id);
  -- The end of a unit that was set by this very transaction has brought nothing yet.
  IF tg_table_name <> 'units' OR NOT EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = old.org_id AND l.subject_id = old.id
      AND l.at = app_now() AND l.action = 'unit.changed' AND l.detail ->> 'what' ~ 'ended_on') THEN
    PERFORM revoke_ended_roles(old.org_id, ARRAY[old.id]);
  END IF;
  IF tg_table_name = 'duos' THEN
    PERFORM leave_on_their_day();
  END IF;
  PERFORM note_ends(old.org_id, ARRAY[old.id]);
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN new;
END $$;
