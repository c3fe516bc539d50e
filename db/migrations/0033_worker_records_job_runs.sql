DROP INDEX "outbox_waiting";--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree (("kind" <> 'sign-in'),"due_at") WHERE "outbox"."sent_at" is null and "outbox"."failed_at" is null;--> statement-breakpoint
DROP POLICY "job_runs_functions_select" ON "job_runs" CASCADE;--> statement-breakpoint
DROP POLICY "job_runs_functions_insert" ON "job_runs" CASCADE;--> statement-breakpoint
DROP POLICY "job_runs_functions_update" ON "job_runs" CASCADE;--> statement-breakpoint
CREATE POLICY "job_runs_worker_reads" ON "job_runs" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "job_runs_worker_records" ON "job_runs" AS PERMISSIVE FOR INSERT TO "twofold_worker" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "job_runs_worker_changes" ON "job_runs" AS PERMISSIVE FOR UPDATE TO "twofold_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
DROP FUNCTION record_job_run(text, text, text);--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON job_runs TO twofold_worker;
