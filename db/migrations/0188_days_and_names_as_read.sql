-- What the app never wrote, but SQL could: days of the roster without an end, or outside of those that a file may name, and names of
-- which nothing can be seen. From here on none comes in.
ALTER TABLE "people" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duos" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "units" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "people" SET "ended_on" = CASE WHEN "ended_on" > '2100-12-31' THEN NULL ELSE date '1950-01-01' END
  WHERE "ended_on" NOT BETWEEN '1950-01-01' AND '2100-12-31';--> statement-breakpoint
UPDATE "units" SET "ended_on" = CASE WHEN "ended_on" > '2100-12-31' THEN NULL ELSE date '1950-01-01' END
  WHERE "ended_on" NOT BETWEEN '1950-01-01' AND '2100-12-31';--> statement-breakpoint
UPDATE "duos" SET "started_on" = greatest(least("started_on", date '2100-12-31'), date '1950-01-01'),
    "ended_on" = CASE WHEN "ended_on" <= '2100-12-31' THEN greatest("ended_on", date '1950-01-01') END
  WHERE "started_on" NOT BETWEEN '1950-01-01' AND '2100-12-31' OR "ended_on" NOT BETWEEN '1950-01-01' AND '2100-12-31';--> statement-breakpoint
UPDATE "people" SET
    "name" = coalesce(nullif(btrim(regexp_replace("name", '[[:space:]\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), ''), "id"::text),
    "given_name" = coalesce(nullif(btrim(regexp_replace("given_name", '[[:space:]\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), ''), "id"::text)
  WHERE "erased_at" IS NULL AND ("name" || ' ' || "given_name" ~ '[\u0001-\u001f\u007f-\u009f]' OR "name" !~ '[^[:space:]]' OR "given_name" !~ '[^[:space:]]');--> statement-breakpoint
UPDATE "units" SET "name" = coalesce(nullif(btrim(regexp_replace("name", '[[:space:]\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), ''), "id"::text)
  WHERE "name" ~ '[\u0001-\u001f\u007f-\u009f]' OR "name" !~ '[^[:space:]]';--> statement-breakpoint
UPDATE "duos" SET "display_name" = btrim(regexp_replace("display_name", '[[:space:]\u0001-\u001f\u007f-\u009f]+', ' ', 'g'))
  WHERE "display_name" ~ '[\u0001-\u001f\u007f-\u009f]' OR ("display_name" <> '' AND "display_name" !~ '[^[:space:]]');--> statement-breakpoint
SET CONSTRAINTS ALL IMMEDIATE;--> statement-breakpoint
SET CONSTRAINTS ALL DEFERRED;--> statement-breakpoint
ALTER TABLE "people" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "duos" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "units" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "custom_questions" ADD CONSTRAINT "custom_questions_times" CHECK (isfinite("custom_questions"."retired_at"));--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_times" CHECK (isfinite("cycles"."opens_at") and isfinite("cycles"."closes_at") and isfinite("cycles"."closed_at") and isfinite("cycles"."published_at"));--> statement-breakpoint
ALTER TABLE "duo_cycle_sides" ADD CONSTRAINT "duo_cycle_sides_times" CHECK (isfinite("duo_cycle_sides"."final_at"));--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_times" CHECK ("duos"."started_on" between '1950-01-01' and '2100-12-31' and "duos"."ended_on" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_name" CHECK ("duos"."display_name" = '' or ("duos"."display_name" ~ '[^[:space:]]' and "duos"."display_name" !~ '[\u0001-\u001f\u007f-\u009f]'));--> statement-breakpoint
ALTER TABLE "moments" ADD CONSTRAINT "moments_times" CHECK (isfinite("moments"."confirmed_at") and isfinite("moments"."agreed_at"));--> statement-breakpoint
ALTER TABLE "noted_actions" ADD CONSTRAINT "noted_actions_times" CHECK ("noted_actions"."done_on" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_times" CHECK ("outbox"."day" between '1950-01-01' and '2100-12-31' and isfinite("outbox"."due_at") and isfinite("outbox"."sent_at") and isfinite("outbox"."failed_at"));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_times" CHECK ("people"."ended_on" between '1950-01-01' and '2100-12-31' and isfinite("people"."bound_at") and isfinite("people"."address_held_at"));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_names" CHECK ("people"."erased_at" is not null or ("people"."name" ~ '[^[:space:]]' and "people"."name" !~ '[\u0001-\u001f\u007f-\u009f]' and "people"."given_name" ~ '[^[:space:]]' and "people"."given_name" !~ '[\u0001-\u001f\u007f-\u009f]'));--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_times" CHECK (isfinite("role_grants"."revoked_at"));--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_times" CHECK ("units"."ended_on" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_name" CHECK ("units"."name" ~ '[^[:space:]]' and "units"."name" !~ '[\u0001-\u001f\u007f-\u009f]');--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_times" CHECK (isfinite("passkeys"."last_used_at"));--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_times" CHECK (isfinite("publications"."published_at"));--> statement-breakpoint
ALTER TABLE "published_duo_partners" ADD CONSTRAINT "published_duo_partners_times" CHECK ("published_duo_partners"."since_on" between '1950-01-01' and '2100-12-31' and "published_duo_partners"."since_from_on" between '1950-01-01' and '2100-12-31' and "published_duo_partners"."since_to_on" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "published_duos" ADD CONSTRAINT "published_duos_times" CHECK ("published_duos"."since_on" between '1950-01-01' and '2100-12-31' and "published_duos"."since_from_on" between '1950-01-01' and '2100-12-31' and "published_duos"."since_to_on" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_times" CHECK (isfinite("responses"."promise_accepted_at") and isfinite("responses"."submitted_at") and isfinite("responses"."updated_at"));--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_times" CHECK (isfinite("job_runs"."ran_at") and isfinite("job_runs"."succeeded_at") and isfinite("job_runs"."failed_at"));--> statement-breakpoint
ALTER TABLE "planned_cycles" ADD CONSTRAINT "planned_cycles_times" CHECK (isfinite("planned_cycles"."opens_at") and isfinite("planned_cycles"."closes_at"));--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_times" CHECK ("schedules"."first_day" between '1950-01-01' and '2100-12-31');--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_times" CHECK (isfinite("sessions"."created_at") and isfinite("sessions"."expires"));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_times" CHECK (isfinite("users"."email_verified"));--> statement-breakpoint
ALTER TABLE "verification_tokens" ADD CONSTRAINT "verification_tokens_times" CHECK (isfinite("verification_tokens"."expires"));