ALTER TABLE cycle_declines FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON cycle_declines TO twofold_app;--> statement-breakpoint
-- Whether somebody declined depends on the duo's cycle and on whether they are final: changed under the lock of the duo's cycle.
CREATE TRIGGER cycle_declines_read_committed BEFORE INSERT OR UPDATE OR DELETE ON cycle_declines FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint
CREATE TRIGGER answer_1_lock BEFORE INSERT OR UPDATE OR DELETE ON cycle_declines FOR EACH ROW EXECUTE FUNCTION lock_duo_cycle();--> statement-breakpoint

-- Declines an open cycle in the asking person's name, before they have submitted. Gives "declined", "submitted" or "closed"
-- (also for who withdrew); null for somebody who is not in the duo's cycle.
CREATE FUNCTION decline_cycle(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo
    AND s.person_id = person AND s.final_at IS NOT NULL) THEN
    RETURN 'submitted';
  END IF;
  IF NOT EXISTS (SELECT FROM writable_duos() w WHERE w.cycle_id = cycle AND w.duo_id = duo) THEN
    RETURN 'closed';
  END IF;
  INSERT INTO public.cycle_declines (org_id, cycle_id, duo_id, person_id) VALUES (org, cycle, duo, person) ON CONFLICT DO NOTHING;
  RETURN 'declined';
END $$;--> statement-breakpoint

-- Takes it back, without a trace, until the close. Gives "taken-back" or "closed"; null for somebody who is not in the duo's cycle.
CREATE FUNCTION take_back_decline(cycle uuid, duo uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  org uuid := nullif(current_setting('twofold.org_id', true), '')::uuid;
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
BEGIN
  IF NOT lock_own_duo(org, cycle, duo, person) THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM writable_duos() w WHERE w.cycle_id = cycle AND w.duo_id = duo) THEN
    RETURN 'closed';
  END IF;
  DELETE FROM public.cycle_declines WHERE org_id = org AND cycle_id = cycle AND duo_id = duo AND person_id = person;
  RETURN 'taken-back';
END $$;--> statement-breakpoint

-- Who submits after all has not declined any more, for instance in a tab that was open all the time.
CREATE FUNCTION end_decline() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public.cycle_declines WHERE org_id = new.org_id AND cycle_id = new.cycle_id AND duo_id = new.duo_id AND person_id = new.person_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER duo_cycle_sides_end_decline AFTER UPDATE OF final_at ON duo_cycle_sides FOR EACH ROW
  WHEN (old.final_at IS NULL AND new.final_at IS NOT NULL) EXECUTE FUNCTION end_decline();--> statement-breakpoint

-- As before, without those who declined.
CREATE OR REPLACE FUNCTION missing_people(cycle uuid) RETURNS TABLE (person_id uuid, zone text) LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT p.id, known_zone(p.time_zone, o.time_zone)
  FROM public.cycles c
    JOIN public.organizations o ON o.id = c.org_id
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.final_at IS NULL
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people p ON p.org_id = s.org_id AND p.id = s.person_id AND p.reminders AND p.erased_at IS NULL
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = s.org_id AND w.cycle_id = s.cycle_id AND w.duo_id = s.duo_id AND w.person_id = s.person_id)
    AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = s.person_id)
$$;--> statement-breakpoint

-- As before, without duos in whose cycle the reader declined or withdrew after the reminder was queued.
CREATE OR REPLACE FUNCTION reminder_facts(cycle uuid, person uuid, OUT closes_at timestamptz, OUT partners text[], OUT wait_seconds integer)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.closes_at, array_agg(partner.name ORDER BY partner.name),
    ceil(extract(epoch FROM until_working_hours(known_zone(max(self.time_zone), (SELECT o.time_zone FROM public.organizations o WHERE o.id = max(c.org_id::text)::uuid)))))::integer
  FROM public.cycles c
    JOIN public.duo_cycle_sides s ON s.org_id = c.org_id AND s.cycle_id = c.id AND s.person_id = person AND s.final_at IS NULL
    JOIN public.duo_cycles d ON d.org_id = s.org_id AND d.cycle_id = s.cycle_id AND d.duo_id = s.duo_id
    JOIN public.active_duos a ON a.org_id = s.org_id AND a.id = s.duo_id
    JOIN public.people partner ON partner.org_id = s.org_id AND partner.id IN (d.ic_person_id, d.manager_person_id) AND partner.id <> person
    JOIN public.people self ON self.org_id = s.org_id AND self.id = person AND self.reminders
  WHERE c.org_id = nullif(current_setting('twofold.org_id', true), '')::uuid AND c.id = cycle AND c.state = 'open' AND c.closes_at > app_now()
    AND NOT EXISTS (SELECT FROM public.answer_withdrawals w WHERE w.org_id = s.org_id AND w.cycle_id = s.cycle_id AND w.duo_id = s.duo_id AND w.person_id = person)
    AND NOT EXISTS (SELECT FROM public.cycle_declines n WHERE n.org_id = s.org_id AND n.cycle_id = s.cycle_id AND n.duo_id = s.duo_id AND n.person_id = person)
  GROUP BY c.closes_at
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION decline_cycle(uuid, uuid), take_back_decline(uuid, uuid), end_decline() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION decline_cycle(uuid, uuid), take_back_decline(uuid, uuid) TO twofold_app;
