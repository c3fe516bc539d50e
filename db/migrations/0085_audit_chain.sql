CREATE TABLE "audit_chains" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"sealed_until" timestamp with time zone NOT NULL,
	"streamed" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_chains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"org_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"row_id" uuid NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"row_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seals_org_id_number_pk" PRIMARY KEY("org_id","number"),
	CONSTRAINT "audit_seals_row" UNIQUE("org_id","row_id"),
	CONSTRAINT "audit_seals_hashes" CHECK ("audit_seals"."row_hash" ~ '^[0-9a-f]{64}$' and "audit_seals"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "job_runs" DROP CONSTRAINT "job_runs_job";--> statement-breakpoint
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_job" CHECK ("job_runs"."job" in ('open-cycles', 'remind', 'close-cycles', 'publish-cycle', 'send-mail', 'seal-audit'));--> statement-breakpoint
CREATE POLICY "audit_log_worker_reads" ON "audit_log" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "audit_log_functions_select" ON "audit_log" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_chains_worker_reads" ON "audit_chains" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "audit_chains_functions_select" ON "audit_chains" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_chains_functions_insert" ON "audit_chains" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_chains_functions_update" ON "audit_chains" AS PERMISSIVE FOR UPDATE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_seals_worker_reads" ON "audit_seals" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "audit_seals_functions_select" ON "audit_seals" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_seals_functions_insert" ON "audit_seals" AS PERMISSIVE FOR INSERT TO "twofold_owner" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));