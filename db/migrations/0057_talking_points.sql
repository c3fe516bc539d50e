CREATE TABLE "talking_points" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"codes" "bytea" NOT NULL,
	CONSTRAINT "talking_points_org_id_cycle_id_duo_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id")
);
--> statement-breakpoint
ALTER TABLE "talking_points" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "talking_points_partners_read" ON "talking_points" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id))));--> statement-breakpoint
CREATE POLICY "talking_points_partners_pick" ON "talking_points" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select r.cycle_id, r.duo_id from revealed_duos() r)));--> statement-breakpoint
CREATE POLICY "talking_points_partners_change" ON "talking_points" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select r.cycle_id, r.duo_id from revealed_duos() r))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select r.cycle_id, r.duo_id from revealed_duos() r)));