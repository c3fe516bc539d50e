-- What was mailed to somebody who has not signed in goes once more to the address that is set for them, wherever it went before, and
-- counts as told only there. It keeps its words until they sign in.
CREATE FUNCTION address_digest(mail uuid, address text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(mail || ':' || lower(address), 'UTF8')), 'hex')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION address_digest(uuid, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION address_digest(uuid, text) TO twofold_worker;--> statement-breakpoint
-- Kinds that tell what an admin did, each looked at anew before it leaves; none that tells who answered.
CREATE FUNCTION follows_address(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT kind IN ('cycle-opened', 'cycle-cancelled', 'partner-replaced', 'new-partner', 'duo-ended', 'duo-paused', 'duo-resumed', 'new-reader', 'role-granted', 'role-ended',
    'partner-address-set')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION follows_address(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION follows_address(text) TO twofold_worker;--> statement-breakpoint
-- The key of such a mail: what it is about stays readable in it.
CREATE FUNCTION key_elsewhere(key text) RETURNS text LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT regexp_replace(regexp_replace(key, ':elsewhere-[0-9a-f-]+', ''), '(:not-ended)?$', ':elsewhere-' || gen_random_uuid() || '\1')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION key_elsewhere(text) FROM PUBLIC;--> statement-breakpoint
-- Whether an address is the one that somebody had before another one was set for the first time, by the mail to it.
CREATE FUNCTION is_first_address(org uuid, person uuid, address text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(bool_and(coalesce(m.sent_to = address_digest(m.id, address), lower(m.payload ->> 'address') = lower(address), false)), false)
  FROM (SELECT o.id, o.sent_to, o.payload, rank() OVER (ORDER BY o.queued_at) AS place FROM outbox o
    WHERE o.org_id = org AND o.person_id = person AND o.kind = 'address-set') m
  WHERE m.place = 1
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION is_first_address(uuid, uuid, text) FROM PUBLIC;--> statement-breakpoint

GRANT UPDATE (sent_to) ON outbox TO twofold_worker;--> statement-breakpoint
GRANT SELECT (user_id) ON people TO twofold_worker;--> statement-breakpoint

-- As before, and it keeps where a mail went.
CREATE OR REPLACE FUNCTION outbox_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['payload', 'due_at', 'sent_at', 'failed_at', 'attempts', 'last_error', 'sent_to'];
  address text;
  tried integer;
BEGIN
  -- What the database does with a mail that left or was given up: it goes once more to another address, or loses its words.
  IF current_user = 'twofold_owner' AND to_jsonb(new) - ARRAY['payload', 'sent_to'] = to_jsonb(old) - ARRAY['payload', 'sent_to']
    AND (old.sent_at IS NOT NULL OR old.failed_at IS NOT NULL) THEN
    RETURN new;
  END IF;
  IF to_jsonb(new) - 'due_at' = to_jsonb(old) - 'due_at' AND new.due_at = now() AND old.sent_at IS NULL AND old.failed_at IS NULL
    AND old.last_error IS NOT NULL THEN
    RETURN new;
  END IF;
  IF to_jsonb(new) - 'day' = to_jsonb(old) - 'day' AND new.day <> old.day AND old.sent_at IS NULL AND old.failed_at IS NULL THEN
    RETURN new;
  END IF;
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND old.sent_at IS NULL AND old.failed_at IS NULL AND new.attempts = old.attempts + 1
    AND (new.sent_at IS NULL OR (new.sent_at = now() AND new.failed_at IS NULL))
    AND (new.failed_at IS NULL OR new.failed_at = now())
    AND (new.sent_to IS NULL OR (new.sent_to ~ '^[0-9a-f]{64}$' AND (new.sent_at IS NOT NULL OR new.failed_at IS NOT NULL)))
    AND (new.payload = old.payload OR (new.sent_at IS NOT NULL
      AND (new.payload = '{}' OR EXISTS (SELECT FROM public.installation i WHERE i.kind = 'demo'))))
    AND (new.due_at = old.due_at OR (new.due_at >= now() AND new.sent_at IS NULL AND new.failed_at IS NULL))) IS NOT TRUE THEN
    RAISE EXCEPTION 'a mail is tried one time more, and what was sent or given up stays so'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'outbox_transition', TABLE = 'outbox';
  END IF;
  IF new.sent_to IS NULL THEN
    RETURN new;
  END IF;
  -- Where it went is kept while its reader has not signed in, of what goes once more, and of what says the address of before.
  address := (SELECT p.email FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.user_id IS NULL);
  IF address IS NULL OR NOT (follows_address(new.kind) OR new.kind = 'address-set') THEN
    new.sent_to := NULL;
  ELSIF new.kind <> 'address-set' AND new.sent_to <> address_digest(new.id, address) THEN
    -- Another address was set while it was on its way: it goes to that one.
    tried := new.attempts;
    new := old;
    new.attempts := tried;
    new.due_at := now();
  ELSIF new.kind <> 'address-set' AND new.sent_at IS NOT NULL THEN
    new.payload := old.payload || new.payload;
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- From the first sign-in on nobody sets the address but its person.
CREATE FUNCTION forget_sent_mails() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  asks text := coalesce(current_setting('twofold.org_id', true), '');
BEGIN
  PERFORM set_config('twofold.org_id', new.org_id::text, true);
  UPDATE public.outbox o SET payload = '{}' WHERE o.org_id = new.org_id AND o.person_id = new.id AND o.sent_to IS NOT NULL AND o.sent_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.installation i WHERE i.kind = 'demo');
  PERFORM set_config('twofold.org_id', asks, true);
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_sent_mails() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER people_forget_sent_mails AFTER UPDATE OF user_id ON people FOR EACH ROW
  WHEN (old.user_id IS NULL AND new.user_id IS NOT NULL) EXECUTE FUNCTION forget_sent_mails();--> statement-breakpoint

-- As before, and what went elsewhere goes to the new address; that the address is the first one again is said.
CREATE OR REPLACE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  -- A mail that is on its way is waited for.
  SELECT count(*) FROM (SELECT FROM public.outbox o JOIN jsonb_each_text(was) w ON w.key::uuid = o.person_id
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.sent_at IS NULL AND o.failed_at IS NULL FOR UPDATE OF o) held;
  -- What went to an address other than the one that is set now, or was refused there for good, goes to this one; not what was
  -- sent again already.
  WITH elsewhere AS (
    UPDATE public.outbox o SET sent_to = 'elsewhere' FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.org_id = p.org_id AND o.person_id = p.id
      AND o.sent_to <> 'elsewhere' AND o.kind <> 'address-set' AND o.sent_to <> address_digest(o.id, p.email)
    RETURNING o.*
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT e.org_id, gen_random_uuid(), e.kind, key_elsewhere(e.key), e.person_id, e.payload FROM elsewhere e
  WHERE NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = e.org_id AND again.key = e.key || ':again');
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
    jsonb_build_object('partner', told.name) || CASE WHEN told.back THEN '{"back": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, partner.id AS partner_id, is_first_address(p.org_id, p.id, p.email) AS back
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
      JOIN public.people partner ON partner.org_id = d.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> p.id
        AND partner.erased_at IS NULL
    WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;--> statement-breakpoint

-- As before, and the line of an address says that it is the first one again.
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
  back uuid[];
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
  back := ARRAY(SELECT p.id FROM jsonb_each(addresses_were) w JOIN public.people p ON p.org_id = org AND p.id = w.key::uuid WHERE is_first_address(org, p.id, p.email));
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
    SELECT 'address.set', w.key::uuid, CASE WHEN w.key::uuid = ANY (back) THEN '{"back": true}'::jsonb ELSE '{}' END FROM jsonb_each(addresses_were) w
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

-- As before; not of an address that is the first one again, and by what went to the address of its reader. It says whether the person has signed in since.
CREATE OR REPLACE FUNCTION tell_address_of_partner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
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
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', told.key || gen_random_uuid(), told.partner_id,
    jsonb_build_object('partner', told.name) || CASE WHEN told.signed_in THEN '{"signedIn": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT DISTINCT p.org_id, p.name, p.user_id IS NOT NULL AS signed_in, side.partner_id, address_mail_key(p.id, side.partner_id, given.at) AS key
    FROM (SELECT l.org_id, l.subject_id, max(l.at) AS at FROM public.audit_log l WHERE l.action = 'address.set' GROUP BY l.org_id, l.subject_id) given
      JOIN public.people p ON p.org_id = given.org_id AND p.id = given.subject_id AND p.erased_at IS NULL
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id) AND d.id = ANY (begun)
      CROSS JOIN LATERAL (SELECT CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id) side
      JOIN public.people partner ON partner.org_id = d.org_id AND partner.id = side.partner_id AND partner.erased_at IS NULL
    WHERE given.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND EXISTS (SELECT FROM public.audit_log l WHERE l.org_id = given.org_id AND l.subject_id = given.subject_id AND l.at = given.at
        AND l.action = 'address.set' AND NOT l.detail ? 'back')
  ) told
  WHERE NOT EXISTS (SELECT FROM public.outbox m WHERE m.org_id = told.org_id AND m.person_id = told.partner_id AND m.kind = 'partner-address-set'
    AND starts_with(m.key, told.key) AND m.failed_at IS NULL AND m.sent_to IS DISTINCT FROM 'elsewhere');
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and mails of a demo that name several people lose the name.
CREATE OR REPLACE FUNCTION remove_person(person uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  was public.people;
  seat record;
  surveys integer := 0;
  imports integer;
  named integer;
  published integer;
BEGIN
  SELECT p.* INTO was FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- First this: the policies show the owner's functions the rows of people who were erased.
  UPDATE public.people p SET erased_at = app_now(), erased_digest = erased_digest(org, was.external_id),
    erased_address_digest = erased_digest(org, lower(was.email)), ended_on = least(coalesce(p.ended_on, (SELECT today())), (SELECT today())) WHERE p.org_id = org AND p.id = person;
  UPDATE public.duos d SET ended_on = greatest(d.started_on, (SELECT today()))
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id) AND (d.ended_on IS NULL OR d.ended_on > (SELECT today()));
  FOR seat IN SELECT s.cycle_id, s.duo_id, c.state FROM public.duo_cycle_sides s JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
    WHERE s.org_id = org AND s.person_id = person ORDER BY s.cycle_id, s.duo_id LOOP
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
      WHERE e.org_id = org AND e.cycle_id = seat.cycle_id AND e.duo_id = seat.duo_id AND NOT e.closed;
    -- To the partner it reads like answers that were withdrawn; a cycle that was not begun has none.
    INSERT INTO public.answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at)
      SELECT org, seat.cycle_id, seat.duo_id, person, CASE WHEN seat.state = 'open' THEN 'open' ELSE 'published' END, app_now()
      FROM public.responses r WHERE r.org_id = org AND r.cycle_id = seat.cycle_id AND r.duo_id = seat.duo_id AND r.author_id = person
      ON CONFLICT (org_id, cycle_id, duo_id, person_id) DO NOTHING;
    UPDATE public.answer_withdrawals w SET carried_out_at = app_now() WHERE w.org_id = org AND w.cycle_id = seat.cycle_id
      AND w.duo_id = seat.duo_id AND w.person_id = person AND w.carried_out_at IS NULL;
    PERFORM remove_answers(seat.cycle_id, seat.duo_id, person);
    surveys := surveys + 1;
  END LOOP;
  DELETE FROM public.responses r WHERE r.org_id = org AND r.author_id = person;
  DELETE FROM public.cycle_declines x WHERE x.org_id = org AND x.person_id = person;
  DELETE FROM public.moments m WHERE m.org_id = org AND person IN (m.written_by, m.agreed_by);
  DELETE FROM public.duo_talks t WHERE t.org_id = org AND t.person_id = person;
  -- What the two promised and picked belongs to both and may name either.
  DELETE FROM public.commitments x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.talking_points x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.address_changes c WHERE c.org_id = org AND c.person_id = person;
  DELETE FROM public.verification_tokens v WHERE v.identifier = lower(was.email);
  DELETE FROM public.passkeys k WHERE k.org_id = org AND k.person_id = person;
  -- Mails to the person, and those to others that name them and nobody else: somebody of the same name has mails of their
  -- own. Mails that left have no words any more, but in a demo, and those to somebody who has not signed in.
  DELETE FROM public.outbox o WHERE o.org_id = org AND (o.person_id = person
    OR was.name IN (o.payload ->> 'reader', o.payload ->> 'partner', o.payload ->> 'former')
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.name = was.name AND p.id <> person));
  -- Mails of a demo that name others too say "former partner" in their place.
  UPDATE public.outbox o SET payload = (
      SELECT jsonb_object_agg(e.key, CASE e.key WHEN 'duos' THEN replace(e.value, to_jsonb(was.name)::text, '""')
        WHEN 'partners' THEN array_to_string(array_replace(string_to_array(e.value, chr(10)), was.name, ''), chr(10)) ELSE e.value END)
      FROM jsonb_each_text(o.payload) e)
    WHERE o.org_id = org AND o.sent_at IS NOT NULL
      AND (strpos(o.payload ->> 'duos', to_jsonb(was.name)::text) > 0 OR was.name = ANY (string_to_array(o.payload ->> 'partners', chr(10))))
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.name = was.name AND p.id <> person);
  -- An import that has not ended may hold the person in its files and lists.
  UPDATE public.roster_imports i SET state = 'discarded', moved_at = app_now(), finished_at = app_now(), items = NULL, problems = NULL
    WHERE i.org_id = org AND i.state IN ('receiving', 'checking', 'checked', 'applying');
  GET DIAGNOSTICS imports = ROW_COUNT;
  DELETE FROM public.roster_import_files f USING public.roster_imports i WHERE f.org_id = org AND i.org_id = org AND i.id = f.import_id AND i.state = 'discarded';
  UPDATE public.role_grants g SET revoked_at = app_now() WHERE g.org_id = org AND g.person_id = person AND g.revoked_at IS NULL;
  UPDATE public.duos d SET display_name = without_name(d.display_name, was.name, was.given_name),
    ic_grade = CASE WHEN d.ic_person_id <> person THEN d.ic_grade END, manager_grade = CASE WHEN d.manager_person_id <> person THEN d.manager_grade END
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id);
  GET DIAGNOSTICS named = ROW_COUNT;
  UPDATE public.duo_cycles e SET display_name = without_name(e.display_name, was.name, was.given_name)
    WHERE e.org_id = org AND person IN (e.ic_person_id, e.manager_person_id);
  UPDATE public.published_duos r SET display_name = without_name(r.display_name, was.name, was.given_name)
    WHERE r.org_id = org AND person IN (r.ic_person_id, r.manager_person_id);
  GET DIAGNOSTICS published = ROW_COUNT;
  -- Sessions and linked accounts go with the user.
  DELETE FROM public.users u WHERE u.id = was.user_id;
  UPDATE public.people p SET name = '', given_name = '', email = p.id || '@erased.invalid', external_id = 'erased ' || p.id,
    user_id = NULL, bound_at = NULL, address_held_at = NULL, reminders = false, language = 'en', time_zone = 'UTC'
    WHERE p.org_id = org AND p.id = person;
  RETURN jsonb_build_object('surveys', surveys, 'imports', imports, 'duos', named, 'published', published);
END $$;
