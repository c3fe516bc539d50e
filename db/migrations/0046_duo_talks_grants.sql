ALTER TABLE duo_talks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT (org_id, cycle_id, duo_id, person_id), DELETE ON duo_talks TO twofold_app;
