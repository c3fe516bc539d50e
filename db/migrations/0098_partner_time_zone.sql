-- The time zone of the asking person's partner in a duo of theirs that has not ended, so that the two can agree on a time: as
-- the partner chose it, else the organization's. NULL for everybody else. A policy on `people` would give it to all who may
-- read a partner's name, admins and partners of former duos among them.
CREATE FUNCTION partner_time_zone(duo uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(nullif(partner.time_zone, ''), o.time_zone)
  FROM public.duos d
    JOIN public.people partner ON partner.org_id = d.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id)
    JOIN public.organizations o ON o.id = d.org_id
  WHERE d.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid
    AND d.id = duo AND (d.ended_on IS NULL OR d.ended_on > app_now()::date)
    AND nullif(current_setting('twofold.person_id', true), '')::uuid IN (d.ic_person_id, d.manager_person_id)
    AND partner.id <> nullif(current_setting('twofold.person_id', true), '')::uuid
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION partner_time_zone(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION partner_time_zone(uuid) TO twofold_app;
