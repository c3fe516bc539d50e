-- An end that was set ahead has its line in the log on its day, as one of today has; one that has a line since that day, or
-- came with an erasure, gets none. A week back, for days on which nothing ran.
CREATE FUNCTION note_ends() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  today date := public.today();
BEGIN
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
  SELECT org, gen_random_uuid(), over.action, 'program', over.id
  FROM (
    SELECT 'person.ended' AS action, p.id, p.ended_on FROM public.people p WHERE p.org_id = org AND p.erased_at IS NULL
    UNION ALL
    SELECT 'duo.ended', d.id, d.ended_on FROM public.duos d WHERE d.org_id = org AND NOT EXISTS (SELECT FROM public.people p
      WHERE p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  ) over
  WHERE over.ended_on BETWEEN today - 7 AND today AND NOT EXISTS (SELECT FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= (today - 7)::timestamp AT TIME ZONE 'UTC' AND l.at >= over.ended_on::timestamp AT TIME ZONE 'UTC' AND l.action = over.action AND l.subject_id = over.id);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION note_ends() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION note_ends() TO twofold_publisher;
