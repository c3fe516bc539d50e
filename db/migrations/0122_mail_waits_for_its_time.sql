-- As before, and how much mail waits for its own time, such as its reader's morning, and when the first of it leaves.
DROP FUNCTION mail_health();--> statement-breakpoint
CREATE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz,
  OUT later integer, OUT later_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
      max(o.sent_at),
      count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND o.due_at > now() AND o.last_error IS NULL),
      min(o.due_at) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL AND o.due_at > now() AND o.last_error IS NULL)
    INTO waiting, waiting_since, failed, last_sent_at, later, later_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()));
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION mail_health() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION mail_health() TO twofold_app;--> statement-breakpoint

-- As before, and a reminder that is sent again takes the day on which its reader would get it, as every other one does.
CREATE OR REPLACE FUNCTION retry_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day)
  SELECT o.org_id, gen_random_uuid(), o.kind, o.key || ':again', o.person_id, o.payload,
    CASE WHEN o.day IS NOT NULL THEN (SELECT ((app_now() + until_working_hours(z.zone)) AT TIME ZONE z.zone)::date
      FROM (SELECT known_zone(p.time_zone, g.time_zone) AS zone FROM public.people p JOIN public.organizations g ON g.id = p.org_id
        WHERE p.org_id = o.org_id AND p.id = o.person_id) z) END
  FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail
    AND o.failed_at IS NOT NULL AND o.kind NOT IN ('sign-in', 'partner-answered', 'reveal-ready')
    AND coalesce(o.last_error, '') NOT IN ('expired', 'answered', 'occasion-gone', 'said-in-one')
    AND NOT (tells_who_answers(o.kind) AND o.person_id IN (SELECT own_and_led_people()))
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;
