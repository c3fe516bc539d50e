-- Which duos of a cycle are complete: all that an admin learns of the duos whose rows they read as a leader.
CREATE FUNCTION complete_duos(cycle uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  RETURN QUERY SELECT s.duo_id FROM public.duo_cycle_sides s
    WHERE s.org_id = org AND s.cycle_id = cycle GROUP BY s.duo_id HAVING bool_and(s.final_at IS NOT NULL);
END $$;--> statement-breakpoint
-- As before, for everybody who acts in a session: a database's administrator has none, and sees to it themselves.
CREATE OR REPLACE FUNCTION role_grants_one_admin_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM new.org_id THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold admins ' || new.org_id, 0));
  IF NOT EXISTS (
    SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
    WHERE g.org_id = new.org_id AND g.role = 'admin' AND g.revoked_at IS NULL AND p.erased_at IS NULL
      AND (p.ended_on IS NULL OR p.ended_on > app_now()::date)
  ) THEN
    RAISE EXCEPTION 'the last admin keeps that role'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_one_admin_stays', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION complete_duos(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION complete_duos(uuid) TO twofold_app;
