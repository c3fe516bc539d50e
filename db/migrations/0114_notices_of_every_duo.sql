-- Tells who stays that their partner was replaced, once for each statement: asked at the commit for each duo, an import of
-- thousands of duos read the table twice for each of them, and its commit was given up as too slow. A duo replaces one of
-- the same unit or the same kind of pair that ended within 60 days of its start or of today: with a start far in the past
-- or in another unit nobody was told.
CREATE FUNCTION tell_replaced_partners() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  today date := app_now()::date;
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT earlier.org_id, gen_random_uuid(), 'partner-replaced', concat_ws(':', 'partner-replaced', earlier.id, earlier.stays), earlier.stays,
    jsonb_build_object('former', former.name, 'partner', partner.name)
  FROM (
    SELECT n.org_id, n.id, n.ic_person_id AS stays, d.manager_person_id AS left_id, n.manager_person_id AS joins_id,
      n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type AS alike
    FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
      JOIN new_duos n ON n.org_id = d.org_id AND n.ic_person_id = d.ic_person_id AND n.manager_person_id <> d.manager_person_id
    UNION ALL
    SELECT n.org_id, n.id, n.manager_person_id, d.ic_person_id, n.ic_person_id,
      n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type
    FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
      JOIN new_duos n ON n.org_id = d.org_id AND n.manager_person_id = d.manager_person_id AND n.ic_person_id <> d.ic_person_id
  ) earlier
    JOIN public.people former ON former.org_id = earlier.org_id AND former.id = earlier.left_id
    JOIN public.people partner ON partner.org_id = earlier.org_id AND partner.id = earlier.joins_id
  WHERE earlier.alike
    AND (earlier.ended_on BETWEEN earlier.started_on - 60 AND earlier.started_on + 1 OR earlier.ended_on BETWEEN today - 60 AND today + 1)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER tell_partner_replaced ON duos;--> statement-breakpoint
DROP FUNCTION tell_partner_replaced();--> statement-breakpoint
CREATE TRIGGER tell_replaced_partners AFTER INSERT ON duos REFERENCING NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_replaced_partners();--> statement-breakpoint

-- As before; what reads no row is an expression of its own, because a person who changes their language may not read the
-- columns that the second one names.
CREATE OR REPLACE FUNCTION people_erased_ids_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  digests text[];
BEGIN
  IF tg_op = 'INSERT' THEN
    digests := ARRAY(SELECT erased_digest(n.org_id, n.external_id) FROM new_people n WHERE n.erased_at IS NULL);
  ELSIF EXISTS (SELECT FROM new_people n JOIN old_people o USING (org_id, id) WHERE n.external_id <> o.external_id) THEN
    digests := ARRAY(SELECT erased_digest(n.org_id, n.external_id) FROM new_people n JOIN old_people o USING (org_id, id)
      WHERE n.erased_at IS NULL AND n.external_id <> o.external_id);
  END IF;
  IF digests IS NULL OR cardinality(digests) = 0 THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.people p WHERE p.erased_at IS NOT NULL AND p.erased_digest IN (SELECT unnest(digests))) THEN
    RAISE EXCEPTION 'this id is of somebody who was erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_ids', TABLE = 'people';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, for partners of every duo that has not ended: of one that is paused or begins later nobody was told, so that an
-- admin could pause it for the moment of a move, a grant or a change of address.
CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', told.unit, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.name AS unit, reader.name AS reader
    FROM jsonb_each(was) w
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(w.value) e) AS before
      JOIN public.duos d ON d.id = w.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      JOIN public.units led ON led.org_id = g.org_id AND led.id = g.unit_id
      JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND partner.person_id <> g.person_id
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND o.unit_id = ANY (before.lineage))
  ) told
$$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION tell_new_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', told.unit, 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id, granted.name AS unit
    FROM public.units granted
      JOIN public.units u ON u.org_id = granted.org_id AND granted.id = ANY (u.lineage)
      JOIN public.duos d ON d.org_id = u.org_id AND d.unit_id = u.id
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND granted.org_id = new.org_id AND granted.id = new.unit_id AND partner.person_id <> new.person_id
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION tell_address_set(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'address-set', concat_ws(':', 'address-set', gen_random_uuid()), p.id,
    jsonb_build_object('address', w.value)
  FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
  WHERE p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND w.value ~ '.@.'
  UNION ALL
  SELECT told.org_id, gen_random_uuid(), 'partner-address-set', concat_ws(':', 'partner-address-set', gen_random_uuid()), told.partner_id,
    jsonb_build_object('partner', told.name)
  FROM (
    SELECT DISTINCT p.org_id, p.id, p.name, CASE p.id WHEN d.ic_person_id THEN d.manager_person_id ELSE d.ic_person_id END AS partner_id
    FROM jsonb_each_text(was) w JOIN public.people p ON p.id = w.key::uuid
      JOIN public.duos d ON d.org_id = p.org_id AND p.id IN (d.ic_person_id, d.manager_person_id)
    WHERE (d.ended_on IS NULL OR d.ended_on > app_now()::date) AND p.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  ) told
$$;
