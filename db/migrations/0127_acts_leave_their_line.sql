-- Acts of an admin, and a withdrawal of answers, write their own line of the audit log: called by SQL they left none.
CREATE FUNCTION note_act(act text, of_area text, subject uuid, more jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    VALUES (nullif(current_setting('twofold.org_id', true), '')::uuid, gen_random_uuid(), act, of_area, subject, jsonb_strip_nulls(more));
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION close_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin closes a cycle before its time' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT end_answering(cycle, false) THEN
    RETURN false;
  END IF;
  PERFORM note_act('cycle.closed', 'program', cycle,
    (SELECT jsonb_build_object('number', c.number) FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION withdraw_cycle(cycle uuid, why text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin withdraws a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.cycles SET state = 'withdrawn', withdrawn_at = app_now(), withdrawn_reason = why
    WHERE org_id = org AND id = cycle AND state = 'published';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act('cycle.withdrawn', 'program', cycle,
    (SELECT jsonb_build_object('number', c.number) FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION change_retention(months integer, expected integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
  current smallint;
  waits boolean;
BEGIN
  SELECT retention_in_force(org), coalesce(o.next_retention_from > app_now(), false) INTO current, waits
    FROM public.organizations o WHERE o.id = org FOR UPDATE;
  IF waits OR current <> expected THEN
    RETURN 'stale';
  END IF;
  IF months = current THEN
    RETURN 'same';
  END IF;
  UPDATE public.organizations o SET retention_months = greatest(current, months),
    next_retention_months = CASE WHEN months < current THEN months END,
    next_retention_from = CASE WHEN months < current THEN app_now() + interval '1 day' END
    WHERE o.id = org;
  PERFORM note_act('retention.changed', 'program', NULL, jsonb_build_object('months', months, 'before', current));
  RETURN CASE WHEN months < current THEN 'waiting' ELSE 'changed' END;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION undo_retention() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  UPDATE public.organizations o SET next_retention_months = NULL, next_retention_from = NULL
    WHERE o.id = org AND o.next_retention_from > app_now();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act('retention.undone', 'program', NULL, '{}');
  RETURN true;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION change_organization(wanted_name text, wanted_zone text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM now() AT TIME ZONE wanted_zone;
  UPDATE public.organizations SET name = wanted_name, time_zone = wanted_zone WHERE id = admin_org();
  PERFORM note_act('organization.changed', 'program', NULL, '{}');
END $$;--> statement-breakpoint

-- `waiting`: how many people with a role have to sign in differently from now on, for the log.
DROP FUNCTION change_strong_sign_in(boolean);--> statement-breakpoint
CREATE FUNCTION change_strong_sign_in(wanted boolean, waiting integer DEFAULT NULL) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  UPDATE public.organizations o SET strong_sign_in = wanted WHERE o.id = org AND o.strong_sign_in <> wanted;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM note_act(CASE WHEN wanted THEN 'sign-in.restricted' ELSE 'sign-in.unrestricted' END, 'program', NULL,
    jsonb_build_object('waiting', CASE WHEN wanted THEN waiting END));
  RETURN true;
END $$;--> statement-breakpoint

-- Whether the partner withdrew answers of this cycle that the asking person could read: then their own change no more,
-- although only one side is final. They know that already: the comparison is gone.
CREATE FUNCTION answers_are_fixed(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.answer_withdrawals w
    JOIN public.duo_cycles d ON d.org_id = w.org_id AND d.cycle_id = w.cycle_id AND d.duo_id = w.duo_id
    WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.was_revealed AND w.person_id <> person
      AND person IN (d.ic_person_id, d.manager_person_id));
END $$;--> statement-breakpoint

-- As before, and not once the partner withdrew what this person could read.
CREATE OR REPLACE FUNCTION is_writable_duo(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.duo_cycles d
    JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id)
      AND NOT d.closed AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = d.cycle_id
        AND w.duo_id = d.duo_id AND (w.person_id = person OR w.was_revealed))
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = d.cycle_id
        AND s.duo_id = d.duo_id));
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION writable_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    WHERE mine.org_id = org AND mine.person_id = person
      AND (SELECT c.state = 'open' AND c.closes_at > app_now() FROM public.cycles c WHERE c.org_id = org AND c.id = mine.cycle_id)
      AND (SELECT NOT d.closed FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = mine.cycle_id
        AND d.duo_id = mine.duo_id)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = mine.cycle_id
        AND s.duo_id = mine.duo_id)
      AND 0 = (SELECT count(*) FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND (w.person_id = person OR w.was_revealed));
END $$;--> statement-breakpoint

-- As before, and whether the person's answers are fixed for that reason.
CREATE OR REPLACE FUNCTION survey_state(cycle uuid, duo uuid, to_write boolean) RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  takes boolean := false;
BEGIN
  IF to_write THEN
    PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND NOT d.closed
      AND person IN (d.ic_person_id, d.manager_person_id) FOR UPDATE;
    takes := FOUND;
  END IF;
  RETURN (
    SELECT jsonb_build_object(
      'takes', takes,
      'duoCycle', jsonb_build_object(
        'cycleId', d.cycle_id, 'duoId', d.duo_id, 'displayName', d.display_name, 'icPersonId', d.ic_person_id,
        'managerPersonId', d.manager_person_id, 'firstCycle', d.first_cycle, 'closed', d.closed, 'leftAt', d.left_at,
        'lineManager', d.line_manager, 'number', c.number, 'state', c.state, 'sharingMode', c.sharing_mode,
        'promiseVersion', c.promise_version, 'retentionMonths', c.retention_months, 'instrumentVersion', c.instrument_version,
        'closesAt', c.closes_at, 'late', c.closes_at <= app_now(),
        'declined', EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = org AND n.cycle_id = cycle AND n.duo_id = duo AND n.person_id = person),
        'withdrawn', EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.person_id = person),
        'fixed', EXISTS (SELECT FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo
          AND s.person_id = person AND s.final_at IS NOT NULL AND answers_are_fixed(cycle, duo))),
      'finals', (SELECT coalesce(jsonb_agg(s.side), '[]') FROM public.duo_cycle_sides s
        WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo AND s.final_at IS NOT NULL),
      -- Of the person's duos in this cycle the first by id, and the first of those that are asked for the first time.
      'firstDuo', (SELECT m.duo_id FROM public.duo_cycles m WHERE m.org_id = org AND m.cycle_id = cycle
        AND person IN (m.ic_person_id, m.manager_person_id) ORDER BY m.duo_id LIMIT 1),
      'firstNewDuo', (SELECT m.duo_id FROM public.duo_cycles m WHERE m.org_id = org AND m.cycle_id = cycle AND m.first_cycle
        AND person IN (m.ic_person_id, m.manager_person_id) ORDER BY m.duo_id LIMIT 1),
      'before', (SELECT jsonb_build_object('cycleId', b.cycle_id, 'opensOn', (e.opens_at AT TIME ZONE e.time_zone)::date,
          'slots', (SELECT coalesce(jsonb_agg(k.slot ORDER BY k.slot), '[]') FROM public.commitments k
            WHERE k.org_id = org AND k.cycle_id = b.cycle_id AND k.duo_id = duo))
        FROM public.duo_cycles b JOIN public.cycles e ON e.org_id = b.org_id AND e.id = b.cycle_id
        WHERE b.org_id = org AND b.duo_id = duo AND e.number < c.number ORDER BY e.number DESC LIMIT 1),
      'own', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'slot', q.slot, 'kind', q.kind, 'answerClass', q.answer_class,
          'wording', q.wording, 'options', q.options) ORDER BY q.slot), '[]')
        FROM public.cycle_questions a JOIN public.custom_questions q ON q.org_id = a.org_id AND q.id = a.question_id
        WHERE a.org_id = org AND a.cycle_id = cycle),
      'response', (SELECT jsonb_build_object('revision', r.revision, 'submittedAt', r.submitted_at, 'submissionKey', r.submission_key,
          'writeKey', r.write_key)
        FROM public.responses r WHERE r.org_id = org AND r.cycle_id = cycle AND r.duo_id = duo AND r.author_id = person))
    FROM public.duo_cycles d JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id));
