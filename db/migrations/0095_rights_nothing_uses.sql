DROP POLICY "publications_publisher_reads" ON "publications" CASCADE;--> statement-breakpoint
DROP POLICY "published_drivers_publisher_reads" ON "published_drivers" CASCADE;--> statement-breakpoint
DROP POLICY "accounts_functions_delete" ON "accounts" CASCADE;--> statement-breakpoint
DROP POLICY "sessions_functions_delete" ON "sessions" CASCADE;--> statement-breakpoint
ALTER POLICY "accounts_functions_select" ON "accounts" TO twofold_owner USING (user_id = (select p.user_id from people p where p.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and p.id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
ALTER POLICY "sessions_functions_select" ON "sessions" TO twofold_owner USING (user_id = (select p.user_id from people p where p.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and p.id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
REVOKE SELECT ON publications, published_drivers FROM twofold_publisher;
