-- What the database refuses by itself: transitions of state, enrolment, finality, times, and columns of other people.

-- Confidentiality classes of which a partner must have stored a final part before their side can be final.
CREATE FUNCTION required_classes() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['S', 'A', 'P', 'trust'];--> statement-breakpoint

-- The instant of a wall-clock minute in a zone. A minute that the clock shows twice is taken the first time; one that
-- it skips is taken as much later as it skips. Clocks change by less than three hours, in quarters of an hour.
CREATE FUNCTION instant_in_zone(local_minute timestamp, zone text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(min(candidate), local_minute AT TIME ZONE zone)
  FROM (SELECT (local_minute AT TIME ZONE zone) - n * interval '15 minutes' AS candidate FROM generate_series(0, 12) AS n) AS earlier
  WHERE candidate AT TIME ZONE zone = local_minute
$$;--> statement-breakpoint

-- Legal transitions. The triggers bind every role, the owner and an administrator included; they only refuse.
CREATE FUNCTION cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed text[] := ARRAY(SELECT n.key FROM jsonb_each(to_jsonb(new)) n JOIN jsonb_each(to_jsonb(old)) o USING (key)
    WHERE n.value <> o.value ORDER BY n.key COLLATE "C");
BEGIN
  IF (changed = '{}'
    OR (old.state = 'open' AND new.state = 'closed' AND new.closed_at = app_now() AND changed = ARRAY['closed_at', 'state'])
    OR (old.state = 'closed' AND new.state = 'published' AND new.published_at = app_now() AND changed = ARRAY['published_at', 'state'])
    OR (old.state = 'published' AND new.state = 'withdrawn' AND new.withdrawn_at = app_now() AND changed = ARRAY['state', 'withdrawn_at', 'withdrawn_reason'])
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'a cycle goes from open to closed to published, and what it was opened with stays'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_transition', TABLE = 'cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER cycles_transition BEFORE UPDATE ON cycles FOR EACH ROW EXECUTE FUNCTION cycles_transition();--> statement-breakpoint

CREATE FUNCTION duo_cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF to_jsonb(new) - 'closed' IS DISTINCT FROM to_jsonb(old) - 'closed' OR (old.closed AND NOT new.closed) THEN
    RAISE EXCEPTION 'an enrolled duo stays as it was enrolled, and a closed one stays closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duo_cycles_transition', TABLE = 'duo_cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER duo_cycles_transition BEFORE UPDATE ON duo_cycles FOR EACH ROW EXECUTE FUNCTION duo_cycles_transition();--> statement-breakpoint

-- A side becomes final at this moment and with every required final part stored, or open again once none is left.
CREATE FUNCTION duo_cycle_sides_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  stored text[] := ARRAY(SELECT p.class FROM public.response_parts p WHERE p.org_id = new.org_id AND p.cycle_id = new.cycle_id
    AND p.duo_id = new.duo_id AND p.author_id = new.person_id AND p.stage = 'final');
  withdrawn boolean := EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = new.org_id AND w.cycle_id = new.cycle_id
    AND w.duo_id = new.duo_id AND w.person_id = new.person_id);
BEGIN
  IF (to_jsonb(new) - 'final_at' = to_jsonb(old) - 'final_at' AND (
    new.final_at IS NOT DISTINCT FROM old.final_at
    OR (old.final_at IS NULL AND new.final_at = app_now() AND stored @> required_classes() AND NOT withdrawn)
    OR (new.final_at IS NULL AND stored = '{}' AND withdrawn)
  )) IS NOT TRUE THEN
    RAISE EXCEPTION 'a side is final with all its required parts, from now on, until its answers are withdrawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duo_cycle_sides_transition', TABLE = 'duo_cycle_sides';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER duo_cycle_sides_transition BEFORE UPDATE ON duo_cycle_sides FOR EACH ROW EXECUTE FUNCTION duo_cycle_sides_transition();--> statement-breakpoint

-- Every save raises the revision by one, now. A submission stays one; a later one has a new key and a new time.
CREATE FUNCTION responses_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['revision', 'state', 'submitted_at', 'submission_key', 'updated_at'];
BEGIN
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves AND new.revision = old.revision + 1 AND new.updated_at = app_now() AND (
    (new.state, new.submitted_at, new.submission_key) IS NOT DISTINCT FROM (old.state, old.submitted_at, old.submission_key)
    OR (new.state = 'submitted' AND new.submitted_at = app_now() AND new.submission_key <> coalesce(old.submission_key, gen_random_uuid()))
  )) IS NOT TRUE THEN
    RAISE EXCEPTION 'a response is saved or submitted now, one revision further, under the promise it began with'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'responses_transition', TABLE = 'responses';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER responses_transition BEFORE UPDATE ON responses FOR EACH ROW EXECUTE FUNCTION responses_transition();--> statement-breakpoint

