ALTER TABLE "erasures" DROP CONSTRAINT "erasures_position";--> statement-breakpoint
ALTER TABLE "erasures" DROP CONSTRAINT "erasures_org_id_person_id_pk";--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_org_id_position_pk" PRIMARY KEY("org_id","position");--> statement-breakpoint
ALTER TABLE "erasures" ADD COLUMN "cycle_id" uuid;--> statement-breakpoint
ALTER TABLE "erasures" ADD COLUMN "duo_id" uuid;--> statement-breakpoint
ALTER TABLE "answer_withdrawals" ADD COLUMN "was_revealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_one_of_person" ON "erasures" USING btree ("org_id","person_id") WHERE "erasures"."cycle_id" is null;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_whole_survey" CHECK (("erasures"."cycle_id" is null) = ("erasures"."duo_id" is null));