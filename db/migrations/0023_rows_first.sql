CREATE TABLE "cell_readers" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"pair_type" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "cell_readers_org_id_person_id_unit_id_cycle_id_measure_pair_type_pk" PRIMARY KEY("org_id","person_id","unit_id","cycle_id","measure","pair_type")
);
--> statement-breakpoint
ALTER TABLE "cell_readers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cell_unsafe_people" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"pair_type" text NOT NULL,
	"person_ids" uuid[] NOT NULL,
	CONSTRAINT "cell_unsafe_people_org_id_unit_id_cycle_id_measure_pair_type_pk" PRIMARY KEY("org_id","unit_id","cycle_id","measure","pair_type")
);
--> statement-breakpoint
ALTER TABLE "cell_unsafe_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_unit_counts" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"lineage" uuid[] NOT NULL,
	"attribute" text NOT NULL,
	"value" text NOT NULL,
	"enrolled" integer NOT NULL,
	"complete" integer NOT NULL,
	"states" integer[] NOT NULL,
	"agreement" integer[] NOT NULL,
	"dimensions" integer[] NOT NULL,
	"levels" integer[] NOT NULL,
	CONSTRAINT "published_unit_counts_org_id_unit_id_cycle_id_attribute_value_pk" PRIMARY KEY("org_id","unit_id","cycle_id","attribute","value"),
	CONSTRAINT "published_unit_counts_complete" CHECK ("published_unit_counts"."complete" between 0 and "published_unit_counts"."enrolled")
);
--> statement-breakpoint
ALTER TABLE "published_unit_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "published_duos" RENAME COLUMN "grade_gap" TO "grade_distance";--> statement-breakpoint
ALTER TABLE "published_duo_partners" DROP CONSTRAINT "published_duo_partners_no_data_no_level";--> statement-breakpoint
ALTER TABLE "published_duo_partners" DROP CONSTRAINT "published_duo_partners_incomplete_says_nothing";--> statement-breakpoint
ALTER TABLE "published_duos" DROP CONSTRAINT "published_duos_no_data_no_level";--> statement-breakpoint
ALTER TABLE "published_duos" DROP CONSTRAINT "published_duos_incomplete_says_nothing";--> statement-breakpoint
ALTER TABLE "published_cells" DROP CONSTRAINT "published_cells_hidden_is_empty";--> statement-breakpoint
ALTER TABLE "published_cells" ALTER COLUMN "value" SET DATA TYPE smallint;--> statement-breakpoint
ALTER TABLE "published_cells" ALTER COLUMN "low" SET DATA TYPE smallint;--> statement-breakpoint
ALTER TABLE "published_cells" ALTER COLUMN "high" SET DATA TYPE smallint;--> statement-breakpoint
ALTER TABLE "person_scores" ADD COLUMN "shared" double precision[] NOT NULL;--> statement-breakpoint
ALTER TABLE "published_duos" ADD COLUMN "line_manager" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "published_duos" ADD COLUMN "team_size" text;--> statement-breakpoint
ALTER TABLE "published_duos" ADD COLUMN "platform" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "cell_readers" ADD CONSTRAINT "cell_readers_cell" FOREIGN KEY ("org_id","unit_id","cycle_id","measure","pair_type") REFERENCES "public"."published_cells"("org_id","unit_id","cycle_id","measure","pair_type") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cell_unsafe_people" ADD CONSTRAINT "cell_unsafe_people_cell" FOREIGN KEY ("org_id","unit_id","cycle_id","measure","pair_type") REFERENCES "public"."published_cells"("org_id","unit_id","cycle_id","measure","pair_type") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_unit_counts" ADD CONSTRAINT "published_unit_counts_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_cells" DROP COLUMN "shrunken";--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD CONSTRAINT "duo_cycles_team_size" CHECK ("duo_cycles"."team_size" >= 1);--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_team_size" CHECK ("duos"."team_size" >= 1);--> statement-breakpoint
ALTER TABLE "published_duo_partners" ADD CONSTRAINT "published_duo_partners_no_data_no_figures" CHECK ("published_duo_partners"."status" <> 'not-enough-data' or (num_nonnulls("published_duo_partners"."level", "published_duo_partners"."level_band", "published_duo_partners"."agreement", "published_duo_partners"."dimension_bands") = 0));--> statement-breakpoint
ALTER TABLE "published_duo_partners" ADD CONSTRAINT "published_duo_partners_incomplete_says_nothing" CHECK ("published_duo_partners"."complete" or (num_nonnulls("published_duo_partners"."level", "published_duo_partners"."level_band", "published_duo_partners"."agreement", "published_duo_partners"."dimension_bands") = 0 and "published_duo_partners"."reason" = '' and num_nonnulls("published_duo_partners"."status", "published_duo_partners"."since_cycle_id", "published_duo_partners"."since_on", "published_duo_partners"."previous_status", "published_duo_partners"."previous_level") = 0 and not "published_duo_partners"."watch_declining" and not "published_duo_partners"."watch_apart"));--> statement-breakpoint
ALTER TABLE "published_duos" ADD CONSTRAINT "published_duos_grade_distance" CHECK ("published_duos"."grade_distance" >= 0);--> statement-breakpoint
ALTER TABLE "published_duos" ADD CONSTRAINT "published_duos_no_data_no_figures" CHECK ("published_duos"."status" <> 'not-enough-data' or (num_nonnulls("published_duos"."level", "published_duos"."level_band", "published_duos"."agreement", "published_duos"."dimension_bands") = 0));--> statement-breakpoint
ALTER TABLE "published_duos" ADD CONSTRAINT "published_duos_incomplete_says_nothing" CHECK ("published_duos"."complete" or (num_nonnulls("published_duos"."level", "published_duos"."level_band", "published_duos"."agreement", "published_duos"."dimension_bands") = 0 and "published_duos"."reason" = '' and num_nonnulls("published_duos"."status", "published_duos"."since_cycle_id", "published_duos"."since_on", "published_duos"."previous_status", "published_duos"."previous_level") = 0));--> statement-breakpoint
ALTER TABLE "published_cells" ADD CONSTRAINT "published_cells_coarse" CHECK (num_nonnulls("published_cells"."value", "published_cells"."low", "published_cells"."high") = 0 or (least("published_cells"."value", "published_cells"."low") >= 10 and greatest("published_cells"."value", "published_cells"."high") <= 90 and ("published_cells"."counted" >= 20 or ("published_cells"."value" % 5 = 0 and num_nonnulls("published_cells"."low", "published_cells"."high") = 0))));--> statement-breakpoint
ALTER TABLE "published_cells" ADD CONSTRAINT "published_cells_verdict_apart" CHECK (case when "published_cells"."measure" like 'verdict:%' then num_nonnulls("published_cells"."value", "published_cells"."low", "published_cells"."high", "published_cells"."band") = 0 else "published_cells"."verdict" is null end);--> statement-breakpoint
ALTER TABLE "published_cells" ADD CONSTRAINT "published_cells_hidden_is_empty" CHECK ("published_cells"."visible" = ("published_cells"."hidden_reason" is null) and ("published_cells"."visible" or num_nonnulls("published_cells"."counted", "published_cells"."enrolled", "published_cells"."value", "published_cells"."low", "published_cells"."high", "published_cells"."verdict", "published_cells"."band") = 0));--> statement-breakpoint
CREATE POLICY "published_duos_partners_read" ON "published_duos" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select nullif(current_setting('twofold.person_id', true), '')::uuid) in (ic_person_id, manager_person_id)));--> statement-breakpoint
CREATE POLICY "cell_readers_own_read" ON "cell_readers" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "cell_readers_publisher_reads" ON "cell_readers" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cell_readers_publisher_writes" ON "cell_readers" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cell_readers_publisher_removes" ON "cell_readers" AS PERMISSIVE FOR DELETE TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cell_unsafe_people_publisher_reads" ON "cell_unsafe_people" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cell_unsafe_people_publisher_writes" ON "cell_unsafe_people" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_unit_counts_leaders_read" ON "published_unit_counts" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units())));--> statement-breakpoint
CREATE POLICY "published_unit_counts_publisher_reads" ON "published_unit_counts" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_unit_counts_publisher_writes" ON "published_unit_counts" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "published_duos_leaders_read" ON "published_duos" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units())));--> statement-breakpoint
ALTER POLICY "published_cells_leaders_read" ON "published_cells" TO twofold_app USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units()) and exists (select from cell_readers r where r.org_id = published_cells.org_id and r.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and r.cycle_id = published_cells.cycle_id and r.unit_id = published_cells.unit_id and r.measure = published_cells.measure and r.pair_type = published_cells.pair_type)));