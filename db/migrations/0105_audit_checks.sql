ALTER TABLE "job_runs" DROP CONSTRAINT "job_runs_job";--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "checked_number" bigint;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "checked_hash" text;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "fault_number" bigint;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD COLUMN "fault_row" uuid;--> statement-breakpoint
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_checked" CHECK (("audit_chains"."checked_at" is null) = ("audit_chains"."checked_number" is null) and (coalesce("audit_chains"."checked_number", 0) = 0) = ("audit_chains"."checked_hash" is null));--> statement-breakpoint
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_fault" CHECK (("audit_chains"."fault" is not null and "audit_chains"."fault" in ('gap', 'removed', 'changed', 'order', 'inserted', 'cut') and "audit_chains"."checked_at" is not null) or num_nulls("audit_chains"."fault", "audit_chains"."fault_number", "audit_chains"."fault_row") = 3);--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_job" CHECK ("job_runs"."job" in ('open-cycles', 'remind', 'close-cycles', 'publish-cycle', 'remove-answers', 'send-mail', 'seal-audit', 'check-audit'));