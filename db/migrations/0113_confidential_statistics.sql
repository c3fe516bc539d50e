-- The planner's estimates are made of every row of a table, also of those that the asking person may not read: how many
-- rows name somebody would show in EXPLAIN. Where it is confidential that a row exists, nothing is kept to estimate with.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (ARRAY['responses', 'response_parts', 'trust_consents',
      'cycle_declines', 'answer_withdrawals', 'duo_talks', 'talking_points', 'commitments', 'moments', 'passkeys', 'duo_cycle_sides',
      'noted_actions', 'address_changes', 'audit_log'])
      AND (c.relname <> 'audit_log' OR a.attname IN ('actor_id', 'subject_id', 'action')) LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', one.relname, one.attname);
    -- What was collected before would stay: ANALYZE leaves such a column as it is. Older servers cannot remove it.
    IF to_regprocedure('pg_clear_attribute_stats(text, text, text, boolean)') IS NOT NULL THEN
      EXECUTE format('SELECT pg_clear_attribute_stats(%L, %L, %L, false)', 'public', one.relname, one.attname);
    END IF;
  END LOOP;
END $$;--> statement-breakpoint

-- As before; who is not one of the two is refused before a row is locked: the lock on the cycle would keep it from closing.
CREATE OR REPLACE FUNCTION withdraw_answers(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  phase text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo
    AND person IN (d.ic_person_id, d.manager_person_id)) THEN
    RETURN NULL;
  END IF;
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

-- As before; a zone that this server does not know ends in its error (22023).
CREATE OR REPLACE FUNCTION change_organization(wanted_name text, wanted_zone text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM now() AT TIME ZONE wanted_zone;
  UPDATE public.organizations SET name = wanted_name, time_zone = wanted_zone WHERE id = admin_org();
END $$;
