ALTER TABLE published_drivers FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT ON published_drivers TO twofold_app, twofold_publisher;--> statement-breakpoint
GRANT INSERT ON published_drivers TO twofold_publisher;
