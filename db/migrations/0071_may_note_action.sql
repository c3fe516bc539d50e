-- Whether the asking leader may note an action for a duo, done on a day: they read its row of a published cycle that shows
-- duos and whose promise names actions, they are not one of the two, and the day lies between the opening of that cycle and
-- today, in whatever time zone it is today first.
CREATE FUNCTION may_note_action(cycle uuid, duo uuid, day date) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  RETURN EXISTS (
    SELECT FROM public.published_duos p JOIN public.cycles c ON c.org_id = p.org_id AND c.id = p.cycle_id
    WHERE p.org_id = org AND p.cycle_id = cycle AND p.duo_id = duo
      AND p.lineage && viewer_units() AND person NOT IN (p.ic_person_id, p.manager_person_id)
      AND c.state = 'published' AND c.promise_version NOT IN ('1', '2')
      AND day BETWEEN (c.opens_at AT TIME ZONE c.time_zone)::date AND ((app_now() AT TIME ZONE 'UTC') + interval '14 hours')::date
  );
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION may_note_action(uuid, uuid, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION may_note_action(uuid, uuid, date) TO twofold_app;
