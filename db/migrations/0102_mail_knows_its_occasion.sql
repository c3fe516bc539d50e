-- As before, and what the mail server would not take can be made due at once, which is no try.
CREATE OR REPLACE FUNCTION outbox_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moves text[] := ARRAY['payload', 'due_at', 'sent_at', 'failed_at', 'attempts', 'last_error'];
BEGIN
  IF to_jsonb(new) - 'due_at' = to_jsonb(old) - 'due_at' AND new.due_at = now() AND old.sent_at IS NULL AND old.failed_at IS NULL
    AND old.last_error IS NOT NULL THEN
    RETURN new;
  END IF;
  IF (to_jsonb(new) - moves = to_jsonb(old) - moves
    AND old.sent_at IS NULL AND old.failed_at IS NULL AND new.attempts = old.attempts + 1
    AND (new.sent_at IS NULL OR (new.sent_at = now() AND new.failed_at IS NULL))
    AND (new.failed_at IS NULL OR new.failed_at = now())
    AND (new.payload = old.payload OR (new.sent_at IS NOT NULL
      AND (new.payload = '{}' OR EXISTS (SELECT FROM public.installation i WHERE i.kind = 'demo'))))
    AND (new.due_at = old.due_at OR (new.due_at >= now() AND new.sent_at IS NULL AND new.failed_at IS NULL))) IS NOT TRUE THEN
    RAISE EXCEPTION 'a mail is tried one time more, and what was sent or given up stays so'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'outbox_transition', TABLE = 'outbox';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
-- As before, and tells everybody whom the cycle asked. Whoever was not invited yet is left out when the mail is sent.
CREATE OR REPLACE FUNCTION cancel_cycle(cycle uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin cancels a cycle' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM public.cycles c WHERE c.org_id = org AND c.id = cycle AND c.state = 'open' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle FOR UPDATE;
  UPDATE public.planned_cycles SET state = 'cancelled', cycle_id = NULL WHERE org_id = org AND cycle_id = cycle;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (s.person_id) org, gen_random_uuid(), 'cycle-cancelled', concat_ws(':', 'cycle-cancelled', cycle, s.person_id),
    s.person_id, jsonb_build_object('cycleId', cycle)
  FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle
  ON CONFLICT DO NOTHING;
  DELETE FROM public.duo_cycle_sides WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.duo_cycles WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycle_units WHERE org_id = org AND cycle_id = cycle;
  DELETE FROM public.cycles WHERE org_id = org AND id = cycle;
  RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
  -- A response, begun or submitted, refers to the duo's cycle: everything stays.
  RETURN false;
END $$;--> statement-breakpoint
-- As before, without mail that is not due yet, such as a reminder that waits for its reader's morning. One that the mail
-- server would not take counts while it waits for the next try. Since when: the moment it was due, or about the first try.
CREATE OR REPLACE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  partners uuid[] := own_partners();
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND (o.due_at <= now() OR o.last_error IS NOT NULL)),
      min(CASE WHEN o.last_error IS NULL THEN o.due_at
        ELSE greatest(o.queued_at, o.due_at - interval '1 minute' * power(2, least(o.attempts, 13))) END)
        FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND (o.due_at <= now() OR o.last_error IS NOT NULL)),
      count(*) FILTER (WHERE CASE WHEN o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one') AND o.kind <> 'address-set'
        THEN NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id
          AND again.person_id = o.person_id AND again.kind = o.kind AND again.queued_at > o.failed_at)
        ELSE false END),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND NOT (o.kind IN ('reminder', 'nudge') AND o.person_id = ANY (partners));
END $$;--> statement-breakpoint

-- What an invitation says at this moment: when the cycle closes and, to somebody who is asked for the first time, who may
-- read their duos. No row when the cycle does not ask the person (any more): it was cancelled or has closed, their duos in
-- it have ended, or they have submitted.
CREATE FUNCTION invitation_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT readers jsonb)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, CASE WHEN NOT EXISTS (
      SELECT FROM public.duo_cycle_sides e WHERE e.org_id = c.org_id AND e.person_id = person AND e.cycle_id <> c.id
    ) THEN (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('reader', reader.name, 'unit', led.name))
      FROM public.duos d
        JOIN public.active_duos a ON a.org_id = d.org_id AND a.id = d.id
        JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
        JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL
          AND g.unit_id = ANY (u.lineage) AND g.person_id <> person
        JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
        JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      WHERE d.org_id = c.org_id AND person IN (d.ic_person_id, d.manager_person_id)
    ) END
  FROM public.cycles c
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND EXISTS (
      SELECT FROM public.duo_cycle_sides s
        JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
      WHERE s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person AND s.final_at IS NULL
        AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person))
$$;--> statement-breakpoint

-- Whether any cycle has asked the person: before that nothing of their duos can be read.
CREATE FUNCTION was_asked(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.duo_cycle_sides s
    WHERE s.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND s.person_id = person)
$$;--> statement-breakpoint

REVOKE ALL ON FUNCTION invitation_facts(uuid, uuid), was_asked(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION invitation_facts(uuid, uuid), was_asked(uuid) TO twofold_worker;
