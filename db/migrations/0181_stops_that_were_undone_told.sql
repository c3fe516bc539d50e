-- What a mail about a pause says of this moment: whether the duo left a cycle that is open, and when it ends, if it does.
DROP FUNCTION pause_of_duo(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION pause_of_duo(duo uuid, person uuid) RETURNS TABLE (paused boolean, partner text, ends_on date, left_open boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT d.paused, other.name, d.ended_on, EXISTS (SELECT FROM public.duo_cycles e JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id
    WHERE e.org_id = d.org_id AND e.duo_id = d.id AND e.left_at IS NOT NULL AND c.state = 'open' AND c.closes_at > app_now())
  FROM public.duos d
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> person
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo
    AND person IN (d.ic_person_id, d.manager_person_id) AND (d.ended_on IS NULL OR d.ended_on > today())
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION pause_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION pause_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- As before, and of a stop that was undone before its mail left, where the duo left the open cycle by it.
CREATE OR REPLACE FUNCTION tell_paused_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  unheard text[];
BEGIN
  IF NOT EXISTS (SELECT FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL)) THEN
    RETURN NULL;
  END IF;
  -- One that is looked at just now is waited for; it counts as heard below, where it left.
  WITH taken_back AS (
    DELETE FROM public.outbox m USING new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL)) AND (n.ended_on IS NULL OR n.ended_on > today)
      AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.payload ->> 'duoId' = n.id::text
      AND (m.kind IN ('duo-paused', 'duo-resumed') OR (m.kind = 'duo-ended' AND n.ended_on IS NULL))
      AND m.sent_at IS NULL AND m.failed_at IS NULL
    RETURNING concat_ws(':', n.id, m.person_id) AS told
  )
  SELECT array_agg(DISTINCT t.told) INTO unheard FROM taken_back t;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), c.kind, concat_ws(':', c.kind, c.id, c.person_id, gen_random_uuid(), CASE WHEN not_ended THEN 'not-ended' END),
    c.person_id, jsonb_build_object('duoId', c.id) || CASE WHEN not_ended THEN '{"notEnded": "yes"}' WHEN c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind THEN '{"undone": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT n.org_id, n.id, partner.person_id, CASE WHEN n.paused THEN 'duo-paused' ELSE 'duo-resumed' END AS kind, n.ended_on,
      o.ended_on IS NOT NULL AND n.ended_on IS NULL AS end_gone,
      coalesce(concat_ws(':', n.id, partner.person_id) = ANY (unheard), false) AS undone
    FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ) c
    -- What a sent mail was about is left in its key alone.
    LEFT JOIN (
      SELECT DISTINCT ON (m.org_id, split_part(m.key, ':', 2), m.person_id) m.org_id, split_part(m.key, ':', 2) AS duo, m.person_id, m.kind, m.sent_at
      FROM public.outbox m JOIN new_duos n ON n.org_id = m.org_id AND n.id::text = split_part(m.key, ':', 2)
      WHERE m.kind IN ('duo-paused', 'duo-resumed', 'duo-ended') AND m.sent_at IS NOT NULL AND (m.kind <> 'duo-ended' OR n.ended_on IS NULL)
      ORDER BY m.org_id, split_part(m.key, ':', 2), m.person_id, m.sent_at DESC, m.queued_at DESC
    ) heard ON heard.org_id = c.org_id AND heard.duo = c.id::text AND heard.person_id = c.person_id
    CROSS JOIN LATERAL (SELECT c.kind = 'duo-paused' AND (coalesce(heard.kind = 'duo-ended', false) OR (c.end_gone AND NOT c.undone)) AS not_ended) AS said
  -- What was undone is told where the duo left the open cycle by it, for good. Times of mails are real, those of cycles by the clock.
  WHERE NOT (c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind)
    OR (c.kind = 'duo-resumed' AND EXISTS (SELECT FROM public.duo_cycles e JOIN public.cycles y ON y.org_id = e.org_id AND y.id = e.cycle_id AND y.state = 'open'
      WHERE e.org_id = c.org_id AND e.duo_id = c.id AND (heard.sent_at IS NULL OR heard.sent_at < e.left_at - (app_now() - now()))));
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and nothing to somebody who ended themselves: nothing else of theirs stays, which the mail would say.
CREATE OR REPLACE FUNCTION tell_ended_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
BEGIN
  DELETE FROM public.outbox o WHERE o.org_id = new.org_id AND o.key = concat_ws(':', 'role-granted', new.id)
    AND o.sent_at IS NULL AND o.failed_at IS NULL;
  IF FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'role-ended', concat_ws(':', 'role-ended', new.id), p.id,
    jsonb_strip_nulls(jsonb_build_object('role', new.role, 'grantId', new.id, 'by', nullif(current_setting('twofold.person_id', true), '')))
  FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.erased_at IS NULL
    AND (p.ended_on IS NULL OR p.ended_on > today())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
