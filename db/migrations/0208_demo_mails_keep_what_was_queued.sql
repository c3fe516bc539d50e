-- As before. A demo keeps of a mail what it said, and now beside it what was queued, from which it is composed once more.
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
    -- In a demo beside what it said.
    new.payload := CASE WHEN new.payload IN ('{}', old.payload) THEN old.payload ELSE new.payload || jsonb_build_object('queued', old.payload::text) END;
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

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
  SELECT e.org_id, gen_random_uuid(), e.kind, key_elsewhere(e.key), e.person_id, coalesce((e.payload ->> 'queued')::jsonb, e.payload) FROM elsewhere e
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

-- As before, and the name of who ended a role goes too.
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
        WHEN 'by' THEN CASE WHEN e.value = was.name THEN '' ELSE e.value END
        WHEN 'partners' THEN array_to_string(array_replace(string_to_array(e.value, chr(10)), was.name, ''), chr(10)) ELSE e.value END)
      FROM jsonb_each_text(o.payload) e)
    WHERE o.org_id = org AND o.sent_at IS NOT NULL
      AND (strpos(o.payload ->> 'duos', to_jsonb(was.name)::text) > 0 OR was.name = o.payload ->> 'by' OR was.name = ANY (string_to_array(o.payload ->> 'partners', chr(10))))
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
