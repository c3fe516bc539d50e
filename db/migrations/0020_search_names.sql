DROP INDEX "published_duos_in_state";--> statement-breakpoint
ALTER TABLE "published_duos" ADD COLUMN "search_name" text GENERATED ALWAYS AS (search_text(display_name)) STORED;--> statement-breakpoint
CREATE INDEX "published_duos_in_state" ON "published_duos" USING btree ("org_id","cycle_id","status","since_on" DESC NULLS FIRST);