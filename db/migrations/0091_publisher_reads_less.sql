DROP POLICY "published_unit_counts_publisher_reads" ON "published_unit_counts" CASCADE;--> statement-breakpoint
-- No statement of the product needs these rights; versions of the questions are read by keys alone.
REVOKE SELECT ON published_unit_counts FROM twofold_publisher;--> statement-breakpoint
REVOKE SELECT (duo_id) ON responses FROM twofold_publisher;--> statement-breakpoint
REVOKE SELECT ON instrument_versions FROM twofold_app, twofold_auth, twofold_publisher, twofold_worker;
