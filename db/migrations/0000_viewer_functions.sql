-- Who is asking: set by SET LOCAL at the start of every transaction, read by every policy.
-- They run with the rights of the caller: what they see is what the caller's policies show.
CREATE FUNCTION viewer_is(wanted text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM public.role_grants g
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND g.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND g.role = wanted AND g.revoked_at IS NULL
  );
END $$;--> statement-breakpoint
-- Null for who leads nothing, so that an overlap with it is never true.
CREATE FUNCTION viewer_units() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (
    SELECT array_agg(g.unit_id) FROM public.role_grants g
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND g.person_id = nullif(current_setting('twofold.person_id', true), '')::uuid
      AND g.role = 'leader' AND g.revoked_at IS NULL
  );
END $$;--> statement-breakpoint
-- The one clock. The offset is zero in production by a check constraint.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN now() + coalesce((SELECT i.clock_offset FROM public.installation i), interval '0');
END $$;
