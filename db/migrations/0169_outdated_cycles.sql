-- Cycles that were published before another one, older than they are, was withdrawn: what their rows carry of the row before may be
-- of that one. Asked once a statement.
CREATE FUNCTION outdated_cycles() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (
    SELECT coalesce(array_agg(DISTINCT n.id), '{}') FROM public.cycles n
      JOIN public.cycles w ON w.org_id = n.org_id AND w.number < n.number AND w.state = 'withdrawn' AND w.withdrawn_at > n.published_at
    WHERE n.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
  );
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION outdated_cycles() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION outdated_cycles() TO twofold_app;