END $$;--> statement-breakpoint

-- Withdraws a person's answers in a duo's cycle by the state that the cycle has now. Not granted to any role: the two below
-- call it.
CREATE FUNCTION withdraw_for(cycle uuid, duo uuid, person uuid) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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

-- Withdraws the asking person's answers, with its line in the log. The ledger's lock comes first, as in an erasure, and is
-- held until the commit: one line of the ledger at a time.
CREATE OR REPLACE FUNCTION withdraw_answers(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  outcome text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo
    AND person IN (d.ic_person_id, d.manager_person_id)) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  outcome := withdraw_for(cycle, duo, person);
  IF outcome IN ('removed', 'waiting') THEN
    PERFORM note_act('answers.withdrawn', 'access', duo, jsonb_build_object('cycle', cycle, 'outcome', outcome));
  END IF;
  RETURN outcome;
END $$;--> statement-breakpoint

-- Keeps where a withdrawal stands in the ledger: the next line, of a survey that the asking person withdrew in this transaction.
CREATE FUNCTION keep_withdrawal(cycle uuid, duo uuid, line bigint, line_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo
      AND w.person_id = person AND w.asked_at = app_now())
    OR EXISTS (SELECT FROM public.erasures e WHERE e.org_id = org AND e.person_id = person AND e.cycle_id = cycle AND e.duo_id = duo)
    OR line <> 1 + (SELECT coalesce(max(e.position), 0) FROM public.erasures e) THEN
    RAISE EXCEPTION 'this is not the next line of the ledger' USING ERRCODE = 'check_violation', TABLE = 'erasures';
  END IF;
  INSERT INTO public.erasures (org_id, person_id, cycle_id, duo_id, position, hash) VALUES (org, person, cycle, duo, line, line_hash);
