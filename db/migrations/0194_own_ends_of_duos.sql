ALTER TABLE "duos" DROP CONSTRAINT "duos_end_after_start";--> statement-breakpoint
ALTER TABLE "duos" DROP CONSTRAINT "duos_times";--> statement-breakpoint
DROP INDEX "duos_external_id";--> statement-breakpoint
ALTER TABLE "duos" ADD COLUMN "own_ended_on" date;--> statement-breakpoint
-- Of what is stored nobody knows whose end it was: an end of the very day of a person or of the unit is theirs, until it has come.
-- A duo of the same id as another one keeps it as its own, so that the id stays with one.
ALTER TABLE "people" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duos" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "units" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "duos" d SET "own_ended_on" = d."ended_on"
  WHERE d."ended_on" <= today() OR d."external_id" IS NOT NULL AND EXISTS (SELECT FROM "duos" o
      WHERE o."org_id" = d."org_id" AND o."id" <> d."id" AND o."external_id" = d."external_id" AND (o."ended_on" IS NULL OR o."ended_on" > today()))
    OR NOT EXISTS (SELECT FROM "people" p WHERE p."org_id" = d."org_id" AND p."id" IN (d."ic_person_id", d."manager_person_id")
      AND p."erased_at" IS NULL AND p."ended_on" = d."ended_on")
    AND NOT EXISTS (SELECT FROM "units" u WHERE u."org_id" = d."org_id" AND u."id" = d."unit_id" AND u."ended_on" = d."ended_on");--> statement-breakpoint
SET CONSTRAINTS ALL IMMEDIATE;--> statement-breakpoint
SET CONSTRAINTS ALL DEFERRED;--> statement-breakpoint
ALTER TABLE "people" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duos" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "units" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "duos_external_id" ON "duos" USING btree ("org_id","external_id") WHERE "duos"."own_ended_on" is null;--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_times" CHECK ("duos"."started_on" between '1950-01-01' and '2100-12-31' and "duos"."own_ended_on" between '1950-01-01' and '2100-12-31' and "duos"."ended_on" between '1950-01-01' and '2100-12-31');