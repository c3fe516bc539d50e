-- How long raw answers are kept. The time of a cycle is promised before its first question and never gets longer; an
-- organization may shorten it for all cycles, after a day in which that can be undone.

-- The months that are in force in the session's organization now.
CREATE FUNCTION retention_in_force(org uuid) RETURNS smallint LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN o.next_retention_from <= app_now() THEN o.next_retention_months ELSE o.retention_months END
  FROM public.organizations o WHERE o.id = org
$$;--> statement-breakpoint

-- A cycle is opened with the time that is in force: it is what its people are promised.
CREATE FUNCTION cycles_retention() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  new.retention_months := coalesce(retention_in_force(new.org_id), new.retention_months);
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER cycles_retention BEFORE INSERT ON cycles FOR EACH ROW EXECUTE FUNCTION cycles_retention();--> statement-breakpoint

-- As before; and the raw answers of a published cycle end once, and are removed once.
CREATE OR REPLACE FUNCTION cycles_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed text[] := ARRAY(SELECT n.key FROM jsonb_each(to_jsonb(new)) n JOIN jsonb_each(to_jsonb(old)) o USING (key)
    WHERE n.value <> o.value ORDER BY n.key COLLATE "C");
BEGIN
  IF (changed = '{}'
    OR (old.state = 'open' AND new.state = 'closed' AND new.closed_at = app_now() AND changed = ARRAY['closed_at', 'state'])
    OR (old.state = 'open' AND changed = ARRAY['closes_at', 'closes_local'] AND old.closes_at > app_now() AND new.closes_at > old.closes_at
      AND new.closes_at <= new.opens_at + interval '2160 hours')
    OR (old.state = 'closed' AND new.state = 'published' AND new.published_at = app_now() AND changed = ARRAY['published_at', 'state'])
    OR (old.state = 'published' AND new.state = 'withdrawn' AND new.withdrawn_at = app_now() AND changed = ARRAY['state', 'withdrawn_at', 'withdrawn_reason'])
    OR (old.state IN ('published', 'withdrawn') AND old.answers_ended_at IS NULL AND new.answers_ended_at = app_now() AND changed = ARRAY['answers_ended_at']
      AND EXISTS (SELECT FROM public.answer_terms t WHERE t.org_id = new.org_id AND t.cycle_id = new.id AND t.ends_at <= app_now()))
    OR (old.answers_ended_at IS NOT NULL AND old.answers_removed_at IS NULL AND new.answers_removed_at = app_now() AND changed = ARRAY['answers_removed_at'])
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'a cycle goes from open to closed to published, and what it was opened with stays'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_transition', TABLE = 'cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- As before, and while the cycle's raw answers are kept.
CREATE OR REPLACE FUNCTION revealed_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  now_here timestamptz := app_now();
BEGIN
  RETURN QUERY SELECT mine.cycle_id, mine.duo_id FROM public.duo_cycle_sides mine
    JOIN public.duo_cycle_sides theirs ON theirs.org_id = mine.org_id AND theirs.cycle_id = mine.cycle_id
      AND theirs.duo_id = mine.duo_id AND theirs.side <> mine.side
    JOIN public.cycles c ON c.org_id = mine.org_id AND c.id = mine.cycle_id AND c.answers_ended_at IS NULL
    WHERE mine.org_id = org AND mine.person_id = person AND mine.final_at < now_here AND theirs.final_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = org AND w.cycle_id = mine.cycle_id
        AND w.duo_id = mine.duo_id AND w.carried_out_at IS NOT NULL);
END $$;--> statement-breakpoint

-- Changes, for an admin, how long raw answers are kept. A shorter time waits for a day; a longer one is for the cycles that
-- open from now on. Gives "waiting", "changed" or "same", and "stale" where another time is in force than the admin was
-- shown, or one waits.
CREATE FUNCTION change_retention(months integer, expected integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
  RETURN CASE WHEN months < current THEN 'waiting' ELSE 'changed' END;
END $$;--> statement-breakpoint

-- Takes back a shorter time that still waits; false where none does.
CREATE FUNCTION undo_retention() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  UPDATE public.organizations o SET next_retention_months = NULL, next_retention_from = NULL
    WHERE o.id = org AND o.next_retention_from > app_now();
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Ends a published cycle's raw answers when their time has come: from then on nobody reads them. False where it has not,
-- and where they ended before.
CREATE FUNCTION end_answers(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  UPDATE public.cycles c SET answers_ended_at = app_now() WHERE c.org_id = org AND c.id = cycle AND c.answers_ended_at IS NULL
    AND EXISTS (SELECT FROM public.answer_terms t WHERE t.org_id = org AND t.cycle_id = c.id AND t.ends_at <= app_now());
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Removes a batch of the raw answers of a cycle whose answers ended, and gives how many rows that were; 0 once none is left.
-- The policies for twofold_owner show it such cycles alone. It locks rows of closed cycles: nobody who answers waits for it.
CREATE FUNCTION remove_ended_answers(cycle uuid, at_most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  removed integer := 0;
  part integer;
  name text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.answers_ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the answers of this cycle are still kept' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  FOREACH name IN ARRAY ARRAY['response_parts', 'trust_consents', 'talking_points', 'commitments', 'cycle_declines'] LOOP
    EXECUTE format('DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.%1$I WHERE org_id = $1 AND cycle_id = $2 LIMIT $3))
      AND org_id = $1 AND cycle_id = $2', name) USING org, cycle, at_most - removed;
    GET DIAGNOSTICS part = ROW_COUNT;
    removed := removed + part;
  END LOOP;
  IF removed = 0 THEN
    UPDATE public.cycles c SET answers_removed_at = app_now() WHERE c.org_id = org AND c.id = cycle AND c.answers_removed_at IS NULL;
  END IF;
  RETURN removed;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION retention_in_force(uuid), cycles_retention(), change_retention(integer, integer), undo_retention(), end_answers(uuid),
  remove_ended_answers(uuid, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION retention_in_force(uuid), change_retention(integer, integer), undo_retention() TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_answers(uuid), remove_ended_answers(uuid, integer) TO twofold_publisher;--> statement-breakpoint
GRANT SELECT ON answer_terms TO twofold_app, twofold_publisher, twofold_worker;
