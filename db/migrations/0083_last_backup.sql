ALTER TABLE "installation" ADD COLUMN "backed_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "backup_bytes" bigint;--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_backup_has_size" CHECK (("installation"."backed_up_at" is null) = ("installation"."backup_bytes" is null));