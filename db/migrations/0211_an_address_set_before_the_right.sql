-- Who has the address reads, whether they signed in before the right was given or after it: an address that was set in the 90 days
-- before the right is named too.
CREATE OR REPLACE FUNCTION granted_to_address_set(of_grant uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT EXISTS (SELECT FROM public.role_grants g
    JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id AND p.erased_at IS NULL
    CROSS JOIN LATERAL (SELECT l.at, l.detail FROM public.audit_log l
      WHERE l.org_id = g.org_id AND l.subject_id = g.person_id AND l.action = 'address.set' AND l.at <= g.granted_at
      ORDER BY l.at DESC, l.detail ? 'back' LIMIT 1) given
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND g.id = of_grant AND NOT given.detail ? 'back'
      AND (p.bound_at IS NULL OR (g.granted_at > app_now() - interval '30 days'
        AND (p.bound_at >= g.granted_at OR given.at > g.granted_at - interval '90 days'))))
$$;
