-- What may be written about answers depends on other rows: whether the duo's cycle is open, who is final, who withdrew. Such
-- a rule holds at the moment of the commit because every writer locks the duo's cycle first and looks again afterwards.

-- Duos and cycles of the asking person that take their answers: open, before the closing time, not withdrawn by them, and
-- not with both partners final. The policies of answers ask this, and their trigger asks it again under the lock.
CREATE FUNCTION writable_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT d.cycle_id, d.duo_id FROM public.duo_cycles d
    JOIN public.cycles c ON c.org_id = d.org_id AND c.id = d.cycle_id
    WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id)
      AND NOT d.closed AND c.state = 'open' AND c.closes_at > app_now()
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = d.cycle_id
        AND w.duo_id = d.duo_id AND w.person_id = person)
      AND 2 > (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = d.cycle_id
        AND s.duo_id = d.duo_id);
END $$;--> statement-breakpoint

-- Duos and cycles of the asking person whose shared answers both partners read: both are final, and neither's answers were
-- removed. One's own side counts from the next transaction on: what is not committed can be taken back after reading.
CREATE FUNCTION revealed_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  now_here timestamptz := app_now();
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    JOIN public.duo_cycle_sides theirs ON theirs.org_id = mine.org_id AND theirs.cycle_id = mine.cycle_id
      AND theirs.duo_id = mine.duo_id AND theirs.side <> mine.side
    WHERE mine.org_id = org AND mine.person_id = person AND mine.final_at < now_here AND theirs.final_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND w.carried_out_at IS NOT NULL);
END $$;--> statement-breakpoint

-- As before, but only where answers are revealed too.
CREATE OR REPLACE FUNCTION shared_trust() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  now_here timestamptz := app_now();
BEGIN
  RETURN QUERY SELECT r.cycle_id, r.duo_id FROM revealed_duos() r
    JOIN public.trust_consents mine ON mine.org_id = org AND mine.cycle_id = r.cycle_id AND mine.duo_id = r.duo_id
      AND mine.person_id = person AND mine.given_at < now_here
    JOIN public.trust_consents theirs ON theirs.org_id = org AND theirs.cycle_id = r.cycle_id AND theirs.duo_id = r.duo_id
      AND theirs.person_id <> person;
END $$;--> statement-breakpoint

-- As before, and only where answers are revealed.
CREATE OR REPLACE FUNCTION share_trust(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  -- Who asked for their own answers to be removed shows nothing more of them, also while that waits for the publication.
  IF NOT EXISTS (SELECT FROM revealed_duos() r WHERE r.cycle_id = cycle AND r.duo_id = duo)
    OR EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = cycle AND w.duo_id = duo
      AND w.person_id = person) THEN
    RETURN 'not-revealed';
  END IF;
  INSERT INTO public.trust_consents (org_id, cycle_id, duo_id, person_id) VALUES (org, cycle, duo, person) ON CONFLICT DO NOTHING;
  RETURN 'agreed';
END $$;--> statement-breakpoint

