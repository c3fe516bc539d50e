-- Erasing a person. Their answers, scores, words, sign-in and mails go in one transaction; the row that everything published
-- points at stays without a name. Who was erased is also a line of a ledger outside the database, by which a backup from
-- before the erasure is brought up to date before it serves.
ALTER TABLE erasures FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TRIGGER erasures_read_committed BEFORE INSERT OR UPDATE OR DELETE ON erasures FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint

-- As before; with an erasure the binding ends.
CREATE OR REPLACE FUNCTION people_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF ((new.user_id, new.bound_at) IS NOT DISTINCT FROM (old.user_id, old.bound_at)
    OR (old.user_id IS NULL AND old.erased_at IS NULL AND new.user_id IS NOT NULL AND new.bound_at = app_now())
    OR (old.erased_at IS NOT NULL AND new.user_id IS NULL AND new.bound_at IS NULL)) IS NOT TRUE THEN
    RAISE EXCEPTION 'a person is bound to a user once, now'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_transition', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- Who was erased stays so and gets no name again.
CREATE FUNCTION people_erased_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.erased_at IS DISTINCT FROM old.erased_at AND (old.erased_at IS NULL AND new.erased_at = app_now()) IS NOT TRUE
    OR old.erased_at IS NOT NULL AND new.name <> '' THEN
    RAISE EXCEPTION 'a person is erased once, now, and stays erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_stay', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER people_erased_stay BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION people_erased_stay();--> statement-breakpoint

-- What is kept of an erased person's external id, and of their address in lower case.
CREATE FUNCTION erased_digest(org uuid, word text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(org || ':' || word, 'UTF8')), 'hex')
$$;--> statement-breakpoint

-- No row of the roster takes the external id of somebody who was erased: a file that still has it brings nobody back.
CREATE FUNCTION people_erased_ids() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.erased_at IS NULL AND EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.erased_at IS NOT NULL
    AND p.erased_digest = erased_digest(new.org_id, new.external_id)) THEN
    RAISE EXCEPTION 'this id is of somebody who was erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_ids', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER people_erased_ids BEFORE INSERT OR UPDATE OF external_id ON people FOR EACH ROW EXECUTE FUNCTION people_erased_ids();--> statement-breakpoint

-- Which of some external ids and addresses were of people who were erased, for an admin's import.
CREATE FUNCTION erased_among(words text[]) RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN QUERY SELECT w FROM unnest(words) w WHERE EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.erased_at IS NOT NULL
    AND erased_digest(org, w) IN (p.erased_digest, p.erased_address_digest));
END $$;--> statement-breakpoint

-- As before; an address that an erasure empties asks nobody.
CREATE OR REPLACE FUNCTION people_address_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.email IS NOT DISTINCT FROM old.email OR old.erased_at IS NOT NULL OR EXISTS (
    SELECT FROM public.address_changes c WHERE c.org_id = old.org_id AND c.person_id = old.id
      AND c.new_address = new.email AND c.state = 'confirmed' AND c.decided_at = app_now()) THEN
    RETURN new;
  END IF;
  IF old.user_id IS NOT NULL THEN
    RAISE EXCEPTION 'a sign-in address changes only with its person''s confirmation'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_transition', TABLE = 'people';
  END IF;
  IF EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = old.org_id AND g.person_id = old.id AND g.revoked_at IS NULL) THEN
    RAISE EXCEPTION 'the address of somebody with a role stays until they have signed in'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_reads', TABLE = 'people';
  END IF;
  PERFORM FROM public.duo_cycles e JOIN public.duo_cycle_sides s ON s.org_id = e.org_id AND s.cycle_id = e.cycle_id AND s.duo_id = e.duo_id
    WHERE s.org_id = old.org_id AND s.person_id = old.id AND NOT e.closed ORDER BY e.cycle_id, e.duo_id FOR NO KEY UPDATE OF e;
  IF FOUND AND EXISTS (SELECT people_with_begun_partners(old.org_id, ARRAY[old.id])) THEN
    RAISE EXCEPTION 'a sign-in address stays while a partner has begun to answer in an open cycle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_waits', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before, and an address that is held too may be emptied by an erasure.
CREATE OR REPLACE FUNCTION people_address_held() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF old.erased_at IS NULL AND old.address_held_at IS NOT NULL AND lower(old.email) IS DISTINCT FROM lower(new.email) THEN
    RAISE EXCEPTION 'the address is held until its person has signed in again'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_held', TABLE = 'people';
  END IF;
  IF new.address_held_at IS DISTINCT FROM old.address_held_at AND new.address_held_at IS NOT NULL
    AND (old.address_held_at IS NULL AND new.address_held_at = app_now()) IS NOT TRUE THEN
    RAISE EXCEPTION 'an address is held from now on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_held', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before; and the copy of a duo's name loses the name of somebody who was erased.
