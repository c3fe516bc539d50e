-- The units that the viewer leads, with those whose grant ended in this very transaction: what leaders may not read they
-- read neither while a revocation can still be rolled back. Null for who leads nothing.
CREATE FUNCTION units_led_lately() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (
    SELECT array_agg(g.unit_id) FROM public.role_grants g
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND g.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND g.role = 'leader' AND (g.revoked_at IS NULL OR g.revoked_at >= app_now())
  );
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION units_led_lately() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION units_led_lately() TO twofold_app;--> statement-breakpoint

-- As before, by the units that the asking person leads or led until this transaction.
CREATE OR REPLACE FUNCTION own_and_led_people() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT person.id FROM (
    SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS id
    FROM public.duos d
    WHERE d.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND (SELECT nullif(current_setting('twofold.person_id', true), '')::uuid) IN (d.ic_person_id, d.manager_person_id)
    UNION
    SELECT unnest(ARRAY[d.ic_person_id, d.manager_person_id])
    FROM public.duos d JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
    WHERE (SELECT units_led_lately()) IS NOT NULL AND d.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND u.lineage && (SELECT units_led_lately())
    UNION
    SELECT unnest(ARRAY[e.ic_person_id, e.manager_person_id])
    FROM public.duo_cycles e JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
    WHERE (SELECT units_led_lately()) IS NOT NULL AND e.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
      AND u.lineage && (SELECT units_led_lately())
  ) person WHERE person.id <> (SELECT nullif(current_setting('twofold.person_id', true), '')::uuid)
$$;
