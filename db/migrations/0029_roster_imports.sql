CREATE TABLE "address_changes" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"new_address" text NOT NULL,
	"requested_by" uuid DEFAULT nullif(current_setting('twofold.person_id', true), '')::uuid,
	"requested_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "address_changes_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "address_changes_state" CHECK ("address_changes"."state" in ('pending', 'confirmed', 'refused', 'replaced')),
	CONSTRAINT "address_changes_decided" CHECK (("address_changes"."state" = 'pending') = ("address_changes"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "address_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roster_import_files" (
	"org_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "roster_import_files_org_id_import_id_number_pk" PRIMARY KEY("org_id","import_id","number"),
	CONSTRAINT "roster_import_files_number" CHECK ("roster_import_files"."number" between 1 and 20),
	CONSTRAINT "roster_import_files_name" CHECK (char_length("roster_import_files"."name") between 1 and 200),
	CONSTRAINT "roster_import_files_size" CHECK (octet_length("roster_import_files"."content") <= 20971520)
);
--> statement-breakpoint
ALTER TABLE "roster_import_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roster_imports" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_by" uuid DEFAULT nullif(current_setting('twofold.person_id', true), '')::uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"state" text DEFAULT 'receiving' NOT NULL,
	"complete" boolean NOT NULL,
	"progress" smallint DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"summary" jsonb,
	"items" jsonb,
	"problems" jsonb,
	"fingerprint" text,
	"failure" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "roster_imports_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "roster_imports_state" CHECK ("roster_imports"."state" in ('receiving', 'checking', 'checked', 'applying', 'applied', 'discarded')),
	CONSTRAINT "roster_imports_progress" CHECK ("roster_imports"."progress" between 0 and 100),
	CONSTRAINT "roster_imports_end_holds_nobody" CHECK (("roster_imports"."state" in ('applied', 'discarded')) = ("roster_imports"."finished_at" is not null) and ("roster_imports"."finished_at" is null or num_nonnulls("roster_imports"."items", "roster_imports"."problems") = 0))
);
--> statement-breakpoint
ALTER TABLE "roster_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_known_action";--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "duos" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_org_id_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_import_files" ADD CONSTRAINT "roster_import_files_org_id_import_id_roster_imports_org_id_id_fk" FOREIGN KEY ("org_id","import_id") REFERENCES "public"."roster_imports"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_imports" ADD CONSTRAINT "roster_imports_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_imports" ADD CONSTRAINT "roster_imports_org_id_created_by_people_org_id_id_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "address_changes_one_waits" ON "address_changes" USING btree ("org_id","person_id") WHERE "address_changes"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "roster_imports_newest" ON "roster_imports" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_imports_one_applies" ON "roster_imports" USING btree ("org_id") WHERE "roster_imports"."state" = 'applying';--> statement-breakpoint
CREATE UNIQUE INDEX "duos_external_id" ON "duos" USING btree ("org_id","external_id") WHERE "duos"."ended_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "units_external_id" ON "units" USING btree ("org_id","external_id");--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD CONSTRAINT "duo_cycles_left_is_closed" CHECK ("duo_cycles"."left_at" is null or "duo_cycles"."closed");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_known_action" CHECK (("audit_log"."action", "audit_log"."area") in (('session.opened', 'access'), ('session.ended', 'access'), ('session.ended-everywhere', 'access'), ('identity.unlinked', 'access'), ('role.granted', 'program'), ('schedule.changed', 'program'), ('schedule.stopped', 'program'), ('planned.skipped', 'program'), ('planned.restored', 'program'), ('planned.shifted', 'program'), ('planned.missed', 'program'), ('role.revoked', 'program'), ('roster.imported', 'program'), ('roster.exported', 'export'), ('address.confirmed', 'access'), ('address.refused', 'access'), ('cycle.opened', 'program'), ('cycle.extended', 'program'), ('cycle.cancelled', 'program'), ('cycle.nudged', 'program'), ('job.retried', 'program'), ('mail.retried', 'program'), ('cycle.closed', 'program'), ('cycle.published', 'program'), ('cycle.withdrawn', 'program'), ('answers.unreadable', 'program'), ('overview.read', 'reading'), ('changes.read', 'reading'), ('flow.read', 'reading'), ('unit.listed', 'reading'), ('unit.read', 'reading'), ('duo.listed', 'reading'), ('duo.read', 'reading'), ('insights.exported', 'export'), ('answers.withdrawn', 'access')));--> statement-breakpoint
CREATE POLICY "duos_functions_insert" ON "duos" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "duos_functions_update" ON "duos" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "people_functions_insert" ON "people" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "people_functions_update" ON "people" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_grants_functions_update" ON "role_grants" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "units_functions_insert" ON "units" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "units_functions_update" ON "units" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "address_changes_own" ON "address_changes" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "address_changes_functions_select" ON "address_changes" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "address_changes_functions_insert" ON "address_changes" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "address_changes_functions_update" ON "address_changes" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "roster_import_files_admin_reads" ON "roster_import_files" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "roster_import_files_admin_adds" ON "roster_import_files" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (import_id in (select i.id from roster_imports i where i.org_id = roster_import_files.org_id and i.state = 'receiving' and i.created_by = (select nullif(current_setting('twofold.person_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "roster_import_files_functions_select" ON "roster_import_files" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (true);--> statement-breakpoint
CREATE POLICY "roster_import_files_functions_delete" ON "roster_import_files" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (true);--> statement-breakpoint
CREATE POLICY "roster_imports_admin_reads" ON "roster_imports" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "roster_imports_admin_begins" ON "roster_imports" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and created_by = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "roster_imports_functions_select" ON "roster_imports" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (true);--> statement-breakpoint
CREATE POLICY "roster_imports_functions_update" ON "roster_imports" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "outbox_admin_queues" ON "outbox" TO twofold_app WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and kind in ('cycle-opened', 'address-change')));--> statement-breakpoint
ALTER POLICY "response_parts_publisher_reads_closed" ON "response_parts" TO twofold_publisher USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and dc.closed and dc.left_at is null) and stage = 'final' and class in ('S', 'A', 'trust'));