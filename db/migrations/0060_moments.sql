CREATE TABLE "moments" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"written_by" uuid DEFAULT nullif(current_setting('twofold.person_id', true), '')::uuid NOT NULL,
	"confirmed_at" timestamp with time zone,
	"content" "bytea" NOT NULL,
	CONSTRAINT "moments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "moments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "moments" ADD CONSTRAINT "moments_org_id_duo_id_duos_org_id_id_fk" FOREIGN KEY ("org_id","duo_id") REFERENCES "public"."duos"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moments_of_duo" ON "moments" USING btree ("org_id","duo_id");--> statement-breakpoint
CREATE POLICY "moments_partners_read" ON "moments" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (duo_id in (select d.id from duos d where d.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (d.ic_person_id, d.manager_person_id))));--> statement-breakpoint
CREATE POLICY "moments_partner_writes" ON "moments" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (written_by = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and duo_id in (select l.duo_id from living_duos() l)));--> statement-breakpoint
CREATE POLICY "moments_partners_change" ON "moments" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (duo_id in (select l.duo_id from living_duos() l))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (duo_id in (select l.duo_id from living_duos() l)));--> statement-breakpoint
CREATE POLICY "moments_writer_removes" ON "moments" AS PERMISSIVE FOR DELETE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (written_by = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and confirmed_at is null and duo_id in (select l.duo_id from living_duos() l)));