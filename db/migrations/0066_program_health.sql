CREATE TABLE "published_health" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"people" integer NOT NULL,
	"surveys" integer NOT NULL,
	"in_time" smallint,
	"alpha" smallint,
	"items" jsonb NOT NULL,
	CONSTRAINT "published_health_org_id_cycle_id_pk" PRIMARY KEY("org_id","cycle_id"),
	CONSTRAINT "published_health_floor" CHECK ("published_health"."people" >= 30 and "published_health"."surveys" >= "published_health"."people"),
	CONSTRAINT "published_health_in_time" CHECK ("published_health"."in_time" between 0 and 100),
	CONSTRAINT "published_health_coarse" CHECK (not jsonb_path_exists("published_health"."items", '$[*].rest ? (@ != @.floor())') and not jsonb_path_exists("published_health"."items", '$[*] ? (@.n < 30 && @.rest != null)') and not jsonb_path_exists("published_health"."items", '$[*].keyvalue() ? (@.key != "code" && @.key != "n" && @.key != "rest")'))
);
--> statement-breakpoint
ALTER TABLE "published_health" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "responses" ADD COLUMN "answering_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "published_health" ADD CONSTRAINT "published_health_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "responses_publisher_reads_closed" ON "responses" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and dc.closed and dc.left_at is null) and state = 'submitted');--> statement-breakpoint
CREATE POLICY "published_health_admin_reads" ON "published_health" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "published_health_publisher_reads" ON "published_health" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_health_publisher_writes" ON "published_health" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "outbox_admin_reads" ON "outbox" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and (kind in ('cycle-opened', 'cycle-published', 'partner-replaced', 'new-reader', 'address-change', 'partner-address-set', 'identity-unlinked') or (kind in ('reminder', 'nudge') and (select viewer_units()) is null))));--> statement-breakpoint
ALTER POLICY "responses_author_begins" ON "responses" TO twofold_app WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select w.cycle_id, w.duo_id from writable_duos() w) and revision = 1 and promise_accepted_at = app_now() and updated_at = app_now() and (state = 'submitted') = (submitted_at is not null) and (submitted_at is null or submitted_at = app_now()) and (submission_key is not null) = (submitted_at is not null) and answering_seconds = 0 and (cycle_id, instrument_version, promise_version) in (select c.id, c.instrument_version, c.promise_version from cycles c where c.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid))));