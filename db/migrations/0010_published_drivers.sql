CREATE TABLE "published_drivers" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"lineage" uuid[] NOT NULL,
	"standing" text NOT NULL,
	"duos" integer NOT NULL,
	"r_squared" double precision,
	"weights" jsonb,
	CONSTRAINT "published_drivers_org_id_cycle_id_pk" PRIMARY KEY("org_id","cycle_id"),
	CONSTRAINT "published_drivers_floor" CHECK ("published_drivers"."standing" = 'hidden' and num_nonnulls("published_drivers"."r_squared", "published_drivers"."weights") = 0 or "published_drivers"."standing" = 'candidates' and "published_drivers"."duos" >= 100 or "published_drivers"."standing" = 'named' and "published_drivers"."duos" >= 200)
);
--> statement-breakpoint
ALTER TABLE "published_drivers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "published_drivers" ADD CONSTRAINT "published_drivers_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "published_drivers_leaders_read" ON "published_drivers" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units())));--> statement-breakpoint
CREATE POLICY "published_drivers_publisher_reads" ON "published_drivers" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_drivers_publisher_writes" ON "published_drivers" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));