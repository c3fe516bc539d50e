-- As before, and once for each end, whichever day it is moved to after it has come.
CREATE OR REPLACE FUNCTION note_ends(org uuid, of_these uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
BEGIN
  INSERT INTO public.audit_log (org_id, id, actor_id, action, area, subject_id)
  SELECT org, gen_random_uuid(), NULL, over.action, 'program', over.id
  FROM (
    SELECT 'person.ended' AS action, p.id, p.ended_on FROM public.people p WHERE p.org_id = org AND p.erased_at IS NULL
    UNION ALL
    SELECT 'duo.ended', d.id, d.ended_on FROM public.duos d WHERE d.org_id = org AND NOT EXISTS (SELECT FROM public.people p
      WHERE p.org_id = org AND p.id IN (d.ic_person_id, d.manager_person_id) AND p.erased_at IS NOT NULL)
  ) over
  WHERE (of_these IS NULL OR over.id = ANY (of_these)) AND over.ended_on BETWEEN today - 7 AND today
    -- One that has come and is moved to another day that has come is the same end.
    AND (SELECT l.action FROM public.audit_log l WHERE l.org_id = org AND l.subject_id = over.id AND l.action IN (over.action, split_part(over.action, '.', 1) || '.resumed')
      ORDER BY l.at DESC, l.action DESC LIMIT 1) IS DISTINCT FROM over.action
    AND NOT EXISTS (SELECT FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= (today - 7)::timestamp AT TIME ZONE 'UTC' AND l.at >= over.ended_on::timestamp AT TIME ZONE 'UTC' AND l.action = over.action AND l.subject_id = over.id);
END $$;
