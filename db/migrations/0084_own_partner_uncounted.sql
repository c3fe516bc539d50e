-- The partners of the asking person, in duos that go on or ended.
CREATE FUNCTION own_partners() RETURNS uuid[] LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(partner.id), '{}')
  FROM public.duos d CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (id)
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND partner.id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION own_partners() FROM PUBLIC;--> statement-breakpoint

-- As before, but the number leaves out the admin's own partners: that none of them got a mail would say that they declined.
CREATE OR REPLACE FUNCTION nudge_missing(cycle uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  told integer;
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin reminds people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH queued AS (
    INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload, day, due_at)
    SELECT org, gen_random_uuid(), 'nudge', concat_ws(':', 'nudge', cycle, there.day, m.person_id), m.person_id,
      jsonb_build_object('cycleId', cycle), there.day, now() + there.wait
    FROM missing_people(cycle) m
      JOIN (SELECT z.zone, w.wait, ((app_now() + w.wait) AT TIME ZONE z.zone)::date AS day
        FROM (SELECT DISTINCT zone FROM missing_people(cycle)) z CROSS JOIN LATERAL (SELECT until_working_hours(z.zone) AS wait) w) there
      ON there.zone = m.zone
    WHERE NOT EXISTS (SELECT FROM public.outbox o WHERE o.org_id = org AND o.person_id = m.person_id AND o.kind = 'nudge' AND o.day > there.day - 14)
    ON CONFLICT DO NOTHING
    RETURNING person_id
  )
  SELECT count(*) INTO told FROM queued q WHERE q.person_id <> ALL (own_partners());
  RETURN told;
END $$;--> statement-breakpoint

-- As before, without reminders to the admin's own partners, for the same reason.
CREATE OR REPLACE FUNCTION mail_health(OUT waiting integer, OUT waiting_since timestamptz, OUT failed integer, OUT last_sent_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  partners uuid[] := own_partners();
BEGIN
  IF NOT viewer_is('admin') THEN
    RAISE EXCEPTION 'only an admin looks after the mail' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT count(*) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      min(o.queued_at) FILTER (WHERE o.sent_at IS NULL AND o.failed_at IS NULL),
      count(*) FILTER (WHERE CASE WHEN o.failed_at > now() - interval '30 days' AND o.last_error NOT IN ('expired', 'answered') AND o.kind <> 'address-set'
        THEN NOT EXISTS (SELECT FROM public.outbox again WHERE again.org_id = o.org_id AND again.id <> o.id
          AND again.person_id = o.person_id AND again.kind = o.kind AND again.queued_at > o.failed_at)
        ELSE false END),
      max(o.sent_at)
    INTO waiting, waiting_since, failed, last_sent_at
    FROM public.outbox o WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND NOT (o.kind IN ('reminder', 'nudge') AND o.person_id = ANY (partners));
END $$;
