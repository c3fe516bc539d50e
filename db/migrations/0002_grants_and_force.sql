-- Policies bind the owner too.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO twofold_app, twofold_auth, twofold_publisher, twofold_worker;--> statement-breakpoint
REVOKE ALL ON FUNCTION viewer_is(text), viewer_units(), app_now() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION viewer_is(text), viewer_units(), app_now() TO twofold_app;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app_now() TO twofold_auth, twofold_publisher, twofold_worker;--> statement-breakpoint
GRANT SELECT ON installation, organizations, instrument_versions TO twofold_app, twofold_auth, twofold_publisher, twofold_worker;--> statement-breakpoint

-- The app: reads what its viewer may, writes what people and admins do. No DELETE but on drafts and consents.
GRANT SELECT ON people, units, role_grants, duos, cycles, cycle_units, duo_cycles, duo_cycle_sides, responses, response_parts, trust_consents, publications, published_duos, published_duo_partners, published_cells, audit_log TO twofold_app;--> statement-breakpoint
GRANT INSERT ON role_grants, cycles, cycle_units, duo_cycles, duo_cycle_sides, responses, response_parts, trust_consents, audit_log, outbox TO twofold_app;--> statement-breakpoint
GRANT UPDATE (language, time_zone) ON people TO twofold_app;--> statement-breakpoint
GRANT UPDATE (revoked_at) ON role_grants TO twofold_app;--> statement-breakpoint
GRANT UPDATE (state, sharing_mode, closes_local, time_zone, opens_at, closes_at, closed_at, withdrawn_at, withdrawn_reason) ON cycles TO twofold_app;--> statement-breakpoint
GRANT UPDATE (closed) ON duo_cycles TO twofold_app;--> statement-breakpoint
GRANT UPDATE (final_at) ON duo_cycle_sides TO twofold_app;--> statement-breakpoint
GRANT UPDATE (state, revision, promise_version, promise_accepted_at, submitted_at, submission_key, updated_at) ON responses TO twofold_app;--> statement-breakpoint
GRANT UPDATE (answers) ON response_parts TO twofold_app;--> statement-breakpoint
GRANT DELETE ON response_parts, trust_consents TO twofold_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO twofold_app;--> statement-breakpoint

-- The publisher: closed answers in, immutable rows out.
GRANT SELECT ON people, units, role_grants, duos, cycles, cycle_units, duo_cycles, duo_cycle_sides, responses, response_parts, publications, published_duos, published_duo_partners, published_duo_evidence, published_constants, person_scores, published_cells TO twofold_publisher;--> statement-breakpoint
GRANT INSERT ON publications, published_duos, published_duo_partners, published_duo_evidence, published_constants, person_scores, published_cells, audit_log, outbox TO twofold_publisher;--> statement-breakpoint
GRANT UPDATE (state, closed_at, published_at) ON cycles TO twofold_publisher;--> statement-breakpoint
GRANT UPDATE (closed) ON duo_cycles TO twofold_publisher;--> statement-breakpoint

-- Sign-in: next-auth's tables, and the binding of a person to a user.
GRANT SELECT, INSERT, UPDATE, DELETE ON users, accounts, sessions, verification_tokens, rate_limits TO twofold_auth;--> statement-breakpoint
GRANT SELECT ON people TO twofold_auth;--> statement-breakpoint
GRANT UPDATE (user_id, bound_at) ON people TO twofold_auth;--> statement-breakpoint
GRANT INSERT ON audit_log, outbox TO twofold_auth;--> statement-breakpoint

-- The worker: finds due cycles and sends mail.
GRANT SELECT ON cycles, people, outbox TO twofold_worker;--> statement-breakpoint
GRANT UPDATE (payload, sent_at, failed_at, due_at, attempts, last_error) ON outbox TO twofold_worker;
