-- As before, and told again where its reader heard of another day meanwhile.
CREATE OR REPLACE FUNCTION end_mail_key(duo uuid, person uuid, ended_on date) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT concat_ws(':', 'duo-ended', duo, person, ended_on, nullif((SELECT count(*) FROM public.outbox o
    WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.person_id = person
      AND (o.kind = 'duo-resumed' OR (o.kind = 'duo-paused' AND o.key LIKE '%:not-ended')
        OR (o.kind = 'duo-ended' AND split_part(o.key, ':', 4) <> ended_on::text))
      AND split_part(o.key, ':', 2) = duo::text AND o.sent_at IS NOT NULL), 0))
$$;
