-- Either of the two changes what a moment says: it is to be confirmed by the other one then, and what both confirmed before
-- is kept until that happens or either of them takes the change back. Who wrote it does not confirm it.
CREATE OR REPLACE FUNCTION moments_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  stays boolean := (new.org_id, new.id, new.duo_id, new.revision, new.written_by, new.agreed_content, new.agreed_by, new.agreed_at)
    IS NOT DISTINCT FROM (old.org_id, old.id, old.duo_id, old.revision, old.written_by, old.agreed_content, old.agreed_by, old.agreed_at);
  restored boolean := (old.agreed_at IS NOT NULL AND new.content = old.agreed_content AND new.confirmed_at = old.agreed_at) IS TRUE;
BEGIN
  IF stays AND person IS NOT NULL AND restored THEN
    new.revision := old.revision + 1;
    new.written_by := old.agreed_by;
    new.agreed_content := NULL;
    new.agreed_by := NULL;
    new.agreed_at := NULL;
  ELSIF stays AND person IS NOT NULL AND new.content <> old.content AND new.confirmed_at IS NOT DISTINCT FROM old.confirmed_at THEN
    IF old.confirmed_at IS NOT NULL THEN
      new.agreed_content := old.content;
      new.agreed_by := old.written_by;
      new.agreed_at := old.confirmed_at;
    END IF;
    new.revision := old.revision + 1;
    new.written_by := person;
    new.confirmed_at := NULL;
  ELSIF (stays AND new.content = old.content AND old.confirmed_at IS NULL AND new.confirmed_at = app_now() AND person <> old.written_by) IS TRUE THEN
    new.agreed_content := NULL;
    new.agreed_by := NULL;
    new.agreed_at := NULL;
  ELSE
    RAISE EXCEPTION 'a moment is changed by either of the two, or confirmed now by the one who did not write it, or left as both confirmed it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'moments_transition', TABLE = 'moments';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before, with moments of which the person wrote what both confirmed or the change that waits.
CREATE OR REPLACE FUNCTION remove_person(person uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
  DELETE FROM public.moments m WHERE m.org_id = org AND person IN (m.written_by, m.agreed_by);
  DELETE FROM public.duo_talks t WHERE t.org_id = org AND t.person_id = person;
  -- What the two promised and picked belongs to both and may name either.
  DELETE FROM public.commitments x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.talking_points x USING public.duos d WHERE d.org_id = org AND x.org_id = org AND x.duo_id = d.id AND person IN (d.ic_person_id, d.manager_person_id);
  DELETE FROM public.address_changes c WHERE c.org_id = org AND c.person_id = person;
  DELETE FROM public.verification_tokens v WHERE v.identifier = lower(was.email);
  DELETE FROM public.passkeys k WHERE k.org_id = org AND k.person_id = person;
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
END $$;
