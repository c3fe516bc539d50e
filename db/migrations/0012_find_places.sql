-- Where the duos of a cycle stand, counted without their rows: with what the policies ask of each beside it.
CREATE INDEX "published_duos_places" ON "published_duos" USING btree ("org_id","cycle_id","level_band","agreement","status") INCLUDE ("pair_type","lineage","ic_person_id","manager_person_id") WHERE "level_band" IS NOT NULL AND "agreement" IS NOT NULL;
