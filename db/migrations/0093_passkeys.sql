CREATE TABLE "passkey_challenges" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires" timestamp with time zone DEFAULT now() + interval '5 minutes' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "passkey_challenges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "passkeys" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "passkeys_credential" UNIQUE("credential_id"),
	CONSTRAINT "passkeys_name" CHECK (char_length("passkeys"."name") between 1 and 60),
	CONSTRAINT "passkeys_transports" CHECK (char_length("passkeys"."transports") <= 200),
	CONSTRAINT "passkeys_counter" CHECK ("passkeys"."counter" >= 0),
	CONSTRAINT "passkeys_credential_size" CHECK (char_length("passkeys"."credential_id") between 16 and 1400)
);
--> statement-breakpoint
ALTER TABLE "passkeys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_known_action";--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_org_id_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkeys_person" ON "passkeys" USING btree ("org_id","person_id");--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_known_action" CHECK (("audit_log"."action", "audit_log"."area") in (('session.opened', 'access'), ('session.ended', 'access'), ('session.ended-everywhere', 'access'), ('identity.unlinked', 'access'), ('passkey.added', 'access'), ('passkey.renamed', 'access'), ('passkey.removed', 'access'), ('role.granted', 'program'), ('schedule.changed', 'program'), ('schedule.stopped', 'program'), ('planned.skipped', 'program'), ('planned.restored', 'program'), ('planned.shifted', 'program'), ('planned.missed', 'program'), ('role.revoked', 'program'), ('roster.imported', 'program'), ('roster.changed', 'program'), ('person.added', 'program'), ('person.ended', 'program'), ('person.resumed', 'program'), ('person.erased', 'program'), ('address.set', 'program'), ('address.asked', 'program'), ('duo.added', 'program'), ('duo.replaced', 'program'), ('duo.moved', 'program'), ('duo.paused', 'program'), ('duo.resumed', 'program'), ('duo.ended', 'program'), ('unit.moved', 'program'), ('organization.changed', 'program'), ('retention.changed', 'program'), ('retention.undone', 'program'), ('roster.exported', 'export'), ('address.confirmed', 'access'), ('address.refused', 'access'), ('cycle.opened', 'program'), ('cycle.extended', 'program'), ('cycle.cancelled', 'program'), ('cycle.nudged', 'program'), ('question.added', 'program'), ('question.retired', 'program'), ('job.retried', 'program'), ('mail.retried', 'program'), ('cycle.closed', 'program'), ('cycle.published', 'program'), ('cycle.withdrawn', 'program'), ('answers.unreadable', 'program'), ('overview.read', 'reading'), ('changes.read', 'reading'), ('flow.read', 'reading'), ('unit.listed', 'reading'), ('unit.read', 'reading'), ('duo.listed', 'reading'), ('duo.read', 'reading'), ('action.noted', 'reading'), ('action.taken-back', 'reading'), ('insights.exported', 'export'), ('answers.withdrawn', 'access'), ('answers.removed', 'access'), ('own-data.exported', 'access'), ('audit.exported', 'export')));--> statement-breakpoint
CREATE POLICY "passkey_challenges_auth_reads" ON "passkey_challenges" AS PERMISSIVE FOR SELECT TO "twofold_auth" USING (true);--> statement-breakpoint
CREATE POLICY "passkey_challenges_auth_makes" ON "passkey_challenges" AS PERMISSIVE FOR INSERT TO "twofold_auth" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "passkey_challenges_auth_uses" ON "passkey_challenges" AS PERMISSIVE FOR DELETE TO "twofold_auth" USING (true);--> statement-breakpoint
CREATE POLICY "passkeys_own_read" ON "passkeys" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "passkeys_auth_finds" ON "passkeys" AS PERMISSIVE FOR SELECT TO "twofold_auth" USING (true);--> statement-breakpoint
CREATE POLICY "passkeys_auth_adds" ON "passkeys" AS PERMISSIVE FOR INSERT TO "twofold_auth" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "passkeys_auth_changes" ON "passkeys" AS PERMISSIVE FOR UPDATE TO "twofold_auth" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "passkeys_auth_removes" ON "passkeys" AS PERMISSIVE FOR DELETE TO "twofold_auth" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "passkeys_functions_select" ON "passkeys" AS PERMISSIVE FOR SELECT TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id in (select p.id from people p where p.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and p.erased_at is not null));--> statement-breakpoint
CREATE POLICY "passkeys_functions_delete" ON "passkeys" AS PERMISSIVE FOR DELETE TO "twofold_owner" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and person_id in (select p.id from people p where p.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and p.erased_at is not null));--> statement-breakpoint
ALTER POLICY "outbox_auth_queues" ON "outbox" TO twofold_auth WITH CHECK (kind in ('sign-in', 'identity-unlinked', 'passkey-added', 'passkey-removed'));