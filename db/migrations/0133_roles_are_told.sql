ALTER POLICY "outbox_admin_reads" ON "outbox" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and (kind in ('cycle-published', 'cycle-withdrawn', 'partner-replaced', 'new-reader', 'role-granted', 'address-change', 'partner-address-set', 'identity-unlinked') or ((kind in ('cycle-opened', 'cycle-cancelled') or (kind in ('reminder', 'nudge') and (select viewer_units()) is null)) and person_id not in (select own_and_led_people())))));--> statement-breakpoint

-- Whoever may run the program or read the audit log is told so, by the grant itself.
CREATE FUNCTION tell_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  VALUES (new.org_id, gen_random_uuid(), 'role-granted', concat_ws(':', 'role-granted', new.id), new.person_id, jsonb_build_object('role', new.role))
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tell_role() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER tell_role AFTER INSERT ON role_grants FOR EACH ROW
  WHEN (new.role IN ('admin', 'reviewer') AND new.granted_by IS NOT NULL) EXECUTE FUNCTION tell_role();--> statement-breakpoint

-- The units in which a person has a duo that goes on or was asked in a cycle, and those above them: whoever reads one of them
-- may read something of theirs.
CREATE FUNCTION units_of_duos(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT unnest(u.lineage) FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND person IN (d.ic_person_id, d.manager_person_id)
    AND (d.ended_on IS NULL OR d.ended_on > app_now()::date)
  UNION
  SELECT unnest(u.lineage) FROM public.duo_cycle_sides s
    JOIN public.duo_cycles e ON e.org_id = s.org_id AND e.cycle_id = s.cycle_id AND e.duo_id = s.duo_id
    JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
  WHERE s.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND s.person_id = person
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION units_of_duos(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION units_of_duos(uuid) TO twofold_worker;--> statement-breakpoint

-- As before, with the unit's id: when the mail leaves, it is looked whether anything of its reader can be read there: a duo
-- that ends in the import that moves its unit has nothing.
CREATE OR REPLACE FUNCTION tell_moved_duos(was jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('unit', unit_label(told.org_id, told.unit_id), 'unitId', told.unit_id, 'reader', told.reader)
  FROM (
    SELECT DISTINCT d.org_id, partner.person_id, led.id AS unit_id, reader.name AS reader
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
$$;
