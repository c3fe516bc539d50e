-- What is stored of the asking person that no policy can open, because it would open the same of others with the row: their
-- address and settings, their grades, and how they sign in. Without hashes; row by row, under the names of the columns.
CREATE FUNCTION own_account() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  bound uuid;
BEGIN
  SELECT p.user_id INTO bound FROM public.people p WHERE p.org_id = org AND p.id = person;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object(
    'people', (SELECT jsonb_agg(to_jsonb(p)) FROM public.people p WHERE p.org_id = org AND p.id = person),
    'duos', (SELECT jsonb_agg(jsonb_build_object('id', d.id,
        'ic_grade', CASE WHEN d.ic_person_id = person THEN d.ic_grade END,
        'manager_grade', CASE WHEN d.manager_person_id = person THEN d.manager_grade END))
      FROM public.duos d WHERE d.org_id = org AND person IN (d.ic_person_id, d.manager_person_id)),
    'users', (SELECT jsonb_agg(to_jsonb(u)) FROM public.users u WHERE u.id = bound),
    'accounts', (SELECT jsonb_agg(jsonb_build_object('type', a.type, 'provider', a.provider,
        'provider_account_id', a."provider_account_id") ORDER BY a.provider) FROM public.accounts a WHERE a.user_id = bound),
    'sessions', (SELECT jsonb_agg(jsonb_build_object('created_at', s.created_at, 'expires', s.expires) ORDER BY s.created_at DESC)
      FROM public.sessions s WHERE s.user_id = bound));
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION own_account() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION own_account() TO twofold_app;--> statement-breakpoint
GRANT SELECT ON person_scores TO twofold_app;--> statement-breakpoint
GRANT SELECT (decided_at) ON address_changes TO twofold_app;
