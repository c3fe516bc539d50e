CREATE TABLE "job_runs" (
	"org_id" uuid NOT NULL,
	"job" text NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"succeeded_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"fault" text,
	"reference" text,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "job_runs_org_id_job_pk" PRIMARY KEY("org_id","job"),
	CONSTRAINT "job_runs_job" CHECK ("job_runs"."job" in ('open-cycles', 'remind', 'close-cycles', 'publish-cycle', 'send-mail')),
	CONSTRAINT "job_runs_fault" CHECK (("job_runs"."fault" is null) = ("job_runs"."failures" = 0))
);
--> statement-breakpoint
ALTER TABLE "job_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "planned_cycles" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"opens_local" text NOT NULL,
	"closes_local" text NOT NULL,
	"time_zone" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"cycle_id" uuid,
	"reason" text,
	CONSTRAINT "planned_cycles_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "planned_cycles_state" CHECK ("planned_cycles"."state" in ('planned', 'skipped', 'opened', 'missed', 'cancelled', 'replaced')),
	CONSTRAINT "planned_cycles_opened_has_cycle" CHECK (("planned_cycles"."state" = 'opened') = ("planned_cycles"."cycle_id" is not null)),
	CONSTRAINT "planned_cycles_missed_has_reason" CHECK (("planned_cycles"."state" = 'missed') = ("planned_cycles"."reason" is not null)),
	CONSTRAINT "planned_cycles_time_zone" CHECK ("planned_cycles"."time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,59}$'),
	CONSTRAINT "planned_cycles_opens_local" CHECK ("planned_cycles"."opens_local" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "planned_cycles_closes_local" CHECK ("planned_cycles"."closes_local" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$')
);
--> statement-breakpoint
ALTER TABLE "planned_cycles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "schedules" (
	"org_id" uuid NOT NULL,
	"rhythm" text NOT NULL,
	"first_day" date NOT NULL,
	"opens_time" text NOT NULL,
	"closes_time" text NOT NULL,
	"days" smallint NOT NULL,
	"time_zone" text NOT NULL,
	"sharing_mode" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "schedules_org_id_pk" PRIMARY KEY("org_id"),
	CONSTRAINT "schedules_rhythm" CHECK ("schedules"."rhythm" in ('monthly', 'six-weekly', 'quarterly', 'single')),
	CONSTRAINT "schedules_sharing_mode" CHECK ("schedules"."sharing_mode" in ('scoped', 'private')),
	CONSTRAINT "schedules_opens_time" CHECK ("schedules"."opens_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "schedules_closes_time" CHECK ("schedules"."closes_time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "schedules_days" CHECK ("schedules"."days" between 14 and 28),
	CONSTRAINT "schedules_time_zone" CHECK ("schedules"."time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,59}$')
);
--> statement-breakpoint
ALTER TABLE "schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_known_action";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "day" date;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "queued_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "reminders" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_cycles" ADD CONSTRAINT "planned_cycles_org_id_schedules_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."schedules"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_cycles" ADD CONSTRAINT "planned_cycles_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "planned_cycles_slot" ON "planned_cycles" USING btree ("org_id","slot") WHERE "planned_cycles"."state" in ('planned', 'skipped');--> statement-breakpoint
CREATE INDEX "planned_cycles_due" ON "planned_cycles" USING btree ("opens_at") WHERE "planned_cycles"."state" = 'planned';--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_reminder_a_day" ON "outbox" USING btree ("org_id","person_id","day") WHERE "outbox"."day" is not null;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_known_action" CHECK (("audit_log"."action", "audit_log"."area") in (('session.opened', 'access'), ('session.ended', 'access'), ('session.ended-everywhere', 'access'), ('identity.unlinked', 'access'), ('role.granted', 'program'), ('schedule.changed', 'program'), ('schedule.stopped', 'program'), ('planned.skipped', 'program'), ('planned.restored', 'program'), ('planned.shifted', 'program'), ('planned.missed', 'program'), ('cycle.opened', 'program'), ('cycle.extended', 'program'), ('cycle.cancelled', 'program'), ('cycle.nudged', 'program'), ('job.retried', 'program'), ('mail.retried', 'program'), ('cycle.closed', 'program'), ('cycle.published', 'program'), ('cycle.withdrawn', 'program'), ('overview.read', 'reading'), ('changes.read', 'reading'), ('flow.read', 'reading'), ('unit.listed', 'reading'), ('unit.read', 'reading'), ('duo.listed', 'reading'), ('duo.read', 'reading'), ('insights.exported', 'export'), ('answers.withdrawn', 'access')));--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_reminder_has_day" CHECK (("outbox"."kind" in ('reminder', 'nudge')) = ("outbox"."day" is not null));--> statement-breakpoint
CREATE POLICY "cycle_units_functions_select" ON "cycle_units" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and cycle_id in (select c.id from cycles c where c.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and c.state = 'open'));--> statement-breakpoint
CREATE POLICY "cycle_units_functions_delete" ON "cycle_units" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and cycle_id in (select c.id from cycles c where c.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and c.state = 'open'));--> statement-breakpoint
CREATE POLICY "cycles_functions_delete" ON "cycles" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and state = 'open');--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_functions_delete" ON "duo_cycle_sides" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and cycle_id in (select c.id from cycles c where c.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and c.state = 'open'));--> statement-breakpoint
CREATE POLICY "duo_cycles_functions_delete" ON "duo_cycles" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and cycle_id in (select c.id from cycles c where c.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and c.state = 'open'));--> statement-breakpoint
CREATE POLICY "outbox_partner_queues" ON "outbox" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (kind in ('partner-answered', 'reveal-ready') and person_id <> (select nullif(current_setting('twofold.person_id', true), '')::uuid) and person_id in (select unnest(array[dc.ic_person_id, dc.manager_person_id]) from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed)));--> statement-breakpoint
CREATE POLICY "outbox_admin_reads" ON "outbox" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and (kind in ('cycle-opened', 'cycle-published', 'partner-replaced', 'new-reader') or (kind in ('reminder', 'nudge') and (select viewer_units()) is null))));--> statement-breakpoint
CREATE POLICY "outbox_functions_select" ON "outbox" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "outbox_functions_insert" ON "outbox" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "people_functions_select" ON "people" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "job_runs_admin_reads" ON "job_runs" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "job_runs_functions_select" ON "job_runs" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "job_runs_functions_insert" ON "job_runs" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "job_runs_functions_update" ON "job_runs" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "planned_cycles_admin_reads" ON "planned_cycles" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "planned_cycles_admin_plans" ON "planned_cycles" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "planned_cycles_admin_changes" ON "planned_cycles" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "planned_cycles_publisher_reads" ON "planned_cycles" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "planned_cycles_publisher_plans" ON "planned_cycles" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "planned_cycles_worker_finds_due" ON "planned_cycles" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "planned_cycles_functions_select" ON "planned_cycles" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "planned_cycles_functions_update" ON "planned_cycles" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "schedules_admin_reads" ON "schedules" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "schedules_admin_makes" ON "schedules" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "schedules_admin_changes" ON "schedules" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "schedules_publisher_reads" ON "schedules" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "schedules_functions_select" ON "schedules" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "outbox_publisher_queues" ON "outbox" TO twofold_publisher WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and kind in ('cycle-opened', 'cycle-published'));--> statement-breakpoint
ALTER POLICY "organizations_members_read" ON "organizations" TO twofold_app,twofold_owner,twofold_publisher USING (id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));