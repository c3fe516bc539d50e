ALTER POLICY "outbox_admin_reads" ON "outbox" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and (kind in ('cycle-published', 'cycle-withdrawn', 'partner-replaced', 'new-reader', 'address-change', 'partner-address-set', 'identity-unlinked') or ((kind in ('cycle-opened', 'cycle-cancelled') or (kind in ('reminder', 'nudge') and (select viewer_units()) is null)) and person_id not in (select own_and_led_people())))));--> statement-breakpoint

-- As before, and tells everybody for whom there was a mail that the cycle is published. Whether that one had left is looked
-- at when this one leaves.
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
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT DISTINCT ON (o.person_id) org, gen_random_uuid(), 'cycle-withdrawn', concat_ws(':', 'cycle-withdrawn', cycle, o.person_id),
    o.person_id, jsonb_build_object('cycleId', c.id, 'opensOn', (c.opens_at AT TIME ZONE c.time_zone)::date, 'among', (
      SELECT string_agg((e.opens_at AT TIME ZONE e.time_zone)::date::text, ' ' ORDER BY e.number DESC) FROM public.cycles e
      WHERE e.org_id = org AND e.state IN ('published', 'withdrawn')
        AND date_trunc('month', e.opens_at AT TIME ZONE e.time_zone) = date_trunc('month', c.opens_at AT TIME ZONE c.time_zone)))
  FROM public.outbox o JOIN public.cycles c ON c.org_id = o.org_id AND c.id = cycle
  WHERE o.org_id = org AND o.kind = 'cycle-published' AND o.key LIKE concat('cycle-published:', cycle, ':%')
  ON CONFLICT DO NOTHING;
  PERFORM note_act('cycle.withdrawn', 'program', cycle,
    (SELECT jsonb_build_object('number', c.number) FROM public.cycles c WHERE c.org_id = org AND c.id = cycle));
  RETURN true;
END $$;--> statement-breakpoint

-- As before, for several at once, because hundreds fail together where a server was set up wrongly. Gives how many.
DROP FUNCTION retry_mail(uuid);--> statement-breakpoint
CREATE FUNCTION retry_mails(mails uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  queued integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (SELECT ((app_now() + until_working_hours(z.zone)) AT TIME ZONE z.zone)::date
      FROM (SELECT known_zone(p.time_zone, g.time_zone) AS zone FROM public.people p JOIN public.organizations g ON g.id = p.org_id
        WHERE p.org_id = o.org_id AND p.id = o.person_id) z) END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = ANY (mails)
    AND o.failed_at IS NOT NULL AND o.kind NOT IN ('sign-in', 'partner-answered', 'reveal-ready')
    AND coalesce(o.last_error, '') NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one')
    AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()))
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS queued = ROW_COUNT;
  RETURN queued;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION retry_mails(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION retry_mails(uuid[]) TO twofold_app;
