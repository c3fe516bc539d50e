ALTER TABLE published_unit_counts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE cell_readers FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE cell_unsafe_people FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON published_unit_counts, cell_readers TO twofold_app, twofold_publisher;--> statement-breakpoint
GRANT SELECT ON cell_unsafe_people TO twofold_publisher;--> statement-breakpoint
GRANT INSERT ON published_unit_counts, cell_readers, cell_unsafe_people TO twofold_publisher;--> statement-breakpoint
-- A leader whose scope grows loses the comparisons with the company that become solvable.
GRANT DELETE ON cell_readers TO twofold_publisher;
