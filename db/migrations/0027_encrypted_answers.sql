CREATE TABLE "organization_keys" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"master_id" text NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organization_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_known_action";--> statement-breakpoint
ALTER TABLE "response_parts" DROP COLUMN "answers";--> statement-breakpoint
ALTER TABLE "response_parts" ADD COLUMN "answers" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "person_scores" ADD COLUMN "scores" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "published_duo_evidence" ADD COLUMN "evidence" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_keys" ADD CONSTRAINT "organization_keys_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_scores" DROP COLUMN "score";--> statement-breakpoint
ALTER TABLE "person_scores" DROP COLUMN "mx1";--> statement-breakpoint
ALTER TABLE "person_scores" DROP COLUMN "dimensions";--> statement-breakpoint
ALTER TABLE "person_scores" DROP COLUMN "shared";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "level";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "level_sd";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "gap";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "gap_sd";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "z_level";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "z_gap";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "q_level";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "q_gap";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "gap_now";--> statement-breakpoint
ALTER TABLE "published_duo_evidence" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_known_action" CHECK (("audit_log"."action", "audit_log"."area") in (('session.opened', 'access'), ('session.ended', 'access'), ('session.ended-everywhere', 'access'), ('identity.unlinked', 'access'), ('role.granted', 'program'), ('schedule.changed', 'program'), ('schedule.stopped', 'program'), ('planned.skipped', 'program'), ('planned.restored', 'program'), ('planned.shifted', 'program'), ('planned.missed', 'program'), ('cycle.opened', 'program'), ('cycle.extended', 'program'), ('cycle.cancelled', 'program'), ('cycle.nudged', 'program'), ('job.retried', 'program'), ('mail.retried', 'program'), ('cycle.closed', 'program'), ('cycle.published', 'program'), ('cycle.withdrawn', 'program'), ('answers.unreadable', 'program'), ('overview.read', 'reading'), ('changes.read', 'reading'), ('flow.read', 'reading'), ('unit.listed', 'reading'), ('unit.read', 'reading'), ('duo.listed', 'reading'), ('duo.read', 'reading'), ('insights.exported', 'export'), ('answers.withdrawn', 'access')));--> statement-breakpoint
CREATE POLICY "organization_keys_members_read" ON "organization_keys" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "organization_keys_publisher_reads" ON "organization_keys" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "organization_keys_functions_select" ON "organization_keys" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (true);--> statement-breakpoint
CREATE POLICY "organization_keys_owner_rewraps" ON "organization_keys" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (true) WITH CHECK (true);