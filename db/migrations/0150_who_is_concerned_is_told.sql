ALTER POLICY "outbox_admin_reads" ON "outbox" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and (kind in ('cycle-published', 'cycle-withdrawn', 'partner-replaced', 'new-partner', 'duo-ended', 'new-reader', 'role-granted', 'address-change', 'partner-address-set', 'identity-unlinked') or ((kind in ('cycle-opened', 'cycle-cancelled') or (kind in ('reminder', 'nudge') and (select units_led_lately()) is null)) and person_id not in (select own_and_led_people())))));--> statement-breakpoint

-- As before, leaders too: of the unit that they lead from now on.
CREATE OR REPLACE FUNCTION tell_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  VALUES (new.org_id, gen_random_uuid(), 'role-granted', concat_ws(':', 'role-granted', new.id), new.person_id,
    jsonb_build_object('role', new.role, 'grantId', new.id)
      || CASE WHEN new.role = 'leader' THEN jsonb_build_object('unit', unit_label(new.org_id, new.unit_id)) ELSE '{}'::jsonb END)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER tell_role ON role_grants;--> statement-breakpoint
CREATE TRIGGER tell_role AFTER INSERT ON role_grants FOR EACH ROW
  WHEN (new.role IN ('admin', 'reviewer', 'leader') AND new.granted_by IS NOT NULL) EXECUTE FUNCTION tell_role();--> statement-breakpoint

-- What a person may do now: a mail of a grant that was taken back before it left is of no use.
CREATE FUNCTION standing_grants(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.id FROM public.role_grants g
  WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND g.person_id = person AND g.revoked_at IS NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION standing_grants(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION standing_grants(uuid) TO twofold_worker;--> statement-breakpoint

-- Tells both partners of a duo that ends, once for each statement and for each day that is set. Who was never asked about a
-- duo has never heard of it: its end before its first cycle is told to nobody.
CREATE FUNCTION tell_ended_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT n.org_id, gen_random_uuid(), 'duo-ended', concat_ws(':', 'duo-ended', n.id, partner.person_id, n.ended_on), partner.person_id,
    jsonb_build_object('duoId', n.id, 'endedOn', n.ended_on)
  FROM new_duos n
    JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id
    CROSS JOIN LATERAL unnest(ARRAY[n.ic_person_id, n.manager_person_id]) AS partner (person_id)
    JOIN public.people p ON p.org_id = n.org_id AND p.id = partner.person_id AND p.erased_at IS NULL
  WHERE n.ended_on IS NOT NULL AND n.ended_on IS DISTINCT FROM o.ended_on
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = n.org_id AND e.ic_person_id = n.ic_person_id AND e.duo_id = n.id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_ended_duos() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_ended_duos AFTER UPDATE ON duos REFERENCING OLD TABLE AS old_duos NEW TABLE AS new_duos
  FOR EACH STATEMENT EXECUTE FUNCTION tell_ended_duos();--> statement-breakpoint

-- A duo's end as it is now, for one of its partners.
CREATE FUNCTION end_of_duo(duo uuid, person uuid) RETURNS TABLE (ended_on date, over boolean, partner text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.ended_on, d.ended_on <= today(), other.name
  FROM public.duos d
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> person
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo
    AND person IN (d.ic_person_id, d.manager_person_id) AND d.ended_on IS NOT NULL
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION end_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint

-- As before, and tells who leaves and who comes; who stays gets one mail, and not that the duo before it ended.
CREATE OR REPLACE FUNCTION tell_replaced_partners() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  today date := public.today();
BEGIN
  WITH replaced AS MATERIALIZED (
    SELECT earlier.*, stays.name AS stays_name, former.name AS former_name, partner.name AS partner_name
    FROM (
      SELECT n.org_id, n.id, d.id AS ended_id, n.ic_person_id AS stays, d.manager_person_id AS left_id, n.manager_person_id AS joins_id,
        n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type AS alike
      FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
        JOIN new_duos n ON n.org_id = d.org_id AND n.ic_person_id = d.ic_person_id AND n.manager_person_id <> d.manager_person_id
      UNION ALL
      SELECT n.org_id, n.id, d.id, n.manager_person_id, d.ic_person_id, n.ic_person_id,
        n.started_on, d.ended_on, n.unit_id = d.unit_id OR n.pair_type = d.pair_type
      FROM (SELECT * FROM public.duos WHERE ended_on IS NOT NULL) d
        JOIN new_duos n ON n.org_id = d.org_id AND n.manager_person_id = d.manager_person_id AND n.ic_person_id <> d.ic_person_id
    ) earlier
      JOIN public.people stays ON stays.org_id = earlier.org_id AND stays.id = earlier.stays
      JOIN public.people former ON former.org_id = earlier.org_id AND former.id = earlier.left_id
      JOIN public.people partner ON partner.org_id = earlier.org_id AND partner.id = earlier.joins_id
    WHERE earlier.alike
      AND (earlier.ended_on BETWEEN earlier.started_on - 60 AND earlier.started_on + 1 OR earlier.ended_on BETWEEN today - 60 AND today + 1)
  ), said_in_one AS (
    DELETE FROM public.outbox o USING replaced r
    WHERE o.org_id = r.org_id AND o.key = concat_ws(':', 'duo-ended', r.ended_id, r.stays, r.ended_on) AND o.sent_at IS NULL AND o.failed_at IS NULL
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT r.org_id, gen_random_uuid(), 'partner-replaced', concat_ws(':', 'partner-replaced', r.id, r.stays), r.stays,
    jsonb_build_object('former', r.former_name, 'partner', r.partner_name)
  FROM replaced r
  UNION ALL
  SELECT r.org_id, gen_random_uuid(), 'new-partner', concat_ws(':', 'new-partner', r.id, r.joins_id), r.joins_id,
    jsonb_build_object('partner', r.stays_name)
  FROM replaced r
  UNION ALL
  SELECT r.org_id, gen_random_uuid(), 'duo-ended', concat_ws(':', 'duo-ended', r.ended_id, r.left_id, r.ended_on), r.left_id,
    jsonb_build_object('duoId', r.ended_id, 'endedOn', r.ended_on)
  FROM replaced r JOIN public.people p ON p.org_id = r.org_id AND p.id = r.left_id AND p.erased_at IS NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, with the unit's id: when the mail leaves, it is looked whether anything of its reader can be read there, also
-- where a duo ends in the step that grants.
CREATE OR REPLACE FUNCTION tell_new_reader()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT new.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', new.id, told.person_id), told.person_id,
    jsonb_build_object('unit', unit_label(new.org_id, new.unit_id), 'unitId', new.unit_id, 'reader', reader.name)
  FROM (
    SELECT DISTINCT partner.person_id
    FROM public.duos d
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = new.org_id AND (d.ended_on IS NULL OR d.ended_on > (SELECT today())) AND partner.person_id <> new.person_id
      -- The same places as `readable_places`, of all duos at once.
      AND d.id IN (
        SELECT here.id FROM public.duos here JOIN public.units u ON u.org_id = here.org_id AND u.id = here.unit_id
          WHERE here.org_id = new.org_id AND new.unit_id = ANY (u.lineage)
        UNION ALL
        SELECT e.duo_id FROM public.duo_cycles e
          JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
          JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
          WHERE e.org_id = new.org_id AND e.left_at IS NULL AND new.unit_id = ANY (u.lineage))
  ) told JOIN public.people reader ON reader.org_id = new.org_id AND reader.id = new.person_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
