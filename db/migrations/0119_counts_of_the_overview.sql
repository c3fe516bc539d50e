ALTER TABLE "published_unit_counts" ADD COLUMN "places" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "published_unit_counts" ADD COLUMN "steps" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "published_unit_counts" ADD COLUMN "older" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "published_unit_counts" ADD COLUMN "elsewhere" integer DEFAULT 0 NOT NULL;