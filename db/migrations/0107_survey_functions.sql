-- A survey is read by one statement and written by another, where a dozen were needed before: each of them was a message
-- to the database, and was planned anew with the policies of every table. Both functions run with the rights of their
-- caller, so policies and triggers hold for every statement in them.

-- Whether a duo's cycle takes the answers of the asking person: what writable_duos() lists, asked about one of them. The
-- triggers of answers ask it for each row that is written.
CREATE FUNCTION is_writable_duo(cycle uuid, duo uuid) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (SELECT FROM public.duo_cycles d
    JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo AND person IN (d.ic_person_id, d.manager_person_id)
      AND NOT d.closed AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = d.cycle_id
        AND w.duo_id = d.duo_id AND w.person_id = person)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = d.cycle_id
        AND s.duo_id = d.duo_id));
END $$;--> statement-breakpoint

-- As before; about answers it asks of the row's own duo, not of all that the person has.
CREATE OR REPLACE FUNCTION still_allowed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF tg_argv[0] = 'writable' THEN
    PERFORM WHERE is_writable_duo(of_row.cycle_id, of_row.duo_id);
  ELSIF tg_argv[0] = 'promising' THEN
    PERFORM FROM promising_duos() p WHERE p.cycle_id = of_row.cycle_id AND p.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'living' THEN
    PERFORM FROM living_duos() l WHERE l.duo_id = of_row.duo_id;
  ELSIF tg_argv[0] = 'noted' THEN
    PERFORM WHERE may_note_action(of_row.cycle_id, of_row.duo_id, of_row.done_on);
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint

-- What decides which questions a partner is asked about a duo in a cycle, and what becomes of their answers; null for who is
-- not one of the two. To write, the duo's cycle is locked first against a close and the partner's submission; what is read
-- afterwards is as it stands under the lock. `takes`: it was not closed, and is locked.
CREATE FUNCTION survey_state(cycle uuid, duo uuid, to_write boolean) RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
        'withdrawn', EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo AND w.person_id = person)),
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

-- Stores a person's answers, a sealed part for each class: begins their response, or raises its revision if the one that
-- the writer knows is still in force; null, and nothing written, when another was stored in between. A submission makes
-- the parts final, removes the draft and tells the partner.
CREATE FUNCTION write_answers(cycle uuid, duo uuid, own_side text, known integer, promise text, instrument text, key uuid,
  submits boolean, classes text[], sealed bytea[]) RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  written integer;
BEGIN
  IF known = 0 THEN
    INSERT INTO public.responses (org_id, cycle_id, duo_id, author_id, side, revision, instrument_version, promise_version, write_key,
        state, submitted_at, submission_key)
      VALUES (org, cycle, duo, person, own_side, 1, instrument, promise, key,
        CASE WHEN submits THEN 'submitted' ELSE 'draft' END, CASE WHEN submits THEN app_now() END, CASE WHEN submits THEN key END)
      ON CONFLICT DO NOTHING RETURNING revision INTO written;
  END IF;
  IF written IS NULL THEN
    UPDATE public.responses r SET revision = r.revision + 1, updated_at = app_now(), write_key = key,
        state = CASE WHEN submits THEN 'submitted' ELSE r.state END,
        submitted_at = CASE WHEN submits THEN app_now() ELSE r.submitted_at END,
        submission_key = CASE WHEN submits THEN key ELSE r.submission_key END
      WHERE r.org_id = org AND r.cycle_id = cycle AND r.duo_id = duo AND r.author_id = person AND r.revision = known
      RETURNING r.revision INTO written;
  END IF;
  IF written IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers)
    SELECT org, cycle, duo, person, p.class, CASE WHEN submits THEN 'final' ELSE 'draft' END, p.answers
    FROM unnest(classes, sealed) AS p (class, answers)
    ON CONFLICT (org_id, cycle_id, duo_id, author_id, class, stage) DO UPDATE SET answers = excluded.answers;
  IF submits THEN
    DELETE FROM public.response_parts p WHERE p.org_id = org AND p.cycle_id = cycle AND p.duo_id = duo AND p.author_id = person
      AND p.stage = 'draft';
    UPDATE public.duo_cycle_sides s SET final_at = app_now() WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo
      AND s.person_id = person AND s.final_at IS NULL;
    PERFORM tell_partner(cycle, duo);
  END IF;
  RETURN written;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION is_writable_duo(uuid, uuid), survey_state(uuid, uuid, boolean),
  write_answers(uuid, uuid, text, integer, text, text, uuid, boolean, text[], bytea[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION is_writable_duo(uuid, uuid), survey_state(uuid, uuid, boolean),
  write_answers(uuid, uuid, text, integer, text, text, uuid, boolean, text[], bytea[]) TO twofold_app;
