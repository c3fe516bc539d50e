ALTER TABLE organization_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON organization_keys TO twofold_app, twofold_publisher;--> statement-breakpoint
GRANT UPDATE (answers) ON response_parts TO twofold_app;--> statement-breakpoint

-- Which master keys the data keys of all organizations are wrapped with: their names, no key and no organization. At
-- its start the app compares them with the keys that it was given; it has no viewer then, so no policy shows it a row.
CREATE OR REPLACE FUNCTION master_key_ids() RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT DISTINCT k.master_id FROM public.organization_keys k;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION master_key_ids() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION master_key_ids() TO twofold_app;
