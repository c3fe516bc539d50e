-- As before, at any state of the cycle for what was not submitted: a draft counts in nothing, and its partner knows of none.
CREATE OR REPLACE FUNCTION withdrawal_stage(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN (
    SELECT CASE WHEN s.final_at IS NULL THEN 'draft' WHEN c.state = 'open' AND c.closes_at > app_now() THEN 'open'
        WHEN c.state IN ('open', 'closed') THEN 'closed' ELSE 'published' END
      || CASE WHEN (cycle, duo) IN (SELECT v.cycle_id, v.duo_id FROM revealed_duos() v) THEN '-revealed' ELSE '' END
    FROM public.duo_cycle_sides s JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
    WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.person_id = person);
END $$;--> statement-breakpoint

-- As before; a draft is removed at once.
CREATE OR REPLACE FUNCTION withdraw_for(cycle uuid, duo uuid, person uuid) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  phase text;
BEGIN
  -- Waits for a publication that runs: its lock on the cycle is released with the results.
  SELECT CASE WHEN c.state = 'open' AND c.closes_at > app_now() THEN 'open' WHEN c.state IN ('open', 'closed') THEN 'closed' ELSE 'published' END
    INTO phase FROM public.cycles c WHERE c.org_id = org AND c.id = cycle FOR SHARE;
  -- The lock that submitting and closing take, in the order in which closing takes both.
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo
    AND person IN (d.ic_person_id, d.manager_person_id) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.person_id = person
    AND s.final_at IS NULL) THEN
    phase := 'draft';
  END IF;
  INSERT INTO public.answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at, was_revealed)
    VALUES (org, cycle, duo, person, phase, CASE WHEN phase <> 'closed' THEN app_now() END,
      2 = (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo))
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN 'withdrawn-before';
  END IF;
  IF phase = 'closed' THEN
    RETURN 'waiting';
  END IF;
  PERFORM remove_answers(cycle, duo, person);
  IF phase = 'open' THEN
    UPDATE public.duo_cycle_sides SET final_at = NULL
      WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person AND final_at IS NOT NULL;
  END IF;
  RETURN 'removed';
END $$;--> statement-breakpoint

-- As before, and of a draft as of a draft.
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
  FOR seat IN SELECT s.cycle_id, s.duo_id, CASE WHEN s.final_at IS NULL THEN 'draft' ELSE c.state END AS state FROM public.duo_cycle_sides s JOIN public.cycles c ON c.org_id = s.org_id AND c.id = s.cycle_id
    WHERE s.org_id = org AND s.person_id = person ORDER BY s.cycle_id, s.duo_id LOOP
    UPDATE public.duo_cycles e SET closed = true, left_at = app_now()
      WHERE e.org_id = org AND e.cycle_id = seat.cycle_id AND e.duo_id = seat.duo_id AND NOT e.closed;
    -- To the partner it reads like answers that were withdrawn; a cycle that was not begun has none.
    INSERT INTO public.answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at)
      SELECT org, seat.cycle_id, seat.duo_id, person, CASE WHEN seat.state IN ('draft', 'open') THEN seat.state ELSE 'published' END, app_now()
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
