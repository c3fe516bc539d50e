DROP INDEX "outbox_pauses";--> statement-breakpoint
CREATE INDEX "outbox_pauses" ON "outbox" USING btree ("org_id","person_id") WHERE "outbox"."kind" in ('duo-resumed', 'duo-paused', 'duo-ended');