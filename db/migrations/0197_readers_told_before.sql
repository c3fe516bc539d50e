-- As before; who reads a duo where it was is known to its partners by a grant of before this transaction, or by a mail that named
-- that reader: a grant of the statement that moves the duo is told when the statement ends, and the duo is elsewhere by then.
CREATE OR REPLACE FUNCTION tell_moved_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  -- By duo that moved with or without its unit: the lineage of where it was.
  moved jsonb;
BEGIN
  IF tg_table_name = 'duos' THEN
    moved := (SELECT jsonb_object_agg(n.id, u.lineage) FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id AND o.unit_id <> n.unit_id AND (o.ended_on IS NULL OR o.ended_on > today)
      JOIN public.units u ON u.org_id = o.org_id AND u.id = o.unit_id);
  ELSE
    moved := (SELECT jsonb_object_agg(d.id, o.lineage) FROM new_units n
      JOIN old_units o ON o.org_id = n.org_id AND o.id = n.id AND o.lineage <> n.lineage
      JOIN public.duos d ON d.org_id = n.org_id AND d.unit_id = n.id);
  END IF;
  IF moved IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('duoId', told.duo_id, 'readerId', told.reader_id)
  FROM (
    SELECT DISTINCT d.org_id, d.id AS duo_id, partner.person_id, g.person_id AS reader_id
    FROM jsonb_each(moved) m
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(m.value) e) AS before
      JOIN public.duos d ON d.id = m.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND (d.ended_on IS NULL OR d.ended_on > today) AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage)
        AND (o.granted_at < app_now() OR EXISTS (SELECT FROM public.outbox m
          WHERE m.org_id = o.org_id AND m.key = concat_ws(':', 'new-reader', o.id, d.id, partner.person_id))))
  ) told;
  RETURN NULL;
END $$;