CREATE FUNCTION answer_withdrawals_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - 'carried_out_at' = to_jsonb(old) - 'carried_out_at' AND old.carried_out_at IS NULL AND new.carried_out_at = app_now()) IS NOT TRUE THEN
    RAISE EXCEPTION 'a withdrawal is carried out once, now, and nothing else of it changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_withdrawals_transition', TABLE = 'answer_withdrawals';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER answer_withdrawals_transition BEFORE UPDATE ON answer_withdrawals FOR EACH ROW EXECUTE FUNCTION answer_withdrawals_transition();--> statement-breakpoint

CREATE FUNCTION role_grants_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - 'revoked_at' = to_jsonb(old) - 'revoked_at' AND old.revoked_at IS NULL AND new.revoked_at = app_now()) IS NOT TRUE THEN
    RAISE EXCEPTION 'a grant is revoked once, now, and nothing else of it changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_transition', TABLE = 'role_grants';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER role_grants_transition BEFORE UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION role_grants_transition();--> statement-breakpoint

-- A person is bound to a user once, now; language and time zone are the person's own and change freely.
CREATE FUNCTION people_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF ((new.user_id, new.bound_at) IS NOT DISTINCT FROM (old.user_id, old.bound_at)
    OR (old.user_id IS NULL AND new.user_id IS NOT NULL AND new.bound_at = app_now())) IS NOT TRUE THEN
    RAISE EXCEPTION 'a person is bound to a user once, now'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_transition', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER people_transition BEFORE UPDATE OF user_id, bound_at ON people FOR EACH ROW EXECUTE FUNCTION people_transition();--> statement-breakpoint

-- A mail is tried again until it is sent or given up, and then stays as it is; its text leaves when it is sent.
CREATE FUNCTION outbox_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['payload', 'due_at', 'sent_at', 'failed_at', 'attempts', 'last_error'];
BEGIN
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND old.sent_at IS NULL AND old.failed_at IS NULL AND new.attempts = old.attempts + 1
    AND (new.sent_at IS NULL OR (new.sent_at = now() AND new.failed_at IS NULL))
    AND (new.failed_at IS NULL OR new.failed_at = now())
    AND (new.payload = old.payload OR (new.payload = '{}' AND new.sent_at IS NOT NULL))
    AND (new.due_at = old.due_at OR (new.due_at >= now() AND new.sent_at IS NULL AND new.failed_at IS NULL))) IS NOT TRUE THEN
    RAISE EXCEPTION 'a mail is tried one time more, and what was sent or given up stays so'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'outbox_transition', TABLE = 'outbox';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER outbox_transition BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION outbox_transition();--> statement-breakpoint

CREATE FUNCTION users_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - 'email_verified' = to_jsonb(old) - 'email_verified' AND new.email_verified IS NOT NULL) IS NOT TRUE THEN
    RAISE EXCEPTION 'of a user only the time of the last verified address changes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_transition', TABLE = 'users';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER users_transition BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_transition();--> statement-breakpoint

-- Guesses of a mailed code are counted up, and a code that was put out of force stays so.
CREATE FUNCTION verification_tokens_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (to_jsonb(new) - '{attempts, code_hash}'::text[] = to_jsonb(old) - '{attempts, code_hash}'::text[] AND new.attempts >= old.attempts
    AND (new.code_hash IS NULL OR new.code_hash IS NOT DISTINCT FROM old.code_hash)) IS NOT TRUE THEN
    RAISE EXCEPTION 'of a mailed code only the number of guesses grows, until it is put out of force'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_tokens_transition', TABLE = 'verification_tokens';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER verification_tokens_transition BEFORE UPDATE ON verification_tokens FOR EACH ROW EXECUTE FUNCTION verification_tokens_transition();--> statement-breakpoint

-- Functions that run with the owner's rights. Row-level security is forced, so they reach only what the policies for
-- twofold_owner give them; each takes organization and person from the session and checks for itself who may call it.

