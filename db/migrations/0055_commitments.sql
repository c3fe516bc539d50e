CREATE TABLE "commitments" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "commitments_org_id_cycle_id_duo_id_slot_pk" PRIMARY KEY("org_id","cycle_id","duo_id","slot"),
	CONSTRAINT "commitments_at_most" CHECK ("commitments"."slot" between 1 and 3)
);
--> statement-breakpoint
ALTER TABLE "commitments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "commitments_partners_read" ON "commitments" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id))));--> statement-breakpoint
CREATE POLICY "commitments_partners_make" ON "commitments" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select p.cycle_id, p.duo_id from promising_duos() p)));--> statement-breakpoint
CREATE POLICY "commitments_partners_change" ON "commitments" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select p.cycle_id, p.duo_id from promising_duos() p))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select p.cycle_id, p.duo_id from promising_duos() p)));--> statement-breakpoint
CREATE POLICY "commitments_partners_remove" ON "commitments" AS PERMISSIVE FOR DELETE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select p.cycle_id, p.duo_id from promising_duos() p)));