-- As before, and what an erasure emptied is not filled again: once the row has its empty name and id, nothing of it changes.
CREATE OR REPLACE FUNCTION people_erased_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.erased_at IS DISTINCT FROM old.erased_at AND (old.erased_at IS NULL AND new.erased_at = app_now()) IS NOT TRUE
    OR old.erased_at IS NOT NULL AND new.name <> ''
    OR old.erased_at IS NOT NULL AND old.external_id = 'erased ' || old.id AND new IS DISTINCT FROM old THEN
    RAISE EXCEPTION 'a person is erased once, now, and stays erased'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'people_erased_stay', TABLE = 'people';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- A duo of somebody who was erased has ended, is not made active again, and gets neither a grade nor a new row.
CREATE FUNCTION duos_of_erased_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  today date := (app_now() AT TIME ZONE 'UTC')::date;
BEGIN
  IF EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id IN (new.ic_person_id, new.manager_person_id)
      AND p.erased_at IS NOT NULL)
    AND (tg_op = 'INSERT' OR (new.ended_on <= greatest(new.started_on, today)) IS NOT TRUE
      OR (new.ic_grade IS NOT NULL AND new.ic_grade IS DISTINCT FROM old.ic_grade)
      OR (new.manager_grade IS NOT NULL AND new.manager_grade IS DISTINCT FROM old.manager_grade)) THEN
    RAISE EXCEPTION 'a duo of somebody who was erased has ended'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_of_erased_stay', TABLE = 'duos';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER duos_of_erased_stay BEFORE INSERT OR UPDATE ON duos FOR EACH ROW EXECUTE FUNCTION duos_of_erased_stay();--> statement-breakpoint

CREATE FUNCTION role_grants_of_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'somebody who was erased gets no role'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grants_of_erased', TABLE = 'role_grants';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER role_grants_of_erased BEFORE INSERT ON role_grants FOR EACH ROW EXECUTE FUNCTION role_grants_of_erased();--> statement-breakpoint
REVOKE ALL ON FUNCTION duos_of_erased_stay(), role_grants_of_erased() FROM PUBLIC;
