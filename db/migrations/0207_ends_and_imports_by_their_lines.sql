-- As before. Lines of one transaction have one time, and as many ends as returns in it leave everything as it was: whether an end is
-- written down already is told by the last time at which there were more of one than of the other.
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
    AND NOT EXISTS (
      SELECT FROM (SELECT count(*) FILTER (WHERE l.action = over.action) - count(*) FILTER (WHERE l.action <> over.action) AS more
        FROM public.audit_log l WHERE l.org_id = org AND l.subject_id = over.id AND l.action IN (over.action, split_part(over.action, '.', 1) || '.resumed')
        GROUP BY l.at HAVING count(*) FILTER (WHERE l.action = over.action) <> count(*) FILTER (WHERE l.action <> over.action)
        ORDER BY l.at DESC LIMIT 1) last
      WHERE last.more > 0)
    AND NOT EXISTS (SELECT FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= (today - 7)::timestamp AT TIME ZONE 'UTC' AND l.at >= over.ended_on::timestamp AT TIME ZONE 'UTC' AND l.action = over.action AND l.subject_id = over.id);
END $$;--> statement-breakpoint

-- As before, and one that lists no change is never carried out.
CREATE OR REPLACE FUNCTION import_was_made(org uuid, import uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH said AS (
    SELECT c ->> 'kind' AS kind, sum((c -> 'count')::bigint) AS listed, sum((c -> 'count')::bigint) FILTER (WHERE c ->> 'action' IN ('add', 'replace')) AS added,
      sum((c -> 'count')::bigint) FILTER (WHERE c ->> 'action' NOT IN ('change', 'resume') AND c ->> 'kind' <> 'leader') AS done
    FROM roster_imports i, jsonb_array_elements(i.summary -> 'counts') c WHERE i.org_id = org AND i.id = import GROUP BY 1
  ), noted AS (
    SELECT CASE split_part(l.action, '.', 1) WHEN 'address' THEN 'person' WHEN 'role' THEN 'leader' ELSE split_part(l.action, '.', 1) END AS kind,
      count(*) FILTER (WHERE l.action ~ '\.(added|replaced|granted)$') AS added, count(*) AS done
    FROM audit_log l WHERE l.org_id = org AND l.at = app_now() AND l.area = 'program' GROUP BY 1
  )
  SELECT coalesce((SELECT sum(said.listed) > 0 FROM said), false) AND NOT EXISTS (SELECT FROM said LEFT JOIN noted USING (kind)
    WHERE said.added > coalesce(noted.added, 0) OR said.done > coalesce(noted.done, 0))
$$;
