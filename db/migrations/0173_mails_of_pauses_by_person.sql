DROP INDEX "outbox_resumed";--> statement-breakpoint
CREATE INDEX "outbox_pauses" ON "outbox" USING btree ("org_id","person_id") WHERE "outbox"."kind" in ('duo-resumed', 'duo-paused');