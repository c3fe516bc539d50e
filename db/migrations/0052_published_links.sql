CREATE TABLE "published_links" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"version" text NOT NULL,
	"item" text NOT NULL,
	"decision" text NOT NULL,
	"people" integer NOT NULL,
	"shift" double precision,
	"shift_lower" double precision,
	"shift_upper" double precision,
	"correlation" double precision,
	"slope" double precision,
	"intercept" double precision,
	"standard_error" double precision,
	CONSTRAINT "published_links_org_id_cycle_id_item_pk" PRIMARY KEY("org_id","cycle_id","item"),
	CONSTRAINT "published_links_decision" CHECK ("published_links"."decision" in ('splice', 'line', 'break', 'common-items')),
	CONSTRAINT "published_links_line" CHECK ("published_links"."decision" <> 'line' or num_nonnulls("published_links"."slope", "published_links"."intercept", "published_links"."standard_error") = 3)
);
--> statement-breakpoint
ALTER TABLE "published_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "instrument_break" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "published_links" ADD CONSTRAINT "published_links_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_links" ADD CONSTRAINT "published_links_version_instrument_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."instrument_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "published_links_publisher_reads" ON "published_links" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_links_publisher_writes" ON "published_links" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));