-- As before, but whether a mail was queued again is asked of failed mails alone: of a condition that is null for every
-- other mail all parts were worked out, and the whole outbox was read once for each of its rows.
CREATE OR REPLACE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      min(o.queued_at) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      count(*) FILTER (WHERE CASE WHEN o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered')
        THEN NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id
          AND again.person_id = o.person_id AND again.kind = o.kind AND again.queued_at > o.failed_at)
        ELSE false END),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid;
END $$;
