-- A line carries the time at which its transaction began. One that is written long after it would be sealed late, and look
-- like a line that was put in by hand.
CREATE FUNCTION audit_log_in_time() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF clock_timestamp() - now() > interval '10 minutes' THEN
    RAISE EXCEPTION 'a line of the log is written within ten minutes of its transaction''s beginning'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_log_in_time', TABLE = 'audit_log';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_log_in_time() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER audit_log_in_time BEFORE INSERT ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_in_time();--> statement-breakpoint

-- As before, and a row that was put in, which has no link, does not end the check: a link that is wrong is told in its place.
CREATE OR REPLACE FUNCTION audit_chain_state() RETURNS TABLE (sealed_until timestamptz, head text, checked_at timestamptz, fault text, number bigint, row_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  chain public.audit_chains;
  from_number bigint;
  from_hash text;
  from_at timestamptz;
  link_fault text;
  link_number bigint;
  link_row uuid;
BEGIN
  IF NOT viewer_is('reviewer') THEN
    RETURN;
  END IF;
  SELECT c.* INTO chain FROM public.audit_chains c WHERE c.org_id = org;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  sealed_until := chain.sealed_until;
  checked_at := chain.checked_at;
  fault := chain.fault;
  number := chain.fault_number;
  row_id := chain.fault_row;
  from_number := coalesce(chain.checked_number, 0);
  from_hash := coalesce(chain.checked_hash, repeat('0', 64));
  SELECT s.hash INTO head FROM public.audit_seals s WHERE s.org_id = org ORDER BY s.number DESC LIMIT 1;
  SELECT s.sealed_at INTO from_at FROM public.audit_seals s WHERE s.org_id = org AND s.number = from_number AND s.hash = from_hash;
  IF number IS NULL AND from_number > 0 AND from_at IS NULL THEN
    -- The link that the last check ended with is another one now, or gone.
    fault := 'cut';
    number := from_number;
    row_id := NULL;
  END IF;
  IF number IS NULL THEN
    WITH links AS (
      SELECT s.number, s.row_id, s.sealed_at, s.row_hash, s.hash, l.id, l.at, audit_row_hash(l) AS found_hash,
        lag(s.number, 1, from_number) OVER in_order AS number_before, lag(s.hash, 1, from_hash) OVER in_order AS hash_before,
        coalesce(max(s.sealed_at) OVER (ORDER BY s.sealed_at RANGE BETWEEN UNBOUNDED PRECEDING AND '1 microsecond'::interval PRECEDING), from_at) AS run_before
      FROM public.audit_seals s LEFT JOIN public.audit_log l ON l.org_id = s.org_id AND l.id = s.row_id
      WHERE s.org_id = org AND s.number > from_number WINDOW in_order AS (ORDER BY s.number)
    ), faults AS (
      SELECT k.number, k.row_id, CASE
        WHEN k.number <> k.number_before + 1 THEN 'gap'
        WHEN k.id IS NULL THEN 'removed'
        WHEN k.found_hash <> k.row_hash THEN 'changed'
        WHEN k.hash <> audit_link_hash(k.hash_before, k.number, k.sealed_at, k.row_hash) THEN 'order'
        WHEN k.at < k.run_before - interval '1 hour' THEN 'inserted' END AS fault
      FROM links k
    ), unsealed AS (
      SELECT l.id FROM public.audit_log l
      WHERE l.org_id = org AND l.at < chain.sealed_until - interval '1 hour'
        AND l.at >= coalesce(chain.checked_at - interval '1 hour', '-infinity')
        AND NOT EXISTS (SELECT FROM public.audit_seals s WHERE s.org_id = org AND s.row_id = l.id)
      ORDER BY l.at, l.id LIMIT 1
    )
    SELECT one.fault, one.number, one.row_id INTO link_fault, link_number, link_row FROM (
      SELECT f.fault, f.number, f.row_id FROM faults f WHERE f.fault IS NOT NULL
      UNION ALL SELECT 'inserted', NULL, u.id FROM unsealed u
      ORDER BY 2 NULLS LAST LIMIT 1
    ) one;
    IF link_number IS NOT NULL OR fault IS NULL THEN
      fault := link_fault;
      number := link_number;
      row_id := link_row;
    END IF;
  END IF;
  RETURN NEXT;
END $$;
