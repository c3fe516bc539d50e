-- Duos and cycles of the asking person in which the two can change what they promise each other: both read each other's
-- answers, the duo goes on, and no later cycle of it has opened, because that one asks whether the promises were kept.
CREATE FUNCTION promising_duos() RETURNS TABLE (cycle_id uuid, duo_id uuid) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  RETURN QUERY SELECT r.cycle_id, r.duo_id FROM revealed_duos() r
    JOIN public.cycles c ON c.org_id = org AND c.id = r.cycle_id
    JOIN public.duos d ON d.org_id = org AND d.id = r.duo_id AND (d.ended_on IS NULL OR d.ended_on > app_now()::date)
    WHERE NOT EXISTS (SELECT FROM public.duo_cycles later JOIN public.cycles n ON n.org_id = org AND n.id = later.cycle_id
      WHERE later.org_id = org AND later.duo_id = r.duo_id AND n.number > c.number);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION promising_duos() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION promising_duos() TO twofold_app;
