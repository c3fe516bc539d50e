-- As before, and an erased person's duo keeps the name that the erasure left it.
CREATE OR REPLACE FUNCTION duos_of_erased_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  today date := today();
BEGIN
  IF EXISTS (SELECT FROM public.people p WHERE p.org_id = new.org_id AND p.id IN (new.ic_person_id, new.manager_person_id)
      AND p.erased_at IS NOT NULL)
    AND (tg_op = 'INSERT' OR (new.ended_on <= greatest(new.started_on, today)) IS NOT TRUE
      OR (new.ic_grade IS NOT NULL AND new.ic_grade IS DISTINCT FROM old.ic_grade)
      OR (new.manager_grade IS NOT NULL AND new.manager_grade IS DISTINCT FROM old.manager_grade)
      -- While an erasure runs, the person has their name still.
      OR (new.display_name <> old.display_name AND NOT EXISTS (SELECT FROM public.people p
        WHERE p.org_id = new.org_id AND p.id IN (new.ic_person_id, new.manager_person_id) AND p.erased_at IS NOT NULL AND p.name <> ''))) THEN
    RAISE EXCEPTION 'a duo of somebody who was erased has ended'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duos_of_erased_stay', TABLE = 'duos';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint

-- What a function of more rights than its caller reads and writes of days and moments does not depend on what the caller's
-- session says: not on its zone, by which a day is added, and not on its style, by which a text is read and written. New
-- functions say so themselves; a test finds one that does not. Likewise every other function that adds days or reads a text
-- as a day or a moment.
DO $$
DECLARE
  one regprocedure;
BEGIN
  FOR one IN
    SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE n.nspname = 'public' AND p.prokind = 'f' AND pg_get_userbyid(p.proowner) = 'twofold_owner'
      AND (p.prosecdef OR p.prosrc ~* 'interval ''\d+ (day|week|month|year)|make_interval|::(date|timestamp|timestamptz|interval)\M|\mto_(timestamp|date)\(')
      AND p.proname NOT IN ('csv_text', 'required_classes')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET timezone TO ''UTC''', one);
    EXECUTE format('ALTER FUNCTION %s SET datestyle TO ''ISO, YMD''', one);
    EXECUTE format('ALTER FUNCTION %s SET intervalstyle TO ''postgres''', one);
  END LOOP;
END $$;
