-- As before, and nobody changes what a transaction that began later has changed already: what is told, and from when until when
-- somebody could read, follows the times of these lines.
CREATE OR REPLACE FUNCTION audit_log_rightful() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  one record;
  before record;
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
    FROM lines l WHERE l.area <> 'access' AND NOT (l.actor_id IS NULL AND person IS NOT NULL AND l.action IN ('person.ended', 'duo.ended', 'role.revoked'))
  LOOP
    IF one.actor_id IS DISTINCT FROM person OR NOT holds_role(one.org_id, person, one.roles) THEN
      RAISE EXCEPTION 'the role ended while the statement ran' USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
  END LOOP;
  -- Times are of a transaction's beginning: who began before the last change of the same thing was written would order the two the
  -- other way round.
  IF EXISTS (SELECT FROM lines l JOIN public.audit_log later ON later.org_id = l.org_id AND later.subject_id = l.subject_id
      WHERE l.area = 'program' AND later.area = 'program' AND later.at > l.at AND later.at > (SELECT min(n.at) FROM lines n)) THEN
    RAISE EXCEPTION 'a later transaction has changed this already' USING ERRCODE = 'lock_not_available', TABLE = 'audit_log';
  END IF;
  -- Any one line of before will do, since each was held against one when it was written.
  FOR one IN SELECT DISTINCT l.org_id, l.actor_id FROM lines l WHERE l.area = 'program' AND l.actor_id IS NOT NULL LOOP
    SELECT l.actor_id INTO before FROM public.audit_log l
      WHERE l.org_id = one.org_id AND l.at = app_now() AND l.area = 'program' AND l.actor_id IS NOT NULL
        AND l.id NOT IN (SELECT n.id FROM lines n) LIMIT 1;
    IF FOUND AND before.actor_id IS DISTINCT FROM one.actor_id THEN
      RAISE EXCEPTION 'another person asked when the transaction wrote its first line'
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
