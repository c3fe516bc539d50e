DROP INDEX "outbox_pauses";--> statement-breakpoint
CREATE INDEX "audit_log_addresses_set" ON "audit_log" USING btree ("org_id","subject_id","at") WHERE "audit_log"."action" = 'address.set';--> statement-breakpoint
CREATE INDEX "outbox_pauses" ON "outbox" USING btree ("org_id","person_id") WHERE "outbox"."kind" in ('duo-resumed', 'duo-paused', 'duo-ended', 'partner-address-set');--> statement-breakpoint
-- Names of earlier releases, by SQL, of which nothing can be seen, in several lines, or longer than a form takes.
ALTER TABLE "organizations" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "organizations" SET "name" = coalesce(nullif(btrim(left(btrim(regexp_replace("name", '[[:space:]\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), 1000)), ''), "id"::text)
  WHERE "name" ~ '[\u0001-\u001f\u007f-\u009f]' OR "name" !~ '[^[:space:]]' OR char_length("name") > 1000;--> statement-breakpoint
ALTER TABLE "organizations" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_name" CHECK ("organizations"."name" ~ '[^[:space:]]' and "organizations"."name" !~ '[\u0001-\u001f\u007f-\u009f]' and char_length("organizations"."name") <= 1000);