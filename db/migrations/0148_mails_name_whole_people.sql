-- As before, but a mail goes only if it names the person by the whole name, and nobody else has that name: otherwise erasing
-- somebody of a made-up name took notices of other people away.
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
  -- own. Mails that left have no words any more, but in a demo.
  DELETE FROM public.outbox o WHERE o.org_id = org AND (o.person_id = person
    OR was.name IN (o.payload ->> 'reader', o.payload ->> 'partner', o.payload ->> 'former')
      AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = org AND p.name = was.name AND p.id <> person));
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
