ALTER TABLE custom_questions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE cycle_questions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON custom_questions TO twofold_app;--> statement-breakpoint
-- The database fills when it was added, and no question begins as a retired one.
GRANT INSERT (org_id, id, slot, kind, wording, options) ON custom_questions TO twofold_app;--> statement-breakpoint
GRANT UPDATE (retired_at) ON custom_questions TO twofold_app;--> statement-breakpoint
GRANT SELECT ON cycle_questions TO twofold_app;--> statement-breakpoint

-- A cycle asks the organization's own questions that are in force when it opens, to its end.
CREATE FUNCTION ask_custom_questions() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.cycle_questions (org_id, cycle_id, question_id)
    SELECT q.org_id, NEW.id, q.id FROM public.custom_questions q WHERE q.org_id = NEW.org_id AND q.retired_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER cycles_ask_custom_questions AFTER INSERT ON cycles FOR EACH ROW EXECUTE FUNCTION ask_custom_questions();--> statement-breakpoint
REVOKE ALL ON FUNCTION ask_custom_questions() FROM PUBLIC;