-- Opens the next cycle: the tree and the active duos as they are in this statement, frozen with the sharing mode.
CREATE FUNCTION open_cycle(
  mode text, closing text, zone text, instrument text, promise text,
  OUT cycle_id uuid, OUT number integer, OUT closes_at timestamptz, OUT duos integer
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  opened timestamptz := app_now();
  opened_on date := (app_now() AT TIME ZONE zone)::date;
  ends timestamptz := instant_in_zone(closing::timestamp, zone);
  opened_id uuid := gen_random_uuid();
  next integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin opens a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF ends <= opened OR ends > opened + interval '2160 hours' THEN
    RAISE EXCEPTION 'a cycle closes within 90 days' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_window', TABLE = 'cycles';
  END IF;
  SELECT coalesce(max(c.number), 0) + 1 INTO next FROM public.cycles c WHERE c.org_id = org;
  WITH opening AS (
    INSERT INTO public.cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at)
    VALUES (org, opened_id, next, 'open', mode, instrument, promise, closing, zone, opened, ends)
  ), tree AS (
    INSERT INTO public.cycle_units (org_id, cycle_id, unit_id, parent_id, name, platform, lineage)
    SELECT org, opened_id, u.id, u.parent_id, u.name, u.platform, u.lineage FROM public.units u WHERE u.org_id = org
  ), enrolled AS (
    INSERT INTO public.duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id,
      grade_gap, tenure_months, line_manager, team_size, first_cycle, closed)
    SELECT org, opened_id, d.id, d.unit_id, d.display_name, d.pair_type, d.ic_person_id, d.manager_person_id,
      d.manager_grade - d.ic_grade,
      -- Whole months, never below 0; a month counts once its day has come.
      greatest(0, (date_part('year', opened_on) - date_part('year', d.started_on)) * 12
        + date_part('month', opened_on) - date_part('month', d.started_on)
        - (date_part('day', opened_on) < date_part('day', d.started_on))::int),
      d.line_manager, d.team_size,
      NOT EXISTS (SELECT FROM public.duo_cycles earlier WHERE earlier.org_id = org AND earlier.duo_id = d.id),
      false
    FROM public.duos d JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id WHERE d.org_id = org
    RETURNING duo_id, ic_person_id, manager_person_id
  ), seats AS (
    INSERT INTO public.duo_cycle_sides (org_id, cycle_id, duo_id, side, person_id)
    SELECT org, opened_id, e.duo_id, s.side, CASE s.side WHEN 'ic' THEN e.ic_person_id ELSE e.manager_person_id END
    FROM enrolled e CROSS JOIN (VALUES ('ic'), ('manager')) AS s (side)
  )
  SELECT opened_id, next, ends, count(*)::integer INTO cycle_id, number, closes_at, duos FROM enrolled;
  IF duos = 0 THEN
    RAISE EXCEPTION 'a cycle needs an active duo' USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_need_a_duo', TABLE = 'cycles';
  END IF;
END $$;--> statement-breakpoint

-- Ends answering: takes each duo's row lock, so a submission in flight comes wholly before or is refused. False when
-- the cycle is not open, or not due where that is asked. Not granted to any role: the two below call it.
CREATE FUNCTION end_answering(cycle uuid, only_due boolean) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  PERFORM FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open'
    AND (NOT only_due OR c.closes_at <= app_now()) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE public.duo_cycles SET closed = true WHERE org_id = org AND cycle_id = cycle;
  UPDATE public.cycles SET state = 'closed', closed_at = app_now() WHERE org_id = org AND id = cycle;
  RETURN true;
END $$;--> statement-breakpoint

CREATE FUNCTION close_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin closes a cycle before its time' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN end_answering(cycle, false);
END $$;--> statement-breakpoint

CREATE FUNCTION close_due_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN end_answering(cycle, true);
END $$;--> statement-breakpoint

