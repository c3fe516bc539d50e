-- Who noted an action is told to nobody, also not by SQL: the author alone asks which ones are theirs, to take them back.
REVOKE SELECT ON noted_actions FROM twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, duo_id, done_on, kind, cycle_id, noted_at) ON noted_actions TO twofold_app;--> statement-breakpoint

CREATE FUNCTION own_noted_actions() RETURNS TABLE (duo_id uuid, done_on date, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.duo_id, a.done_on, a.kind FROM public.noted_actions a
  WHERE a.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND a.noted_by = nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint

REVOKE ALL ON FUNCTION own_noted_actions() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION own_noted_actions() TO twofold_app;
