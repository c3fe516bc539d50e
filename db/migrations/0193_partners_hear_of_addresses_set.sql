-- A partner hears of an address that an admin set for the other one whenever a duo of the two begins, whichever was first, unless a
-- mail of that setting waits or has left: until now only who was in a duo of theirs already.
CREATE FUNCTION address_mail_key(person uuid, partner uuid, set_at timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT concat_ws(':', 'partner-address-set', person, partner, set_at, '')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION address_mail_key(uuid, uuid, timestamptz) FROM PUBLIC;--> statement-breakpoint

-- As before, by that key; the line of the log has the same time.
CREATE OR REPLACE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
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
CREATE FUNCTION tell_address_of_partner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  begun uuid[];
BEGIN
  IF tg_op = 'INSERT' THEN
    begun := ARRAY(SELECT n.id FROM new_duos n WHERE n.ended_on IS NULL OR n.ended_on > today);
  ELSE
    begun := ARRAY(SELECT n.id FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      WHERE o.ended_on <= today AND (n.ended_on IS NULL OR n.ended_on > today));
  END IF;
  IF cardinality(begun) = 0 THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', told.key || gen_random_uuid(), told.partner_id, jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.name, side.partner_id, address_mail_key(p.id, side.partner_id, given.at) AS key
    FROM (SELECT l.org_id, l.subject_id, max(l.at) AS at FROM public.audit_log l WHERE l.action = 'address.set' GROUP BY l.org_id, l.subject_id) given
      JOIN public.people p ON p.org_id = given.org_id AND p.id = given.subject_id AND p.erased_at IS NULL
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id) AND d.id = ANY (begun)
      CROSS JOIN LATERAL (SELECT CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id) side
      JOIN public.people partner ON partner.org_id = d.org_id AND partner.id = side.partner_id AND partner.erased_at IS NULL
    WHERE given.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
  WHERE NOT EXISTS (SELECT FROM public.outbox m WHERE m.org_id = told.org_id AND m.person_id = told.partner_id AND m.kind = 'partner-address-set'
    AND starts_with(m.key, told.key) AND m.failed_at IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_address_of_partner() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_address_of_new_partner AFTER INSERT ON duos REFERENCING NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_address_of_partner();--> statement-breakpoint
CREATE TRIGGER tell_address_of_partner AFTER UPDATE ON duos REFERENCING OLD TABLE AS old_duos NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_address_of_partner();--> statement-breakpoint

-- As before; the address that somebody signs in with already asks for nothing.
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
    WHERE lower(g."pendingEmail") <> lower(p.email)
      AND NOT EXISTS (SELECT FROM public.address_changes w WHERE w.org_id = org AND w.person_id = p.id AND w.state = 'pending')
    RETURNING c.id, c.person_id
  ), recorded AS (
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
    SELECT org, gen_random_uuid(), 'address.asked', 'program', a.person_id FROM asked a
  )
  SELECT a.id, a.person_id FROM asked a;
END $$;