-- Takes a published cycle back, for a reason that everybody reads. False when it is not published.
CREATE FUNCTION withdraw_cycle(cycle uuid, why text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin withdraws a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.cycles SET state = 'withdrawn', withdrawn_at = app_now(), withdrawn_reason = why
    WHERE org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND id = cycle AND state = 'published';
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Removes one person's answers, consent and scores in a duo's cycle. The policies for twofold_owner show it the rows
-- of people who asked for that and of nobody else. Not granted to any role: the two below call it.
CREATE FUNCTION remove_answers(cycle uuid, duo uuid, person uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  DELETE FROM public.response_parts WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND author_id = person;
  DELETE FROM public.trust_consents WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
  DELETE FROM public.person_scores WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
END $$;--> statement-breakpoint

-- Withdraws the asking person's answers. Before the close it removes all own parts, ends the reveal for both and bars
-- answering again; between the close and the publication the request waits; afterwards answers and scores go at once.
-- Gives "removed", "waiting", "withdrawn-before", or null for somebody who is not in the duo's cycle.
CREATE FUNCTION withdraw_answers(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
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
  INSERT INTO public.answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at)
    VALUES (org, cycle, duo, person, phase, CASE WHEN phase <> 'closed' THEN app_now() END) ON CONFLICT DO NOTHING;
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

-- Carries out what waits for a cycle's publication, and says how many that were.
CREATE FUNCTION carry_out_withdrawals(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  waiting public.answer_withdrawals;
  done integer := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state IN ('published', 'withdrawn')) THEN
    RAISE EXCEPTION 'answers are scored before they are removed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  FOR waiting IN SELECT w.* FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.carried_out_at IS NULL LOOP
    PERFORM remove_answers(cycle, waiting.duo_id, waiting.person_id);
    UPDATE public.answer_withdrawals SET carried_out_at = app_now()
      WHERE org_id = org AND cycle_id = cycle AND duo_id = waiting.duo_id AND person_id = waiting.person_id;
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION required_classes(), instant_in_zone(timestamp, text), cycles_transition(), duo_cycles_transition(),
  duo_cycle_sides_transition(), responses_transition(), answer_withdrawals_transition(), role_grants_transition(),
  people_transition(), outbox_transition(), users_transition(), verification_tokens_transition(), open_cycle(text, text, text, text, text),
  end_answering(uuid, boolean), close_cycle(uuid), close_due_cycle(uuid), withdraw_cycle(uuid, text),
  remove_answers(uuid, uuid, uuid), withdraw_answers(uuid, uuid), carry_out_withdrawals(uuid), csv_text(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION required_classes(), open_cycle(text, text, text, text, text), close_cycle(uuid),
  withdraw_cycle(uuid, text), withdraw_answers(uuid, uuid) TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION close_due_cycle(uuid), carry_out_withdrawals(uuid) TO twofold_publisher;--> statement-breakpoint

ALTER TABLE answer_withdrawals FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON answer_withdrawals, active_duos TO twofold_app;--> statement-breakpoint

-- The app opens, closes, enrols and withdraws through the functions alone, and writes no time and no actor.
REVOKE INSERT ON cycles, cycle_units, duo_cycles, duo_cycle_sides, role_grants, trust_consents, audit_log, outbox FROM twofold_app;--> statement-breakpoint
REVOKE UPDATE (state, sharing_mode, closes_local, time_zone, opens_at, closes_at, closed_at, withdrawn_at, withdrawn_reason) ON cycles FROM twofold_app;--> statement-breakpoint
REVOKE UPDATE (promise_version, promise_accepted_at) ON responses FROM twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, id, person_id, role, unit_id) ON role_grants TO twofold_app;--> statement-breakpoint
GRANT INSERT (org_id, cycle_id, duo_id, person_id) ON trust_consents TO twofold_app;--> statement-breakpoint
REVOKE INSERT ON audit_log, outbox FROM twofold_auth, twofold_publisher;--> statement-breakpoint
GRANT INSERT (org_id, id, action, area, subject_id, detail) ON audit_log TO twofold_app, twofold_auth, twofold_publisher;--> statement-breakpoint
GRANT INSERT (org_id, id, kind, key, person_id, payload) ON outbox TO twofold_app, twofold_auth, twofold_publisher;--> statement-breakpoint

-- Of other people the app needs names. Addresses and grades are not readable by a partner, nor by an admin's page.
REVOKE SELECT ON people, duos, duo_cycles FROM twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, id, name, given_name, erased_at) ON people TO twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, line_manager, team_size, started_on, ended_on, paused) ON duos TO twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id, tenure_months, line_manager, team_size, first_cycle, closed) ON duo_cycles TO twofold_app;--> statement-breakpoint

-- The publisher computes from what was frozen when the cycle opened, and closes through a function.
REVOKE SELECT ON people, units, duos, responses FROM twofold_publisher;--> statement-breakpoint
REVOKE UPDATE (closed) ON duo_cycles FROM twofold_publisher;--> statement-breakpoint
REVOKE UPDATE (closed_at) ON cycles FROM twofold_publisher;--> statement-breakpoint

-- The worker needs addresses, not all of a person; sign-in changes no account and prolongs no session.
REVOKE SELECT ON people FROM twofold_worker;--> statement-breakpoint
GRANT SELECT (org_id, id, email, given_name, language, time_zone) ON people TO twofold_worker;--> statement-breakpoint
REVOKE UPDATE ON users, accounts, sessions, verification_tokens FROM twofold_auth;--> statement-breakpoint
GRANT UPDATE (id, email_verified) ON users TO twofold_auth;--> statement-breakpoint
GRANT UPDATE (attempts, code_hash) ON verification_tokens TO twofold_auth;
