-- As before; who reads a duo that came back is owed to its partners until one such mail was sent, also where one was refused for
-- good. What a sent mail was is left in its key alone.
CREATE OR REPLACE FUNCTION tell_paused_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  unheard text[];
  owed text[];
BEGIN
  IF NOT EXISTS (SELECT FROM new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today)) THEN
    RETURN NULL;
  END IF;
  -- One that is looked at just now is waited for; it counts as heard below, where it left.
  WITH taken_back AS (
    DELETE FROM public.outbox m USING new_duos n JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today))
      AND (n.ended_on IS NULL OR n.ended_on > today)
      AND m.org_id = n.org_id AND m.person_id IN (n.ic_person_id, n.manager_person_id) AND m.payload ->> 'duoId' = n.id::text
      AND (m.kind IN ('duo-paused', 'duo-resumed') OR (m.kind = 'duo-ended' AND (n.ended_on IS NULL OR o.ended_on <= today)))
      AND m.sent_at IS NULL AND m.failed_at IS NULL
    RETURNING concat_ws(':', n.id, m.person_id) AS told, m.payload ? 'back' AS back
  )
  SELECT array_agg(DISTINCT t.told), array_agg(DISTINCT t.told) FILTER (WHERE t.back) INTO unheard, owed FROM taken_back t;
  -- Also by one that was given up, until another one was sent.
  owed := owed || ARRAY(SELECT concat_ws(':', n.id, m.person_id) FROM new_duos n
    JOIN public.outbox m ON m.org_id = n.org_id AND split_part(m.key, ':', 2) = n.id::text
      AND m.kind IN ('duo-paused', 'duo-resumed') AND m.payload ? 'back' AND m.failed_at IS NOT NULL
    WHERE NOT EXISTS (SELECT FROM public.outbox later WHERE later.org_id = m.org_id AND split_part(later.key, ':', 2) = n.id::text
      AND later.person_id = m.person_id AND later.kind IN ('duo-paused', 'duo-resumed') AND later.key LIKE '%:back%' AND later.sent_at >= m.failed_at));
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT c.org_id, gen_random_uuid(), c.kind, concat_ws(':', c.kind, c.id, c.person_id, gen_random_uuid(), CASE WHEN c.back THEN 'back' END, CASE WHEN not_ended THEN 'not-ended' END),
    c.person_id, jsonb_build_object('duoId', c.id) || CASE WHEN c.back THEN '{"back": "yes"}' ELSE '{}'::jsonb END
      || CASE WHEN not_ended THEN '{"notEnded": "yes"}' WHEN c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind THEN '{"undone": "yes"}' ELSE '{}'::jsonb END
  FROM (
    SELECT n.org_id, n.id, partner.person_id, CASE WHEN n.paused THEN 'duo-paused' ELSE 'duo-resumed' END AS kind, n.ended_on,
      o.ended_on IS NOT NULL AND n.ended_on IS NULL AS end_gone,
      coalesce(concat_ws(':', n.id, partner.person_id) = ANY (unheard), false) AS undone,
      coalesce(o.ended_on <= today, false) OR coalesce(concat_ws(':', n.id, partner.person_id) = ANY (owed), false) AS back
    FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    WHERE (n.paused <> o.paused OR (o.ended_on IS NOT NULL AND n.ended_on IS NULL) OR (o.ended_on <= today AND n.ended_on > today))
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
    CROSS JOIN LATERAL (SELECT c.kind = 'duo-paused' AND (c.back OR coalesce(heard.kind = 'duo-ended', false) OR (c.end_gone AND NOT c.undone)) AS not_ended) AS said
  -- What was undone is told where the duo left the open cycle by it, for good. Times of mails are real, those of cycles by the clock.
  WHERE c.back OR NOT (c.undone AND coalesce(heard.kind, 'duo-resumed') = c.kind)
    OR (c.kind = 'duo-resumed' AND EXISTS (SELECT FROM public.duo_cycles e JOIN public.cycles y ON y.org_id = e.org_id AND y.id = e.cycle_id AND y.state = 'open'
      WHERE e.org_id = c.org_id AND e.duo_id = c.id AND (heard.sent_at IS NULL OR heard.sent_at < e.left_at - (app_now() - now()))));
  RETURN NULL;
END $$;
