-- The hash chain over the audit log. docs/audit-log.md describes both hashes, so that they can be checked without this
-- database's functions, as `npm run audit:verify` does.

-- SHA-256 over a row's content: its columns as text, one in a line, with an empty line for none.
CREATE FUNCTION audit_row_hash(r public.audit_log) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN encode(sha256(convert_to(concat_ws(E'\n', r.org_id, r.id, (extract(epoch FROM r.at) * 1000000)::bigint,
    coalesce(r.actor_id::text, ''), r.action, r.area, coalesce(r.subject_id::text, ''), r.detail), 'UTF8')), 'hex');
END $$;--> statement-breakpoint

-- SHA-256 over a link: the hash of the link before it (64 zeros for none), its number, its time and the hash of its row.
CREATE FUNCTION audit_link_hash(before text, number bigint, sealed_at timestamptz, row_hash text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN encode(sha256(convert_to(concat_ws(E'\n', before, number, (extract(epoch FROM sealed_at) * 1000000)::bigint, row_hash), 'UTF8')), 'hex');
END $$;--> statement-breakpoint

-- Seals what was recorded since the last run, in the order of recording, and says how many rows these were. A row whose
-- transaction is committed after a later row was sealed is sealed by the next run. No transaction of the product lasts an
-- hour: a row that is dated more than an hour before the last run was put in by hand, and stays unsealed for the check
-- to find.
CREATE FUNCTION seal_audit(org uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moment timestamptz := app_now();
  since timestamptz;
  last public.audit_seals;
  r public.audit_log;
  sealed integer := 0;
BEGIN
  PERFORM set_config('twofold.org_id', org::text, true);
  INSERT INTO public.audit_chains (org_id, sealed_until) VALUES (org, '-infinity') ON CONFLICT DO NOTHING;
  -- Two runs at the same time take turns here.
  SELECT c.sealed_until INTO since FROM public.audit_chains c WHERE c.org_id = org FOR UPDATE;
  SELECT s.* INTO last FROM public.audit_seals s WHERE s.org_id = org ORDER BY s.number DESC LIMIT 1;
  IF last.number IS NULL THEN
    last.number := 0;
    last.hash := repeat('0', 64);
  END IF;
  last.sealed_at := moment;
  FOR r IN
    SELECT l.* FROM public.audit_log l
    WHERE l.org_id = org AND l.at >= since - interval '1 hour'
      AND NOT EXISTS (SELECT FROM public.audit_seals s WHERE s.org_id = org AND s.row_id = l.id)
    ORDER BY l.at, l.id
  LOOP
    last.number := last.number + 1;
    last.row_hash := audit_row_hash(r);
    last.hash := audit_link_hash(last.hash, last.number, moment, last.row_hash);
    INSERT INTO public.audit_seals (org_id, number, row_id, sealed_at, row_hash, hash)
      VALUES (org, last.number, r.id, moment, last.row_hash, last.hash);
    sealed := sealed + 1;
  END LOOP;
  UPDATE public.audit_chains SET sealed_until = greatest(sealed_until, moment) WHERE org_id = org;
  RETURN sealed;
END $$;--> statement-breakpoint

-- Notes how far the log is streamed; never back, and never beyond what is sealed.
CREATE FUNCTION mark_audit_streamed(org uuid, last bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('twofold.org_id', org::text, true);
  UPDATE public.audit_chains SET streamed = last
    WHERE org_id = org AND streamed < last AND EXISTS (SELECT FROM public.audit_seals s WHERE s.org_id = org AND s.number = last);
END $$;--> statement-breakpoint

-- What a reviewer reads of the chain of their organization: until when the log is sealed, the last link's hash, and the
-- first link or row that is wrong. No count: it would say how many rows the reviewer does not read as a partner.
CREATE FUNCTION audit_chain_state() RETURNS TABLE (sealed_until timestamptz, head text, fault text, number bigint, row_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
BEGIN
  IF NOT viewer_is('reviewer') THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH links AS (
    SELECT s.number, s.row_id, s.sealed_at, s.row_hash, s.hash, l.id, l.at, audit_row_hash(l) AS found_hash,
      lag(s.number, 1, 0::bigint) OVER in_order AS number_before, lag(s.hash, 1, repeat('0', 64)) OVER in_order AS hash_before,
      max(s.sealed_at) OVER (ORDER BY s.sealed_at RANGE BETWEEN UNBOUNDED PRECEDING AND '1 microsecond'::interval PRECEDING) AS run_before
    FROM public.audit_seals s LEFT JOIN public.audit_log l ON l.org_id = s.org_id AND l.id = s.row_id
    WHERE s.org_id = org WINDOW in_order AS (ORDER BY s.number)
  ), faults AS (
    SELECT k.number, k.row_id, CASE
      WHEN k.number <> k.number_before + 1 THEN 'gap'
      WHEN k.id IS NULL THEN 'removed'
      WHEN k.found_hash <> k.row_hash THEN 'changed'
      WHEN k.hash <> audit_link_hash(k.hash_before, k.number, k.sealed_at, k.row_hash) THEN 'order'
      WHEN k.at < k.run_before - interval '1 hour' THEN 'inserted' END AS fault
    FROM links k
  ), unsealed AS (
    SELECT l.id FROM public.audit_log l JOIN public.audit_chains c ON c.org_id = l.org_id
    WHERE l.org_id = org AND l.at < c.sealed_until - interval '1 hour'
      AND NOT EXISTS (SELECT FROM public.audit_seals s WHERE s.org_id = org AND s.row_id = l.id)
    ORDER BY l.at, l.id LIMIT 1
  ), first_fault AS (
    SELECT f.fault, f.number, f.row_id FROM faults f WHERE f.fault IS NOT NULL
    UNION ALL SELECT 'inserted', NULL, u.id FROM unsealed u
    ORDER BY 2 NULLS LAST LIMIT 1
  )
  SELECT c.sealed_until, (SELECT s.hash FROM public.audit_seals s WHERE s.org_id = org ORDER BY s.number DESC LIMIT 1),
    f.fault, f.number, f.row_id
  FROM public.audit_chains c LEFT JOIN first_fault f ON true WHERE c.org_id = org;
END $$;--> statement-breakpoint

REVOKE ALL ON FUNCTION audit_row_hash(public.audit_log), audit_link_hash(text, bigint, timestamptz, text), seal_audit(uuid), mark_audit_streamed(uuid, bigint), audit_chain_state() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION seal_audit(uuid), mark_audit_streamed(uuid, bigint) TO twofold_worker;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_chain_state() TO twofold_app;--> statement-breakpoint
ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_chains FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON audit_log, audit_seals, audit_chains TO twofold_worker;