CREATE OR REPLACE FUNCTION duo_cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := '{closed, left_at}'::text[] || CASE WHEN EXISTS (SELECT FROM public.people p WHERE p.org_id = old.org_id
    AND p.id IN (old.ic_person_id, old.manager_person_id) AND p.erased_at IS NOT NULL) THEN '{display_name}'::text[] ELSE '{}' END;
BEGIN
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND (new.closed OR NOT old.closed)
    AND (new.left_at IS NOT DISTINCT FROM old.left_at OR (old.left_at IS NULL AND NOT old.closed AND new.closed AND new.left_at = app_now()))
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'an enrolled duo stays as it was enrolled, and a closed one stays closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duo_cycles_transition', TABLE = 'duo_cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- Of a published row one thing changes: the name of the duo, once somebody in it was erased.
CREATE FUNCTION published_duos_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - '{display_name, search_name}'::text[]) IS DISTINCT FROM (to_jsonb(old) - '{display_name, search_name}'::text[]) THEN
    RAISE EXCEPTION 'what was published stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'published_duos_transition', TABLE = 'published_duos';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER published_duos_transition BEFORE UPDATE ON published_duos FOR EACH ROW EXECUTE FUNCTION published_duos_transition();--> statement-breakpoint

-- A duo's name without a person's: their whole name, or their first name as a word of its own, reads "Former partner".
CREATE FUNCTION without_name(duo_name text, full_name text, first_name text) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  result text := duo_name;
BEGIN
  IF full_name <> '' THEN
    result := replace(result, full_name, 'Former partner');
  END IF;
  IF first_name <> '' THEN
    result := regexp_replace(result, '(^|[^[:alnum:]])' || regexp_replace(first_name, '([\\.^$*+?()\[\]{}|-])', '\\\1', 'g') || '(?=$|[^[:alnum:]])', '\1Former partner', 'g');
  END IF;
  RETURN result;
END $$;--> statement-breakpoint

-- Removes a person. Not granted to any role: the two below call it.
CREATE FUNCTION remove_person(person uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  was public.people;
  seat record;
BEGIN
  SELECT p.* INTO was FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- First this: the policies show the owner's functions the rows of people who were erased.
  UPDATE public.people p SET erased_at = app_now(), erased_digest = erased_digest(org, was.external_id),
    erased_address_digest = erased_digest(org, lower(was.email)), ended_on = least(coalesce(p.ended_on, app_now()::date), app_now()::date) WHERE p.org_id = org AND p.id = person;
  UPDATE public.duos d SET ended_on = greatest(d.started_on, app_now()::date)
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id) AND (d.ended_on IS NULL OR d.ended_on > app_now()::date);
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
  END LOOP;
  DELETE FROM public.responses r WHERE r.org_id = org AND r.author_id = person;
  DELETE FROM public.cycle_declines x WHERE x.org_id = org AND x.person_id = person;
  DELETE FROM public.moments m WHERE m.org_id = org AND m.written_by = person;
  DELETE FROM public.duo_talks t WHERE t.org_id = org AND t.person_id = person;
  -- What the two promised and picked belongs to both and may name either.
  DELETE FROM public.commitments x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.talking_points x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.address_changes c WHERE c.org_id = org AND c.person_id = person;
  DELETE FROM public.verification_tokens v WHERE v.identifier = lower(was.email);
  -- Mails to the person, and those to others that name them. Mails that left have no words any more, but in a demo.
  DELETE FROM public.outbox o WHERE o.org_id = org AND (o.person_id = person OR (was.name <> '' AND EXISTS (
    SELECT FROM jsonb_each_text(o.payload) part WHERE position(was.name in part.value) > 0)));
  -- An import that has not ended may hold the person in its files and lists.
  UPDATE public.roster_imports i SET state = 'discarded', moved_at = app_now(), finished_at = app_now(), items = NULL, problems = NULL
    WHERE i.org_id = org AND i.state IN ('receiving', 'checking', 'checked', 'applying');
  DELETE FROM public.roster_import_files f USING public.roster_imports i WHERE f.org_id = org AND i.org_id = org AND i.id = f.import_id AND i.state = 'discarded';
  UPDATE public.role_grants g SET revoked_at = app_now() WHERE g.org_id = org AND g.person_id = person AND g.revoked_at IS NULL;
  UPDATE public.duos d SET display_name = without_name(d.display_name, was.name, was.given_name),
    ic_grade = CASE WHEN d.ic_person_id <> person THEN d.ic_grade END, manager_grade = CASE WHEN d.manager_person_id <> person THEN d.manager_grade END
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id);
  UPDATE public.duo_cycles e SET display_name = without_name(e.display_name, was.name, was.given_name)
    WHERE e.org_id = org AND person IN (e.ic_person_id, e.manager_person_id);
  UPDATE public.published_duos r SET display_name = without_name(r.display_name, was.name, was.given_name)
    WHERE r.org_id = org AND person IN (r.ic_person_id, r.manager_person_id);
  -- Sessions and linked accounts go with the user.
  DELETE FROM public.users u WHERE u.id = was.user_id;
  UPDATE public.people p SET name = '', given_name = '', email = p.id || '@erased.invalid', external_id = 'erased ' || p.id,
    user_id = NULL, bound_at = NULL, address_held_at = NULL, reminders = false, language = 'en', time_zone = 'UTC'
    WHERE p.org_id = org AND p.id = person;
