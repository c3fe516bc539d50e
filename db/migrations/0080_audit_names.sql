-- Names for the audit log: people and duos of the organization by id, for its reviewers alone, who have no policy on either
-- table. No address, grade or role. Who was erased has no name here.
CREATE FUNCTION audit_names() RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.name FROM public.people p
  WHERE (SELECT public.viewer_is('reviewer')) AND p.erased_at IS NULL
    AND p.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
  UNION ALL
  SELECT d.id, d.display_name FROM public.duos d
  WHERE (SELECT public.viewer_is('reviewer'))
    AND d.org_id = (SELECT nullif(current_setting('twofold.org_id', true), '')::uuid)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_names() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_names() TO twofold_app;
