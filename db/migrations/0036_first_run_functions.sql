-- The first run: how an organization is founded, by whoever holds a link that `npm start` printed or as the owner.

ALTER TABLE setup_links FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON setup_links TO twofold_auth;--> statement-breakpoint
GRANT INSERT (token_hash) ON setup_links TO twofold_auth;--> statement-breakpoint

-- Uses a link up, and with it every other one; false where it is none or has expired. Of two at once, one gets true.
CREATE FUNCTION take_setup_link(link text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold first run', 0));
  DELETE FROM public.setup_links l WHERE l.token_hash = link AND l.expires > now();
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM public.setup_links;
  RETURN true;
END $$;--> statement-breakpoint

-- Writes the organization of the session with its data key, its root unit and its first admin, whose id it gives. Not
-- granted: the function below calls it, and the owner does.
CREATE FUNCTION insert_organization(facts jsonb) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  unit uuid := gen_random_uuid();
  person uuid := gen_random_uuid();
BEGIN
  INSERT INTO public.organizations (id, name, time_zone) VALUES (org, facts ->> 'name', facts ->> 'timeZone');
  INSERT INTO public.organization_keys (org_id, master_id, wrapped)
    VALUES (org, facts ->> 'masterId', decode(facts ->> 'wrapped', 'base64'));
  INSERT INTO public.units (org_id, id, name, lineage) VALUES (org, unit, facts ->> 'name', ARRAY[unit]);
  INSERT INTO public.people (org_id, id, external_id, name, given_name, email, time_zone)
    VALUES (org, person, 'founder', facts ->> 'adminName', split_part(facts ->> 'adminName', ' ', 1), facts ->> 'adminEmail', facts ->> 'timeZone');
  INSERT INTO public.role_grants (org_id, id, person_id, role) VALUES (org, gen_random_uuid(), person, 'admin');
  INSERT INTO public.audit_log (org_id, id, action, area, subject_id)
    VALUES (org, gen_random_uuid(), 'role.granted', 'program', person);
  RETURN person;
END $$;--> statement-breakpoint

-- Founds the first organization of an installation, once; null where the link is none, has expired or was used.
CREATE FUNCTION found_organization(link text, facts jsonb) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT take_setup_link(link) OR EXISTS (SELECT FROM public.organizations) THEN
    RETURN NULL;
  END IF;
  RETURN insert_organization(facts);
END $$;--> statement-breakpoint

-- Changes what the organization is called and in which zone it lives, as an admin.
CREATE FUNCTION change_organization(wanted_name text, wanted_zone text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.organizations SET name = wanted_name, time_zone = wanted_zone WHERE id = admin_org();
END $$;--> statement-breakpoint

-- An organization keeps an admin who goes on: nobody could make another one. Two admins who take each other's role at
-- the same moment wait for each other.
CREATE FUNCTION role_grants_one_admin_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('twofold admins ' || new.org_id, 0));
  IF NOT EXISTS (
    SELECT FROM public.role_grants g JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id
    WHERE g.org_id = new.org_id AND g.role = 'admin' AND g.revoked_at IS NULL AND p.erased_at IS NULL
      AND (p.ended_on IS NULL OR p.ended_on > app_now()::date)
  ) THEN
    RAISE EXCEPTION 'the last admin keeps that role'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_one_admin_stays', TABLE = 'role_grants';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER role_grants_one_admin_stays AFTER UPDATE ON role_grants FOR EACH ROW
  WHEN (old.role = 'admin' AND old.revoked_at IS NULL AND new.revoked_at IS NOT NULL)
  EXECUTE FUNCTION role_grants_one_admin_stays();--> statement-breakpoint

REVOKE ALL ON FUNCTION take_setup_link(text), insert_organization(jsonb), found_organization(text, jsonb), change_organization(text, text),
  role_grants_one_admin_stays() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_setup_link(text), found_organization(text, jsonb) TO twofold_auth;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION change_organization(text, text) TO twofold_app;