END $$;--> statement-breakpoint

-- Why a person cannot be erased now: "self"; "role" while they lead, administer or review; "answering" while they are asked in a
-- cycle that is not published. Null where nothing stands against it, "unknown" where there is no such person.
CREATE FUNCTION erasure_refusal(person uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN CASE
    WHEN NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at IS NULL) THEN 'unknown'
    WHEN person = nullif(current_setting('twofold.person_id', true), '')::uuid THEN 'self'
    WHEN EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = org AND g.person_id = person AND g.revoked_at IS NULL AND g.role <> 'member') THEN 'role'
    WHEN EXISTS (SELECT FROM public.duo_cycle_sides s JOIN public.duo_cycles e ON e.org_id = s.org_id AND e.cycle_id = s.cycle_id AND e.duo_id = s.duo_id
      JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
      WHERE s.org_id = org AND s.person_id = person AND e.left_at IS NULL AND c.state IN ('open', 'closed')) THEN 'answering'
  END;
END $$;--> statement-breakpoint

-- Erases a person, as an admin; gives why not, or null. The lock of the ledger is held until the commit: one line at a time.
CREATE FUNCTION erase_person(person uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  refusal text;
BEGIN
  PERFORM lock_roster();
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  -- No cycle opens, closes or is published meanwhile.
  LOCK TABLE public.cycles IN SHARE MODE;
  refusal := erasure_refusal(person);
  IF refusal IS NULL THEN
    PERFORM remove_person(person);
  END IF;
  RETURN refusal;
END $$;--> statement-breakpoint

-- The number and the hash of the ledger's last line that the database knows; 0 and '' for none.
CREATE FUNCTION erasure_position(OUT "position" bigint, OUT hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(max(e.position), 0), coalesce((array_agg(e.hash ORDER BY e.position DESC))[1], '') FROM public.erasures e
$$;--> statement-breakpoint

-- Keeps where a person's erasure stands in the ledger: the next line, of somebody whom this transaction erased.
CREATE FUNCTION keep_erasure(person uuid, line bigint, line_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF line <> 1 + (SELECT coalesce(max(e.position), 0) FROM public.erasures e)
    OR NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at = app_now()) THEN
    RAISE EXCEPTION 'this is not the next line of the ledger' USING ERRCODE = 'check_violation', TABLE = 'erasures';
  END IF;
  INSERT INTO public.erasures (org_id, person_id, position, hash) VALUES (org, person, line, line_hash);
END $$;--> statement-breakpoint

-- Does again what a line of the ledger says, before a restored database serves: whatever the person's roles and cycles were
-- in it. A line of an organization or a person that the database does not have is kept all the same. Only in a session
-- without a person, and only the line after the last: one that is not in the ledger stops the next start.
CREATE FUNCTION replay_erasure(person uuid, line bigint, line_hash text, erased_on date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  there boolean;
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
    RAISE EXCEPTION 'a line of the ledger is not done again in a person''s session' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- In the order in which erase_person() takes them.
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold roster ' || org, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  IF line <> 1 + (SELECT coalesce(max(e.position), 0) FROM public.erasures e) THEN
    RETURN false;
  END IF;
  there := EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.id = person AND p.erased_at IS NULL);
  PERFORM remove_person(person);
  -- The day of the line: the erasure itself was then.
  INSERT INTO public.erasures (org_id, person_id, erased_at, position, hash)
    VALUES (org, person, erased_on::timestamp AT TIME ZONE 'UTC', line, line_hash);
  RETURN there;
END $$;--> statement-breakpoint

-- Nobody is erased without their line of the ledger: checked at the commit.
CREATE FUNCTION people_erased_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.erasures e WHERE e.org_id = new.org_id AND e.person_id = new.id) THEN
    RAISE EXCEPTION 'an erasure has its line in the ledger'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_kept', TABLE = 'people';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER people_erased_kept AFTER UPDATE OF erased_at ON people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION people_erased_kept();--> statement-breakpoint

REVOKE ALL ON FUNCTION people_erased_stay(), erased_digest(uuid, text), people_erased_ids(), erased_among(text[]), published_duos_transition(),
  without_name(text, text, text), remove_person(uuid), erasure_refusal(uuid), erase_person(uuid), erasure_position(), keep_erasure(uuid, bigint, text),
  replay_erasure(uuid, bigint, text, date), people_erased_kept() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erased_among(text[]), erasure_refusal(uuid), erase_person(uuid), erasure_position(), keep_erasure(uuid, bigint, text) TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erasure_position(), replay_erasure(uuid, bigint, text, date) TO twofold_auth;
