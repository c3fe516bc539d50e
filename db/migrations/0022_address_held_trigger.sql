GRANT UPDATE (address_held_at) ON people TO twofold_auth;--> statement-breakpoint

-- After a company account is unlinked, the address stays as it is until its person has signed in again.
CREATE FUNCTION people_address_held() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF old.address_held_at IS NOT NULL AND lower(old.email) IS DISTINCT FROM lower(new.email) THEN
    RAISE EXCEPTION 'the address is held until its person has signed in again'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_held', TABLE = 'people';
  END IF;
  IF new.address_held_at IS DISTINCT FROM old.address_held_at AND new.address_held_at IS NOT NULL
    AND (old.address_held_at IS NULL AND new.address_held_at = app_now()) IS NOT TRUE THEN
    RAISE EXCEPTION 'an address is held from now on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_address_held', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER people_address_held BEFORE UPDATE OF email, address_held_at ON people FOR EACH ROW EXECUTE FUNCTION people_address_held();--> statement-breakpoint
REVOKE ALL ON FUNCTION people_address_held() FROM PUBLIC;
