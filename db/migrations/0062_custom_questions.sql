CREATE TABLE "custom_questions" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slot" smallint NOT NULL,
	"kind" text NOT NULL,
	"wording" text NOT NULL,
	"options" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "custom_questions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "custom_questions_slot" CHECK ("custom_questions"."slot" in (1, 2)),
	CONSTRAINT "custom_questions_wording" CHECK (length("custom_questions"."wording") between 1 and 2000),
	CONSTRAINT "custom_questions_options" CHECK (case "custom_questions"."kind" when 'scale' then cardinality("custom_questions"."options") = 5 when 'choice' then cardinality("custom_questions"."options") between 2 and 6 else false end and length(array_to_string("custom_questions"."options", '')) <= 6000)
);
--> statement-breakpoint
ALTER TABLE "custom_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cycle_questions" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	CONSTRAINT "cycle_questions_org_id_cycle_id_question_id_pk" PRIMARY KEY("org_id","cycle_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "cycle_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_known_action";--> statement-breakpoint
ALTER TABLE "custom_questions" ADD CONSTRAINT "custom_questions_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_questions" ADD CONSTRAINT "cycle_questions_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_questions" ADD CONSTRAINT "cycle_questions_org_id_question_id_custom_questions_org_id_id_fk" FOREIGN KEY ("org_id","question_id") REFERENCES "public"."custom_questions"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "custom_questions_in_force" ON "custom_questions" USING btree ("org_id","slot") WHERE "custom_questions"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "cycle_questions_of_question" ON "cycle_questions" USING btree ("org_id","question_id");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_known_action" CHECK (("audit_log"."action", "audit_log"."area") in (('session.opened', 'access'), ('session.ended', 'access'), ('session.ended-everywhere', 'access'), ('identity.unlinked', 'access'), ('role.granted', 'program'), ('schedule.changed', 'program'), ('schedule.stopped', 'program'), ('planned.skipped', 'program'), ('planned.restored', 'program'), ('planned.shifted', 'program'), ('planned.missed', 'program'), ('role.revoked', 'program'), ('roster.imported', 'program'), ('roster.changed', 'program'), ('person.added', 'program'), ('person.ended', 'program'), ('person.resumed', 'program'), ('address.set', 'program'), ('address.asked', 'program'), ('duo.added', 'program'), ('duo.replaced', 'program'), ('duo.moved', 'program'), ('duo.paused', 'program'), ('duo.resumed', 'program'), ('duo.ended', 'program'), ('unit.moved', 'program'), ('organization.changed', 'program'), ('roster.exported', 'export'), ('address.confirmed', 'access'), ('address.refused', 'access'), ('cycle.opened', 'program'), ('cycle.extended', 'program'), ('cycle.cancelled', 'program'), ('cycle.nudged', 'program'), ('question.added', 'program'), ('question.retired', 'program'), ('job.retried', 'program'), ('mail.retried', 'program'), ('cycle.closed', 'program'), ('cycle.published', 'program'), ('cycle.withdrawn', 'program'), ('answers.unreadable', 'program'), ('overview.read', 'reading'), ('changes.read', 'reading'), ('flow.read', 'reading'), ('unit.listed', 'reading'), ('unit.read', 'reading'), ('duo.listed', 'reading'), ('duo.read', 'reading'), ('insights.exported', 'export'), ('answers.withdrawn', 'access')));--> statement-breakpoint
CREATE POLICY "custom_questions_members_read" ON "custom_questions" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "custom_questions_admin_adds" ON "custom_questions" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "custom_questions_admin_retires" ON "custom_questions" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and retired_at is null)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and retired_at = app_now()));--> statement-breakpoint
CREATE POLICY "custom_questions_functions_select" ON "custom_questions" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cycle_questions_members_read" ON "cycle_questions" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "cycle_questions_functions_insert" ON "cycle_questions" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));