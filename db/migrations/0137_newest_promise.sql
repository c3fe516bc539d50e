-- The version of the promise under which cycles open from now on. The migration that brings a new version replaces it.
CREATE FUNCTION newest_promise() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$ SELECT '5' $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION newest_promise() FROM PUBLIC;--> statement-breakpoint

-- Before answering people read the newest text: an older one says less about who will see what.
CREATE FUNCTION cycles_newest_promise() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF new.promise_version IS DISTINCT FROM newest_promise() THEN
    RAISE EXCEPTION 'a cycle opens under the newest promise'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cycles_newest_promise', TABLE = 'cycles';
  END IF;
  RETURN new;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION cycles_newest_promise() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER cycles_newest_promise BEFORE INSERT ON cycles FOR EACH ROW EXECUTE FUNCTION cycles_newest_promise();
