-- How people with a role sign in. An organization may ask them for a passkey or the company's account; then a session that was
-- opened by anything else gives them nothing, until they have signed in by one of the two.

-- Whether a session that was opened by this method is enough for the person: always, but under that rule and with a role.
CREATE FUNCTION sign_in_suffices(org uuid, person uuid, method text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN method IN ('oidc', 'passkey')
    OR NOT EXISTS (SELECT FROM public.organizations o WHERE o.id = org AND o.strong_sign_in)
    OR NOT EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = org AND g.person_id = person
      AND g.role IN ('admin', 'leader', 'reviewer') AND g.revoked_at IS NULL);
END $$;--> statement-breakpoint

-- The rule begins by an admin who can keep it: with a passkey, or an account of the company's that was used here.
CREATE FUNCTION organizations_strong_sign_in() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF new.strong_sign_in AND (TG_OP = 'INSERT' OR NOT old.strong_sign_in) AND NOT (
    EXISTS (SELECT FROM public.role_grants g WHERE g.org_id = new.id AND g.person_id = person AND g.role = 'admin' AND g.revoked_at IS NULL)
    AND (EXISTS (SELECT FROM public.passkeys k WHERE k.org_id = new.id AND k.person_id = person)
      OR EXISTS (SELECT FROM public.accounts a JOIN public.people p ON p.user_id = a.user_id WHERE p.org_id = new.id AND p.id = person))) THEN
    RAISE EXCEPTION 'an admin asks for a passkey or an account of the company only with one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organizations_strong_sign_in', TABLE = 'organizations';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER organizations_strong_sign_in BEFORE INSERT OR UPDATE ON organizations FOR EACH ROW EXECUTE FUNCTION organizations_strong_sign_in();--> statement-breakpoint

-- Begins or ends the rule, for an admin; false where it is so already.
CREATE FUNCTION change_strong_sign_in(wanted boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := admin_org();
BEGIN
  UPDATE public.organizations o SET strong_sign_in = wanted WHERE o.id = org AND o.strong_sign_in <> wanted;
  RETURN FOUND;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION sign_in_suffices(uuid, uuid, text), organizations_strong_sign_in(), change_strong_sign_in(boolean) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION sign_in_suffices(uuid, uuid, text) TO twofold_auth;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION change_strong_sign_in(boolean) TO twofold_app;--> statement-breakpoint

-- As before; and by what each session was opened.
CREATE OR REPLACE FUNCTION own_account() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
    'sessions', (SELECT jsonb_agg(jsonb_build_object('created_at', s.created_at, 'expires', s.expires, 'method', s.method) ORDER BY s.created_at DESC)
      FROM public.sessions s WHERE s.user_id = bound));
END $$;
