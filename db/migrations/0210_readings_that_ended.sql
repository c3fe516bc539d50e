-- Who could read a duo as a leader is told to its partners also where that right is over before the mail leaves, and who got a
-- role and lost it, too. A leader whose address an admin set, and who had not signed in, is named with that. Who is named in the
-- invitation to the newest cycle is no new reader of a duo that was moved and is back.

-- Whether an admin set the address of whoever was given this right, and they had not signed in by then: for 30 days, and as long
-- as they have not. Not where it is the one from before the first change again.
CREATE FUNCTION granted_to_address_set(of_grant uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT EXISTS (SELECT FROM public.role_grants g
    JOIN public.people p ON p.org_id = g.org_id AND p.id = g.person_id AND p.erased_at IS NULL
    CROSS JOIN LATERAL (SELECT l.detail FROM public.audit_log l
      WHERE l.org_id = g.org_id AND l.subject_id = g.person_id AND l.action = 'address.set' AND l.at <= g.granted_at
      ORDER BY l.at DESC, l.detail ? 'back' LIMIT 1) given
    WHERE g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND g.id = of_grant AND NOT given.detail ? 'back'
      AND (p.bound_at IS NULL OR (p.bound_at >= g.granted_at AND g.granted_at > app_now() - interval '30 days')))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION granted_to_address_set(uuid) FROM PUBLIC;--> statement-breakpoint

-- Who could read rows of a duo as a leader, by a right that is over: each row that was published by then. Nobody else could
-- tell whether it was read: with SQL that leaves no line.
CREATE FUNCTION ended_readings(duo uuid) RETURNS TABLE (grant_id uuid, published_at timestamptz, ended_at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT g.id, c.published_at, until.at
  FROM public.duos d
    JOIN public.duo_cycles e ON e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id AND e.left_at IS NULL
    JOIN public.cycles c ON c.org_id = e.org_id AND c.id = e.cycle_id AND c.sharing_mode = 'scoped'
    JOIN public.cycle_units u ON u.org_id = e.org_id AND u.cycle_id = e.cycle_id AND u.unit_id = e.unit_id
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.unit_id = ANY (u.lineage)
      AND g.person_id NOT IN (d.ic_person_id, d.manager_person_id)
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
    -- With the day on which its holder ends a right is over before it is taken away.
    CROSS JOIN LATERAL (SELECT coalesce(g.revoked_at, CASE WHEN reader.ended_on <= today()
      THEN greatest(g.granted_at, reader.ended_on::timestamp AT TIME ZONE 'UTC') END) AS at) until
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo AND c.published_at <= until.at
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION ended_readings(uuid) FROM PUBLIC;--> statement-breakpoint

-- What a mail of a new reader is about that is over: by the grant that it tells of, or after a move rows that were published since.
CREATE FUNCTION ended_readings_of_mail(mail uuid) RETURNS TABLE (duo_id uuid, partner text, reader_id uuid, reader text, unit_id uuid, unit text,
  address_set boolean, read_from timestamptz, read_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT d.id, other.name, reader.id, reader.name, g.unit_id, unit_label(g.org_id, g.unit_id), granted_to_address_set(g.id),
    greatest(g.granted_at, min(r.published_at)), r.ended_at
  FROM public.outbox o
    JOIN public.duos d ON d.org_id = o.org_id AND d.id = (o.payload ->> 'duoId')::uuid AND o.person_id IN (d.ic_person_id, d.manager_person_id)
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> o.person_id
    CROSS JOIN LATERAL ended_readings(d.id) r
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.id = r.grant_id AND g.person_id = (o.payload ->> 'readerId')::uuid
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail AND o.kind = 'new-reader'
    AND CASE WHEN o.payload ? 'unitId' THEN starts_with(o.key, concat_ws(':', 'new-reader', g.id, d.id, o.person_id))
      -- Times of mails are real, those of cycles by the clock.
      ELSE r.published_at >= o.queued_at + (app_now() - now()) END
  GROUP BY d.id, other.name, reader.id, reader.name, g.org_id, g.unit_id, g.id, g.granted_at, r.ended_at
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION ended_readings_of_mail(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ended_readings_of_mail(uuid) TO twofold_worker;--> statement-breakpoint

-- As before, and whether an admin set the address of who reads.
DROP FUNCTION readers_of_duo(uuid, uuid);--> statement-breakpoint
CREATE FUNCTION readers_of_duo(duo uuid, person uuid)
RETURNS TABLE (duo_id uuid, partner text, reader_id uuid, reader text, unit_id uuid, unit text, next boolean, earlier boolean, address_set boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT d.id, other.name, reader.id, reader.name, g.unit_id, unit_label(g.org_id, g.unit_id), bool_or(r.cycle_id IS NULL), bool_or(r.cycle_id IS NOT NULL), bool_or(granted_to_address_set(g.id))
  FROM public.duos d
    JOIN public.people other ON other.org_id = d.org_id AND other.id IN (d.ic_person_id, d.manager_person_id) AND other.id <> person
    CROSS JOIN LATERAL row_readings(d.id) r
    JOIN public.role_grants g ON g.org_id = d.org_id AND g.id = r.grant_id
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND d.id = duo AND person IN (d.ic_person_id, d.manager_person_id)
    AND EXISTS (SELECT FROM public.duo_cycles e WHERE e.org_id = d.org_id AND e.ic_person_id = d.ic_person_id AND e.duo_id = d.id)
  GROUP BY d.id, other.name, reader.id, reader.name, g.org_id, g.unit_id
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION readers_of_duo(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION readers_of_duo(uuid, uuid) TO twofold_worker;--> statement-breakpoint
CREATE OR REPLACE FUNCTION invitation_facts(cycle uuid, person uuid) RETURNS TABLE (closes_at timestamptz, sharing_mode text, declined boolean, readings jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT c.closes_at, c.sharing_mode, bool_and(EXISTS (SELECT FROM public.cycle_declines n
      WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = s.person_id)),
    jsonb_agg(reading.facts ORDER BY reading.facts) FILTER (WHERE reading.facts IS NOT NULL)
  FROM public.cycles c
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person
    JOIN public.duo_cycles e ON e.org_id = s.org_id AND e.cycle_id = s.cycle_id AND e.duo_id = s.duo_id AND e.left_at IS NULL
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people other ON other.org_id = e.org_id AND other.id IN (e.ic_person_id, e.manager_person_id) AND other.id <> person
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('duoId', e.duo_id, 'partner', other.name, 'readerId', reader.id, 'reader', reader.name, 'unitId', g.unit_id,
        'unit', unit_label(g.org_id, g.unit_id), 'next', bool_or(r.cycle_id = c.id), 'earlier', bool_or(r.cycle_id <> c.id),
        'addressSet', bool_or(granted_to_address_set(g.id))) AS facts
      FROM row_readings(e.duo_id) r
        JOIN public.role_grants g ON g.org_id = e.org_id AND g.id = r.grant_id
        JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
      WHERE r.cycle_id IS NOT NULL
      GROUP BY reader.id, reader.name, g.org_id, g.unit_id
    ) reading ON true
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
  GROUP BY c.closes_at, c.sharing_mode
$$;--> statement-breakpoint

-- As before, with rights that ended in the last 30 days, but none of who reads by the same unit.
DROP FUNCTION leaders_of_own_duos();--> statement-breakpoint
CREATE FUNCTION leaders_of_own_duos()
RETURNS TABLE (grant_id uuid, name text, unit_name text, granted_at timestamptz, ended_at timestamptz, address_set boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  WITH own AS (
    SELECT d.id FROM public.duos d WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
      AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
  ), reading AS (
    SELECT DISTINCT g.id, g.org_id, g.person_id, g.unit_id, g.granted_at, NULL::timestamptz AS ended_at
    FROM own CROSS JOIN LATERAL row_readings(own.id) r
      JOIN public.role_grants g ON g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND g.id = r.grant_id
  ), ended AS (
    SELECT DISTINCT g.id, g.org_id, g.person_id, g.unit_id, g.granted_at, r.ended_at
    FROM own CROSS JOIN LATERAL ended_readings(own.id) r
      JOIN public.role_grants g ON g.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND g.id = r.grant_id
    WHERE r.ended_at > app_now() - interval '30 days'
      AND NOT EXISTS (SELECT FROM reading s WHERE s.person_id = g.person_id AND s.unit_id = g.unit_id)
  )
  SELECT g.id, reader.name, unit_label(g.org_id, g.unit_id), g.granted_at, g.ended_at, granted_to_address_set(g.id)
  FROM (SELECT * FROM reading UNION ALL SELECT * FROM ended) g
    JOIN public.people reader ON reader.org_id = g.org_id AND reader.id = g.person_id
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION leaders_of_own_duos() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION leaders_of_own_duos() TO twofold_app;--> statement-breakpoint

-- As before; who reads the row of the newest cycle was named in its invitation, wherever the duo has been since.
CREATE OR REPLACE FUNCTION tell_moved_duos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  today date := public.today();
  -- By duo that moved with or without its unit: the lineage of where it was.
  moved jsonb;
BEGIN
  IF tg_table_name = 'duos' THEN
    moved := (SELECT jsonb_object_agg(n.id, u.lineage) FROM new_duos n
      JOIN old_duos o ON o.org_id = n.org_id AND o.id = n.id AND o.unit_id <> n.unit_id AND (o.ended_on IS NULL OR o.ended_on > today)
      JOIN public.units u ON u.org_id = o.org_id AND u.id = o.unit_id);
  ELSE
    moved := (SELECT jsonb_object_agg(d.id, o.lineage) FROM new_units n
      JOIN old_units o ON o.org_id = n.org_id AND o.id = n.id AND o.lineage <> n.lineage
      JOIN public.duos d ON d.org_id = n.org_id AND d.unit_id = n.id);
  END IF;
  IF moved IS NULL THEN
    RETURN NULL;
  END IF;
  WITH newest AS (
    SELECT c.org_id, c.id, c.opens_at, c.sharing_mode FROM public.cycles c WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid ORDER BY c.number DESC LIMIT 1
  )
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT told.org_id, gen_random_uuid(), 'new-reader', concat_ws(':', 'new-reader', gen_random_uuid()), told.person_id,
    jsonb_build_object('duoId', told.duo_id, 'readerId', told.reader_id)
  FROM (
    SELECT DISTINCT d.org_id, d.id AS duo_id, partner.person_id, g.person_id AS reader_id
    FROM jsonb_each(moved) m
      CROSS JOIN LATERAL (SELECT array_agg(e::uuid) AS lineage FROM jsonb_array_elements_text(m.value) e) AS before
      JOIN public.duos d ON d.id = m.key::uuid
      JOIN public.units u ON u.org_id = d.org_id AND u.id = d.unit_id
      JOIN public.role_grants g ON g.org_id = d.org_id AND g.role = 'leader' AND g.revoked_at IS NULL AND g.unit_id = ANY (u.lineage)
      CROSS JOIN LATERAL unnest(ARRAY[d.ic_person_id, d.manager_person_id]) AS partner (person_id)
    WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND (d.ended_on IS NULL OR d.ended_on > today) AND g.person_id NOT IN (d.ic_person_id, d.manager_person_id)
      AND NOT EXISTS (SELECT FROM public.role_grants o WHERE o.org_id = g.org_id AND o.person_id = g.person_id AND o.role = 'leader'
        AND o.revoked_at IS NULL AND (o.unit_id = ANY (before.lineage) OR EXISTS (SELECT FROM newest c
          JOIN public.duo_cycles e ON e.org_id = c.org_id AND e.cycle_id = c.id AND e.duo_id = d.id AND e.left_at IS NULL
          JOIN public.cycle_units place ON place.org_id = e.org_id AND place.cycle_id = e.cycle_id AND place.unit_id = e.unit_id
          WHERE o.unit_id = ANY (place.lineage) AND o.granted_at <= c.opens_at AND c.sharing_mode = 'scoped'))
        AND (o.granted_at < app_now() OR EXISTS (SELECT FROM public.outbox m
          WHERE m.org_id = o.org_id AND m.key = concat_ws(':', 'new-reader', o.id, d.id, partner.person_id))))
  ) told;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before, and since when there was that role.
DROP FUNCTION end_of_role(uuid);--> statement-breakpoint
CREATE FUNCTION end_of_role(mail uuid, OUT unit text, OUT ended_at timestamptz, OUT by_name text, OUT by_self boolean, OUT granted_at timestamptz)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
  SELECT unit_label(g.org_id, g.unit_id), g.revoked_at, actor.name, actor.id IS NOT DISTINCT FROM g.person_id, g.granted_at
  FROM public.outbox o
    JOIN public.role_grants g ON g.org_id = o.org_id AND g.id = (o.payload ->> 'grantId')::uuid AND g.revoked_at IS NOT NULL
    LEFT JOIN public.people actor ON actor.org_id = o.org_id AND actor.id = (o.payload ->> 'by')::uuid
  WHERE o.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND o.id = mail AND o.kind = 'role-ended'
    AND NOT EXISTS (SELECT FROM public.role_grants again WHERE again.org_id = g.org_id AND again.person_id = g.person_id AND again.role = g.role
      AND again.unit_id IS NOT DISTINCT FROM g.unit_id AND again.revoked_at IS NULL)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION end_of_role(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION end_of_role(uuid) TO twofold_worker;--> statement-breakpoint

-- As before; only of a role of which they knew: of one that was given and ended untold they hear now that they have it.
CREATE OR REPLACE FUNCTION tell_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  knew boolean;
BEGIN
  WITH taken_back AS (
    DELETE FROM public.outbox o USING public.role_grants g
    WHERE g.org_id = new.org_id AND g.person_id = new.person_id AND g.role = new.role AND g.unit_id IS NOT DISTINCT FROM new.unit_id
      AND o.org_id = g.org_id AND o.key = concat_ws(':', 'role-ended', g.id) AND o.sent_at IS NULL AND o.failed_at IS NULL
    RETURNING o.payload ? 'untold' AS untold
  )
  SELECT bool_or(NOT t.untold) INTO knew FROM taken_back t;
  IF knew THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  VALUES (new.org_id, gen_random_uuid(), 'role-granted', concat_ws(':', 'role-granted', new.id), new.person_id,
    jsonb_build_object('role', new.role, 'grantId', new.id)
      || CASE WHEN new.role = 'leader' THEN jsonb_build_object('unit', unit_label(new.org_id, new.unit_id)) ELSE '{}'::jsonb END)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint

-- As before; who had a role for so short a time that no mail told them so hears of both in one.
CREATE OR REPLACE FUNCTION tell_ended_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  -- With the day of a unit's end the role ends by nobody's hand, whoever's statement carries it out.
  by_its_day boolean := current_setting('twofold.carries_out', true) = 'yes'
    AND EXISTS (SELECT FROM public.units u WHERE u.org_id = new.org_id AND u.id = new.unit_id AND u.ended_on <= today());
  untold boolean;
BEGIN
  DELETE FROM public.outbox o WHERE o.org_id = new.org_id AND o.key = concat_ws(':', 'role-granted', new.id)
    AND o.sent_at IS NULL AND o.failed_at IS NULL;
  untold := FOUND;
  INSERT INTO public.outbox (org_id, id, kind, key, person_id, payload)
  SELECT p.org_id, gen_random_uuid(), 'role-ended', concat_ws(':', 'role-ended', new.id), p.id,
    jsonb_strip_nulls(jsonb_build_object('role', new.role, 'grantId', new.id, 'by', CASE WHEN by_its_day IS NOT TRUE THEN nullif(current_setting('twofold.person_id', true), '') END,
      'untold', CASE WHEN untold THEN 'yes' END))
  FROM public.people p WHERE p.org_id = new.org_id AND p.id = new.person_id AND p.erased_at IS NULL
    AND (p.ended_on IS NULL OR p.ended_on > today())
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
