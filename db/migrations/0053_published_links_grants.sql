ALTER TABLE published_links FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON published_links TO twofold_publisher;