END $$;--> statement-breakpoint

-- Does a withdrawal in the ledger again, before a restored database serves, as replay_erasure() does with an erasure: in a
-- cycle that is open again the answers go and none are taken any more, in a closed one they go with the publication.
CREATE FUNCTION replay_withdrawal(person uuid, cycle uuid, duo uuid, line bigint, line_hash text, withdrawn_on date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  outcome text;
BEGIN
  IF nullif(current_setting('twofold.person_id', true), '') IS NOT NULL THEN
    RAISE EXCEPTION 'a line of the ledger is not done again in a person''s session' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  IF line <> 1 + (SELECT coalesce(max(e.position), 0) FROM public.erasures e) THEN
    RETURN false;
  END IF;
  outcome := withdraw_for(cycle, duo, person);
  INSERT INTO public.erasures (org_id, person_id, cycle_id, duo_id, erased_at, position, hash)
    VALUES (org, person, cycle, duo, withdrawn_on::timestamp AT TIME ZONE 'UTC', line, line_hash);
  RETURN coalesce(outcome IN ('removed', 'waiting'), false);
END $$;--> statement-breakpoint

-- As before; a line of a withdrawal is not that of an erasure.
CREATE OR REPLACE FUNCTION people_erased_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.erasures e WHERE e.org_id = new.org_id AND e.person_id = new.id AND e.cycle_id IS NULL) THEN
    RAISE EXCEPTION 'an erasure has its line in the ledger'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_kept', TABLE = 'people';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION note_act(text, text, uuid, jsonb), change_strong_sign_in(boolean, integer), answers_are_fixed(uuid, uuid),
  withdraw_for(uuid, uuid, uuid), keep_withdrawal(uuid, uuid, bigint, text), replay_withdrawal(uuid, uuid, uuid, bigint, text, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION change_strong_sign_in(boolean, integer), answers_are_fixed(uuid, uuid), keep_withdrawal(uuid, uuid, bigint, text) TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION replay_withdrawal(uuid, uuid, uuid, bigint, text, date) TO twofold_auth;--> statement-breakpoint
-- How many lines the ledger has is asked as the role that signs people in: no person's statement runs under that one.
REVOKE EXECUTE ON FUNCTION erasure_position() FROM twofold_app;--> statement-breakpoint

-- That somebody withdrew answers is confidential, so nothing is kept to estimate with (0113): in the new columns, and in
-- the lines of the ledger, which name withdrawals from here on.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname IN ('answer_withdrawals', 'erasures') LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', one.relname, one.attname);
    IF to_regprocedure('pg_clear_attribute_stats(text, text, text, boolean)') IS NOT NULL THEN
      EXECUTE format('SELECT pg_clear_attribute_stats(%L, %L, %L, false)', 'public', one.relname, one.attname);
    END IF;
  END LOOP;
END $$;
