-- Who writes by the right of a role still has it when the statement ends. A policy is asked with the snapshot of the statement's
-- beginning; a statement may run for long, and change who asks while it runs.

-- Whether a person has one of these roles by now. Holds the grant until the commit: a revocation waits for this transaction, or
-- this one for the revocation, which then counts. A grant that this very transaction revoked still counts: its line is yet to be
-- written.
CREATE FUNCTION holds_role(org uuid, person uuid, roles text[]) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM public.role_grants g
    WHERE g.org_id = org AND g.person_id = person AND g.role = ANY (roles)
      AND (g.revoked_at IS NULL OR g.xmin = pg_current_xact_id()::xid)
    FOR SHARE;
  RETURN FOUND;
END $$;--> statement-breakpoint

-- Of tables that admins or leaders write under a policy; the argument is the role.
CREATE FUNCTION role_still_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('twofold.org_id', true), '')::uuid IS DISTINCT FROM new.org_id
    OR NOT holds_role(new.org_id, nullif(current_setting('twofold.person_id', true), '')::uuid, ARRAY[tg_argv[0]]) THEN
    RAISE EXCEPTION 'the role ended while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON custom_questions FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON planned_cycles FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON role_grants FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON roster_import_files FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON roster_imports FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON schedules FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('admin');--> statement-breakpoint
CREATE TRIGGER a_role_still_held AFTER INSERT OR UPDATE ON noted_actions FOR EACH ROW WHEN (session_user = 'twofold_app') EXECUTE FUNCTION role_still_held('leader');--> statement-breakpoint

-- The same of the log, whoever writes its line: what functions do for an admin has one too. And a line is written in time, asked
-- when the statement ends.
CREATE FUNCTION audit_log_rightful() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  one record;
BEGIN
  IF clock_timestamp() - now() > interval '10 minutes' THEN
    RAISE EXCEPTION 'a line of the log is written within ten minutes of its transaction''s beginning'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_log_in_time', TABLE = 'audit_log';
  END IF;
  IF session_user <> 'twofold_app' THEN
    RETURN NULL;
  END IF;
  FOR one IN
    SELECT DISTINCT l.org_id, l.actor_id, CASE
      WHEN l.area = 'program' OR l.action = 'roster.exported' THEN '{admin}'::text[]
      WHEN l.action = 'audit.exported' THEN '{admin,reviewer}'
      ELSE '{leader}' END AS roles
    FROM lines l WHERE l.area <> 'access'
  LOOP
    IF one.actor_id IS DISTINCT FROM person OR NOT holds_role(one.org_id, person, one.roles) THEN
      RAISE EXCEPTION 'the role ended while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER audit_log_in_time ON audit_log;--> statement-breakpoint
DROP FUNCTION audit_log_in_time();--> statement-breakpoint
CREATE TRIGGER audit_log_rightful AFTER INSERT ON audit_log REFERENCING NEW TABLE AS lines FOR EACH STATEMENT EXECUTE FUNCTION audit_log_rightful();--> statement-breakpoint
REVOKE ALL ON FUNCTION holds_role(uuid, uuid, text[]), role_still_held(), audit_log_rightful() FROM PUBLIC;
