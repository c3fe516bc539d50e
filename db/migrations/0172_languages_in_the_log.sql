-- As before, and that an admin changed somebody's language or time zone; what people choose for themselves is in no line.
CREATE OR REPLACE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  asking uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF asking IS NULL THEN
    RETURN NULL;
  END IF;
  IF tg_table_name = 'units' THEN
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.name <> o.name THEN 'name' END,
        CASE WHEN n.platform <> o.platform THEN 'platform' END,
        CASE WHEN n.external_id IS DISTINCT FROM o.external_id THEN 'external_id' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on THEN 'ended_on' END) AS what) changed
    WHERE changed.what <> '';
  ELSIF tg_table_name = 'people' THEN
    -- Not in the middle of two people who swap their ids; of an end that has come and of an erasure other lines say it.
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.external_id <> o.external_id AND n.external_id <> 'moving ' || n.id THEN 'external_id' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on
          AND coalesce(n.ended_on <= today, false) = coalesce(o.ended_on <= today, false) THEN 'ended_on' END,
        CASE WHEN n.language <> o.language AND n.id <> asking THEN 'language' END,
        CASE WHEN n.time_zone <> o.time_zone AND n.id <> asking THEN 'time_zone' END) AS what) changed
    WHERE changed.what <> '' AND n.erased_at IS NULL;
  ELSE
    -- While an erasure runs, the person has their name still; what changes of the duo afterwards is an admin's.
    INSERT INTO public.audit_log (org_id, id, action, area, subject_id, detail)
    SELECT n.org_id, gen_random_uuid(), tg_argv[0], 'program', n.id, jsonb_build_object('what', changed.what)
    FROM now_rows n JOIN old_rows o ON o.org_id = n.org_id AND o.id = n.id
      CROSS JOIN LATERAL (SELECT concat_ws(' ',
        CASE WHEN n.display_name <> o.display_name THEN 'display_name' END,
        CASE WHEN n.pair_type <> o.pair_type THEN 'pair_type' END,
        CASE WHEN n.ic_grade IS DISTINCT FROM o.ic_grade THEN 'ic_grade' END,
        CASE WHEN n.manager_grade IS DISTINCT FROM o.manager_grade THEN 'manager_grade' END,
        CASE WHEN n.line_manager <> o.line_manager THEN 'line_manager' END,
        CASE WHEN n.team_size IS DISTINCT FROM o.team_size THEN 'team_size' END,
        CASE WHEN n.started_on <> o.started_on THEN 'started_on' END,
        CASE WHEN n.ended_on IS DISTINCT FROM o.ended_on
          AND coalesce(n.ended_on <= today, false) = coalesce(o.ended_on <= today, false) THEN 'ended_on' END,
        CASE WHEN n.external_id IS DISTINCT FROM o.external_id THEN 'external_id' END) AS what) changed
    WHERE changed.what <> '' AND NOT EXISTS (SELECT FROM public.people p WHERE p.org_id = n.org_id
      AND p.id IN (n.ic_person_id, n.manager_person_id) AND p.erased_at IS NOT NULL AND p.name <> '');
  END IF;
  RETURN NULL;
END $$;
