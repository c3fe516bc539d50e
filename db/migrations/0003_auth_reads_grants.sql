CREATE POLICY "role_grants_auth_reads" ON "role_grants" AS PERMISSIVE FOR SELECT TO "twofold_auth" USING (true);--> statement-breakpoint
GRANT SELECT ON role_grants TO twofold_auth;
