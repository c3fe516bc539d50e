-- What was there before is in the file: the product alone wrote it, and the file's line first.
ALTER TABLE "erasures" ADD COLUMN "filed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE POLICY "erasures_functions_update" ON "erasures" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "erasures" ALTER COLUMN "filed" SET DEFAULT false;--> statement-breakpoint

-- The hash of a line of the ledger, as the file has it (server/erasure/ledger).
CREATE FUNCTION ledger_hash(line bigint, org uuid, person uuid, on_day date, previous text, cycle uuid, duo uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT encode(sha256(convert_to(format('[%s,"%s","%s","%s","%s"%s]', line, person, org, to_char(on_day::timestamp, 'YYYY-MM-DD'), previous,
    CASE WHEN cycle IS NOT NULL THEN format(',"%s","%s"', cycle, duo) END), 'UTF8')), 'hex')
$$;--> statement-breakpoint

-- Keeps the next line of the ledger. Number and hash are worked out here, from what was just done: nobody says them. The caller
-- holds the lock of the ledger.
CREATE FUNCTION keep_line(person uuid, cycle uuid, duo uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  last record;
BEGIN
  SELECT coalesce(max(e.position), 0) + 1 AS next, coalesce((array_agg(e.hash ORDER BY e.position DESC))[1], '') AS hash INTO last FROM public.erasures e;
  INSERT INTO public.erasures (org_id, person_id, cycle_id, duo_id, position, hash)
    VALUES (org, person, cycle, duo, last.next,
      ledger_hash(last.next, org, person, (app_now() AT TIME ZONE 'UTC')::date, last.hash, cycle, duo));
END $$;--> statement-breakpoint

DROP FUNCTION keep_erasure(uuid, bigint, text), keep_withdrawal(uuid, uuid, bigint, text);--> statement-breakpoint

-- How far the ledger goes by the database, and how far the file had it when it was last looked at.
DROP FUNCTION erasure_position();--> statement-breakpoint
CREATE FUNCTION erasure_position(OUT "position" bigint, OUT hash text, OUT filed bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(max(e.position), 0), coalesce((array_agg(e.hash ORDER BY e.position DESC))[1], ''), coalesce(max(e.position) FILTER (WHERE e.filed), 0) FROM public.erasures e
$$;--> statement-breakpoint

-- The lines after one of the ledger, for a file that does not have them: somebody withdrew or erased by SQL. Holds the lock of the
-- ledger until the commit, so that one process alone adds them.
CREATE FUNCTION lines_after(line bigint) RETURNS TABLE ("position" bigint, person uuid, org uuid, cycle uuid, duo uuid, on_day date, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold erasure ledger', 0));
  RETURN QUERY SELECT e.position, e.person_id, e.org_id, e.cycle_id, e.duo_id, (e.erased_at AT TIME ZONE 'UTC')::date, e.hash
    FROM public.erasures e WHERE e.position > line ORDER BY e.position;
END $$;--> statement-breakpoint

-- Notes that the file has the lines up to one: a file without them is then an older one.
CREATE FUNCTION note_filed(line bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  one uuid;
BEGIN
  -- By organization, as the policy asks.
  FOR one IN SELECT DISTINCT e.org_id FROM public.erasures e WHERE e.position <= line AND NOT e.filed LOOP
    PERFORM set_config('twofold.org_id', one::text, true);
    UPDATE public.erasures e SET filed = true WHERE e.org_id = one AND e.position <= line AND NOT e.filed;
  END LOOP;
  PERFORM set_config('twofold.org_id', '', true);
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION replay_erasure(person uuid, line bigint, line_hash text, erased_on date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
  INSERT INTO public.erasures (org_id, person_id, erased_at, position, hash, filed)
    VALUES (org, person, erased_on::timestamp AT TIME ZONE 'UTC', line, line_hash, true);
  RETURN there;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION replay_withdrawal(person uuid, cycle uuid, duo uuid, line bigint, line_hash text, withdrawn_on date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
  INSERT INTO public.erasures (org_id, person_id, cycle_id, duo_id, erased_at, position, hash, filed)
    VALUES (org, person, cycle, duo, withdrawn_on::timestamp AT TIME ZONE 'UTC', line, line_hash, true);
  RETURN coalesce(outcome IN ('removed', 'waiting'), false);
END $$;--> statement-breakpoint

-- As before, with the line of the ledger.
CREATE OR REPLACE FUNCTION erase_person(person uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
    PERFORM keep_line(person, NULL, NULL);
  END IF;
  RETURN refusal;
END $$;--> statement-breakpoint

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
    PERFORM keep_line(person, cycle, duo);
    PERFORM note_act('answers.withdrawn', 'access', duo, jsonb_build_object('cycle', cycle, 'outcome', outcome));
  END IF;
  RETURN outcome;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION ledger_hash(bigint, uuid, uuid, date, text, uuid, uuid), keep_line(uuid, uuid, uuid), erasure_position(), lines_after(bigint), note_filed(bigint) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erasure_position(), lines_after(bigint), note_filed(bigint) TO twofold_auth;
