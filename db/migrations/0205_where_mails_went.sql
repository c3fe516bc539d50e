DROP INDEX "outbox_pauses";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "sent_to" text;--> statement-breakpoint
CREATE INDEX "outbox_sent_to" ON "outbox" USING btree ("org_id","person_id") WHERE "outbox"."sent_to" is not null;--> statement-breakpoint
CREATE INDEX "outbox_pauses" ON "outbox" USING btree ("org_id","person_id") WHERE "outbox"."kind" in ('duo-resumed', 'duo-paused', 'duo-ended', 'partner-address-set', 'address-set');--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_sent_to" CHECK ("outbox"."sent_to" is null or ("outbox"."sent_to" ~ '^([0-9a-f]{64}|elsewhere)$' and ("outbox"."sent_at" is not null or "outbox"."failed_at" is not null)));--> statement-breakpoint
CREATE POLICY "outbox_functions_update" ON "outbox" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));