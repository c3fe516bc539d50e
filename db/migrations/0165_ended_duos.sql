-- Which of some duos ended, and since which day: for leaders who read a row of them, and never of their own. With the
-- owner's rights, because a leader reads no line of the roster. A day to come is none yet.
CREATE FUNCTION ended_duos(duos uuid[]) RETURNS TABLE (duo_id uuid, ended_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  led uuid[] := viewer_units();
BEGIN
  RETURN QUERY SELECT d.id, d.ended_on FROM public.duos d
    WHERE d.org_id = org AND d.id = ANY (duos) AND d.ended_on <= today() AND person NOT IN (d.ic_person_id, d.manager_person_id)
      AND EXISTS (
        SELECT FROM public.duo_cycles e
          JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped' AND c.state = 'published'
          JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
        WHERE e.org_id = d.org_id AND e.duo_id = d.id AND e.left_at IS NULL AND u.lineage && led
      );
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION ended_duos(uuid[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ended_duos(uuid[]) TO twofold_app;--> statement-breakpoint

-- As before, and not for a duo that ended: nobody is left to do anything for.
CREATE OR REPLACE FUNCTION may_note_action(cycle uuid, duo uuid, day date) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (
    SELECT FROM public.published_duos p JOIN public.cycles c ON c.org_id = p.org_id AND c.id = p.cycle_id
    WHERE p.org_id = org AND p.cycle_id = cycle AND p.duo_id = duo
      AND p.lineage && viewer_units() AND person NOT IN (p.ic_person_id, p.manager_person_id)
      AND c.state = 'published' AND c.promise_version NOT IN ('1', '2')
      AND day BETWEEN (c.opens_at AT TIME ZONE c.time_zone)::date AND ((app_now() AT TIME ZONE 'UTC') + interval '14 hours')::date
      AND NOT EXISTS (SELECT FROM ended_duos(ARRAY[duo]))
  );
END $$;