-- Tells the partner that the asking person is final, or that both are: once each in a cycle, and under the person's name.
CREATE FUNCTION tell_partner(cycle uuid, duo uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT mine.org_id, gen_random_uuid(), of.kind, concat_ws(':', of.kind, cycle, duo, theirs.person_id), theirs.person_id,
    jsonb_build_object('cycleId', cycle, 'duoId', duo, 'partner', self.name)
  FROM public.duo_cycle_sides mine
    JOIN public.duo_cycles d ON d.org_id = mine.org_id AND d.cycle_id = mine.cycle_id AND d.duo_id = mine.duo_id AND NOT d.closed
    JOIN public.duo_cycle_sides theirs ON theirs.org_id = mine.org_id AND theirs.cycle_id = mine.cycle_id
      AND theirs.duo_id = mine.duo_id AND theirs.side <> mine.side
    JOIN public.people self ON self.org_id = mine.org_id AND self.id = mine.person_id
    CROSS JOIN LATERAL (SELECT CASE WHEN theirs.final_at IS NULL THEN 'partner-answered' ELSE 'reveal-ready' END AS kind) of
  WHERE mine.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND mine.cycle_id = cycle AND mine.duo_id = duo
    AND mine.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid AND mine.final_at IS NOT NULL
  ON CONFLICT DO NOTHING;
END $$;--> statement-breakpoint

-- A transaction at a stricter isolation level sees the state of its beginning, by which no rule about other rows can be
-- judged. It binds every role, and functions that run with the owner's rights too.
CREATE FUNCTION read_committed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'this changes at the isolation level read committed alone'
      USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Locks the cycle of the row's duo until the transaction ends, as submitting, closing and withdrawing do. With the owner's
-- rights, because a partner may lock an open one only.
CREATE FUNCTION lock_duo_cycle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  PERFORM FROM public.duo_cycles d WHERE d.org_id = of_row.org_id AND d.cycle_id = of_row.cycle_id AND d.duo_id = of_row.duo_id FOR NO KEY UPDATE;
  RETURN of_row;
END $$;--> statement-breakpoint

-- What the policies of a row asked by what their statement saw, asked again under the lock. The argument says which.
CREATE FUNCTION still_allowed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_row record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  IF tg_argv[0] = 'writable' THEN
    PERFORM FROM writable_duos() w WHERE w.cycle_id = of_row.cycle_id AND w.duo_id = of_row.duo_id;
  ELSE
    PERFORM FROM revealed_duos() r WHERE r.cycle_id = of_row.cycle_id AND r.duo_id = of_row.duo_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this changed while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN of_row;
END $$;--> statement-breakpoint

-- As before, under the lock of the duo's cycle from the start: everybody takes it before a row of the duo's answers.
CREATE OR REPLACE FUNCTION remove_answers(cycle uuid, duo uuid, person uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo FOR NO KEY UPDATE;
  DELETE FROM public.response_parts WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND author_id = person;
  DELETE FROM public.trust_consents WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
  DELETE FROM public.person_scores WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
END $$;--> statement-breakpoint

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['responses', 'response_parts', 'duo_cycle_sides'] LOOP
    EXECUTE format('DROP TRIGGER answers_open ON %I', name);
  END LOOP;
  -- Every table with a rule that looks at other rows.
  FOREACH name IN ARRAY ARRAY['responses', 'response_parts', 'trust_consents', 'duo_cycle_sides', 'answer_withdrawals', 'duo_talks',
    'duo_cycles', 'cycles', 'planned_cycles', 'role_grants', 'people', 'units', 'duos', 'address_changes'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION read_committed()', name || '_read_committed', name);
  END LOOP;
  -- Triggers fire in the order of their names: first the lock, then what looks at the state.
  FOREACH name IN ARRAY ARRAY['responses', 'response_parts', 'trust_consents', 'answer_withdrawals', 'duo_talks'] LOOP
    EXECUTE format('CREATE TRIGGER answer_1_lock BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION lock_duo_cycle()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['responses', 'response_parts'] LOOP
    EXECUTE format('CREATE TRIGGER answer_2_allowed BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW WHEN (current_user = ''twofold_app'') EXECUTE FUNCTION still_allowed(''writable'')', name);
  END LOOP;
END $$;--> statement-breakpoint
CREATE TRIGGER answer_1_lock BEFORE UPDATE ON duo_cycle_sides FOR EACH ROW EXECUTE FUNCTION lock_duo_cycle();--> statement-breakpoint
CREATE TRIGGER answer_2_allowed BEFORE UPDATE ON duo_cycle_sides FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('writable');--> statement-breakpoint
CREATE TRIGGER answer_2_allowed BEFORE INSERT ON duo_talks FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('revealed');--> statement-breakpoint
DROP FUNCTION answers_transition();--> statement-breakpoint

ALTER TABLE rate_limits FORCE ROW LEVEL SECURITY;--> statement-breakpoint
REVOKE ALL ON FUNCTION writable_duos(), revealed_duos(), tell_partner(uuid, uuid), read_committed(), lock_duo_cycle(), still_allowed() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION writable_duos(), revealed_duos(), tell_partner(uuid, uuid) TO twofold_app;--> statement-breakpoint
-- At its start the app asks as the role that signs people in: no person's statement runs under that one.
REVOKE EXECUTE ON FUNCTION master_key_ids() FROM twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION master_key_ids() TO twofold_auth;
