CREATE TABLE "cycle_units" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"platform" boolean NOT NULL,
	"lineage" uuid[] NOT NULL,
	CONSTRAINT "cycle_units_org_id_cycle_id_unit_id_pk" PRIMARY KEY("org_id","cycle_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "cycle_units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cycles" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"sharing_mode" text NOT NULL,
	"instrument_version" text NOT NULL,
	"promise_version" text NOT NULL,
	"closes_local" text NOT NULL,
	"time_zone" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "cycles_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "cycles_number" UNIQUE("org_id","number"),
	CONSTRAINT "cycles_state" CHECK ("cycles"."state" in ('draft', 'open', 'closed', 'published', 'withdrawn')),
	CONSTRAINT "cycles_window" CHECK ("cycles"."closes_at" > "cycles"."opens_at"),
	CONSTRAINT "cycles_published_for_good" CHECK (("cycles"."state" in ('published', 'withdrawn')) = ("cycles"."published_at" is not null)),
	CONSTRAINT "cycles_withdrawal_has_reason" CHECK (("cycles"."state" = 'withdrawn') = ("cycles"."withdrawn_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "cycles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "duo_cycle_sides" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"side" text NOT NULL,
	"person_id" uuid NOT NULL,
	"final_at" timestamp with time zone,
	CONSTRAINT "duo_cycle_sides_org_id_cycle_id_duo_id_side_pk" PRIMARY KEY("org_id","cycle_id","duo_id","side"),
	CONSTRAINT "duo_cycle_sides_side" CHECK ("duo_cycle_sides"."side" in ('ic', 'manager'))
);
--> statement-breakpoint
ALTER TABLE "duo_cycle_sides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "duo_cycles" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"pair_type" text NOT NULL,
	"ic_person_id" uuid NOT NULL,
	"manager_person_id" uuid NOT NULL,
	"grade_gap" smallint,
	"tenure_months" smallint NOT NULL,
	"first_cycle" boolean NOT NULL,
	"closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "duo_cycles_org_id_cycle_id_duo_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id")
);
--> statement-breakpoint
ALTER TABLE "duo_cycles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "instrument_versions" (
	"version" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duos" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"pair_type" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"ic_person_id" uuid NOT NULL,
	"manager_person_id" uuid NOT NULL,
	"ic_grade" smallint,
	"manager_grade" smallint,
	"line_manager" boolean DEFAULT false NOT NULL,
	"team_size" smallint,
	"started_on" date NOT NULL,
	"ended_on" date,
	"paused" boolean DEFAULT false NOT NULL,
	CONSTRAINT "duos_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "duos_two_people" CHECK ("duos"."ic_person_id" <> "duos"."manager_person_id")
);
--> statement-breakpoint
ALTER TABLE "duos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"area" text NOT NULL,
	"subject_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_log_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "outbox_key" UNIQUE("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"kind" text DEFAULT 'production' NOT NULL,
	"clock_offset" interval DEFAULT '0' NOT NULL,
	CONSTRAINT "installation_is_one" CHECK ("installation"."one"),
	CONSTRAINT "installation_kind" CHECK ("installation"."kind" in ('production', 'demo', 'test')),
	CONSTRAINT "installation_real_clock" CHECK ("installation"."kind" <> 'production' or "installation"."clock_offset" = interval '0')
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "people" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"given_name" text NOT NULL,
	"email" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"user_id" uuid,
	"bound_at" timestamp with time zone,
	"erased_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "people_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "people_external_id" UNIQUE("org_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_grants" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"unit_id" uuid,
	"granted_by" uuid,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "role_grants_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('member', 'leader', 'admin', 'reviewer')),
	CONSTRAINT "role_grants_leader_has_unit" CHECK (("role_grants"."role" = 'leader') = ("role_grants"."unit_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "role_grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "units" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"platform" boolean DEFAULT false NOT NULL,
	"lineage" uuid[] NOT NULL,
	CONSTRAINT "units_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "units_lineage_ends_here" CHECK ("units"."lineage"[cardinality("units"."lineage")] = "units"."id")
);
--> statement-breakpoint
ALTER TABLE "units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person_scores" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"score" double precision,
	"mx1" smallint,
	"dimensions" double precision[] NOT NULL,
	CONSTRAINT "person_scores_org_id_cycle_id_duo_id_side_pk" PRIMARY KEY("org_id","cycle_id","duo_id","side")
);
--> statement-breakpoint
ALTER TABLE "person_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "publications" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"engine_version" text NOT NULL,
	"instrument_version" text NOT NULL,
	"sharing_mode" text NOT NULL,
	CONSTRAINT "publications_org_id_cycle_id_pk" PRIMARY KEY("org_id","cycle_id")
);
--> statement-breakpoint
ALTER TABLE "publications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_cells" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"lineage" uuid[] NOT NULL,
	"measure" text NOT NULL,
	"pair_type" text NOT NULL,
	"visible" boolean NOT NULL,
	"hidden_reason" text,
	"counted" integer,
	"enrolled" integer,
	"value" double precision,
	"low" double precision,
	"high" double precision,
	"shrunken" double precision,
	"verdict" text,
	"band" text,
	CONSTRAINT "published_cells_org_id_unit_id_cycle_id_measure_pair_type_pk" PRIMARY KEY("org_id","unit_id","cycle_id","measure","pair_type"),
	CONSTRAINT "published_cells_hidden_is_empty" CHECK ("published_cells"."visible" = ("published_cells"."hidden_reason" is null) and ("published_cells"."visible" or num_nonnulls("published_cells"."counted", "published_cells"."enrolled", "published_cells"."value", "published_cells"."low", "published_cells"."high", "published_cells"."shrunken", "published_cells"."verdict", "published_cells"."band") = 0)),
	CONSTRAINT "published_cells_floor" CHECK (not "published_cells"."visible" or "published_cells"."counted" >= 5)
);
--> statement-breakpoint
ALTER TABLE "published_cells" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_constants" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"stream" text NOT NULL,
	"constants" jsonb NOT NULL,
	CONSTRAINT "published_constants_org_id_cycle_id_stream_pk" PRIMARY KEY("org_id","cycle_id","stream")
);
--> statement-breakpoint
ALTER TABLE "published_constants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_duo_evidence" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"stream" text NOT NULL,
	"level" double precision,
	"level_sd" double precision,
	"gap" double precision,
	"gap_sd" double precision,
	"z_level" double precision,
	"z_gap" double precision,
	"q_level" double precision,
	"q_gap" double precision,
	"gap_now" double precision,
	"state" jsonb NOT NULL,
	CONSTRAINT "published_duo_evidence_org_id_cycle_id_stream_duo_id_pk" PRIMARY KEY("org_id","cycle_id","stream","duo_id")
);
--> statement-breakpoint
ALTER TABLE "published_duo_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_duo_partners" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"ic_person_id" uuid NOT NULL,
	"manager_person_id" uuid NOT NULL,
	"complete" boolean NOT NULL,
	"status" text,
	"reason" text DEFAULT '' NOT NULL,
	"since_cycle_id" uuid,
	"since_on" date,
	"status_cycles" smallint DEFAULT 0 NOT NULL,
	"level" smallint,
	"level_band" text,
	"agreement" text,
	"dimension_bands" jsonb,
	"previous_status" text,
	"previous_level" smallint,
	"last_status_cycle_id" uuid,
	"watch_declining" boolean NOT NULL,
	"watch_apart" boolean NOT NULL,
	CONSTRAINT "published_duo_partners_org_id_cycle_id_duo_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id"),
	CONSTRAINT "published_duo_partners_level_steps" CHECK ("published_duo_partners"."level" % 5 = 0 and "published_duo_partners"."level" between 0 and 100),
	CONSTRAINT "published_duo_partners_no_trust" CHECK (not ("published_duo_partners"."dimension_bands" ? 'TRUST'))
);
--> statement-breakpoint
ALTER TABLE "published_duo_partners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_duos" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"lineage" uuid[] NOT NULL,
	"ic_person_id" uuid NOT NULL,
	"manager_person_id" uuid NOT NULL,
	"sharing_mode" text NOT NULL,
	"display_name" text NOT NULL,
	"pair_type" text NOT NULL,
	"grade_gap" smallint,
	"tenure_months" smallint NOT NULL,
	"complete" boolean NOT NULL,
	"status" text,
	"reason" text DEFAULT '' NOT NULL,
	"since_cycle_id" uuid,
	"since_on" date,
	"status_cycles" smallint DEFAULT 0 NOT NULL,
	"level" smallint,
	"level_band" text,
	"agreement" text,
	"dimension_bands" jsonb,
	"previous_status" text,
	"previous_level" smallint,
	"last_status_cycle_id" uuid,
	CONSTRAINT "published_duos_org_id_cycle_id_duo_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id"),
	CONSTRAINT "published_duos_scoped_only" CHECK ("published_duos"."sharing_mode" = 'scoped'),
	CONSTRAINT "published_duos_level_steps" CHECK ("published_duos"."level" % 5 = 0 and "published_duos"."level" between 0 and 100),
	CONSTRAINT "published_duos_incomplete_says_nothing" CHECK ("published_duos"."complete" or ("published_duos"."status" is null and "published_duos"."level" is null and "published_duos"."agreement" is null and "published_duos"."dimension_bands" is null)),
	CONSTRAINT "published_duos_no_data_no_level" CHECK ("published_duos"."status" <> 'not-enough-data' or "published_duos"."level" is null),
	CONSTRAINT "published_duos_no_one_voice" CHECK ("published_duos"."reason" <> 'one-voice'),
	CONSTRAINT "published_duos_no_trust" CHECK (not ("published_duos"."dimension_bands" ? 'TRUST'))
);
--> statement-breakpoint
ALTER TABLE "published_duos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "response_parts" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"class" text NOT NULL,
	"stage" text NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "response_parts_org_id_cycle_id_duo_id_author_id_class_stage_pk" PRIMARY KEY("org_id","cycle_id","duo_id","author_id","class","stage"),
	CONSTRAINT "response_parts_class" CHECK ("response_parts"."class" in ('S', 'A', 'P', 'trust', 'comment', 'note')),
	CONSTRAINT "response_parts_stage" CHECK ("response_parts"."stage" in ('draft', 'final'))
);
--> statement-breakpoint
ALTER TABLE "response_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "responses" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"side" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"instrument_version" text NOT NULL,
	"promise_version" text NOT NULL,
	"promise_accepted_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"submission_key" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "responses_org_id_cycle_id_duo_id_author_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id","author_id"),
	CONSTRAINT "responses_submitted_at" CHECK (("responses"."state" = 'submitted') <= ("responses"."submitted_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "responses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trust_consents" (
	"org_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"duo_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trust_consents_org_id_cycle_id_duo_id_person_id_pk" PRIMARY KEY("org_id","cycle_id","duo_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "trust_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"code_hash" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
ALTER TABLE "verification_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cycle_units" ADD CONSTRAINT "cycle_units_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_units" ADD CONSTRAINT "cycle_units_org_id_unit_id_units_org_id_id_fk" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."units"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_instrument_version_instrument_versions_version_fk" FOREIGN KEY ("instrument_version") REFERENCES "public"."instrument_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duo_cycle_sides" ADD CONSTRAINT "duo_cycle_sides_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duo_cycle_sides" ADD CONSTRAINT "duo_cycle_sides_org_id_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD CONSTRAINT "duo_cycles_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD CONSTRAINT "duo_cycles_org_id_duo_id_duos_org_id_id_fk" FOREIGN KEY ("org_id","duo_id") REFERENCES "public"."duos"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duo_cycles" ADD CONSTRAINT "duo_cycles_org_id_cycle_id_unit_id_cycle_units_org_id_cycle_id_unit_id_fk" FOREIGN KEY ("org_id","cycle_id","unit_id") REFERENCES "public"."cycle_units"("org_id","cycle_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_org_id_unit_id_units_org_id_id_fk" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."units"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_org_id_ic_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","ic_person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_org_id_manager_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","manager_person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_org_id_person_id_people_org_id_id_fk" FOREIGN KEY ("org_id","person_id") REFERENCES "public"."people"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_org_id_unit_id_units_org_id_id_fk" FOREIGN KEY ("org_id","unit_id") REFERENCES "public"."units"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_parent" FOREIGN KEY ("org_id","parent_id") REFERENCES "public"."units"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_scores" ADD CONSTRAINT "person_scores_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_cells" ADD CONSTRAINT "published_cells_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_constants" ADD CONSTRAINT "published_constants_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_duo_evidence" ADD CONSTRAINT "published_duo_evidence_org_id_cycle_id_cycles_org_id_id_fk" FOREIGN KEY ("org_id","cycle_id") REFERENCES "public"."cycles"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_duo_partners" ADD CONSTRAINT "published_duo_partners_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_duos" ADD CONSTRAINT "published_duos_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "response_parts" ADD CONSTRAINT "response_parts_org_id_cycle_id_duo_id_author_id_responses_org_id_cycle_id_duo_id_author_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id","author_id") REFERENCES "public"."responses"("org_id","cycle_id","duo_id","author_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_instrument_version_instrument_versions_version_fk" FOREIGN KEY ("instrument_version") REFERENCES "public"."instrument_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trust_consents" ADD CONSTRAINT "trust_consents_org_id_cycle_id_duo_id_duo_cycles_org_id_cycle_id_duo_id_fk" FOREIGN KEY ("org_id","cycle_id","duo_id") REFERENCES "public"."duo_cycles"("org_id","cycle_id","duo_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cycles_one_open" ON "cycles" USING btree ("org_id") WHERE "cycles"."state" = 'open';--> statement-breakpoint
CREATE INDEX "cycles_due" ON "cycles" USING btree ("closes_at") WHERE "cycles"."state" = 'open';--> statement-breakpoint
CREATE INDEX "duo_cycle_sides_person" ON "duo_cycle_sides" USING btree ("org_id","person_id");--> statement-breakpoint
CREATE INDEX "duo_cycles_ic" ON "duo_cycles" USING btree ("org_id","ic_person_id");--> statement-breakpoint
CREATE INDEX "duo_cycles_manager" ON "duo_cycles" USING btree ("org_id","manager_person_id");--> statement-breakpoint
CREATE INDEX "duos_ic" ON "duos" USING btree ("org_id","ic_person_id");--> statement-breakpoint
CREATE INDEX "duos_manager" ON "duos" USING btree ("org_id","manager_person_id");--> statement-breakpoint
CREATE INDEX "audit_log_time" ON "audit_log" USING btree ("org_id","at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("due_at") WHERE "outbox"."sent_at" is null and "outbox"."failed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "role_grants_person" ON "role_grants" USING btree ("org_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "units_one_root" ON "units" USING btree ("org_id") WHERE "units"."parent_id" is null;--> statement-breakpoint
CREATE INDEX "published_cells_cycle" ON "published_cells" USING btree ("org_id","cycle_id","measure");--> statement-breakpoint
CREATE INDEX "published_duo_partners_history" ON "published_duo_partners" USING btree ("org_id","duo_id");--> statement-breakpoint
CREATE INDEX "published_duos_history" ON "published_duos" USING btree ("org_id","duo_id","cycle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "verification_tokens_token" ON "verification_tokens" USING btree ("token");--> statement-breakpoint
CREATE POLICY "cycle_units_members_read" ON "cycle_units" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "cycle_units_admin_opens" ON "cycle_units" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "cycle_units_publisher_reads" ON "cycle_units" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cycles_members_read" ON "cycles" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "cycles_admin_opens" ON "cycles" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "cycles_admin_changes" ON "cycles" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "cycles_publisher_reads" ON "cycles" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cycles_publisher_publishes" ON "cycles" AS PERMISSIVE FOR UPDATE TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cycles_worker_finds_due" ON "cycles" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_partners_read" ON "duo_cycle_sides" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id))));--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_admin_reads" ON "duo_cycle_sides" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_admin_enrols" ON "duo_cycle_sides" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and final_at is null));--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_own_final" ON "duo_cycle_sides" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and final_at is null)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and final_at is not null and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = duo_cycle_sides.org_id and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed)));--> statement-breakpoint
CREATE POLICY "duo_cycle_sides_publisher_reads" ON "duo_cycle_sides" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "duo_cycles_partners_read" ON "duo_cycles" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select nullif(current_setting('twofold.person_id', true), '')::uuid) in (ic_person_id, manager_person_id)));--> statement-breakpoint
CREATE POLICY "duo_cycles_admin_reads" ON "duo_cycles" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "duo_cycles_admin_enrols" ON "duo_cycles" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and not closed));--> statement-breakpoint
CREATE POLICY "duo_cycles_admin_closes" ON "duo_cycles" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and closed));--> statement-breakpoint
CREATE POLICY "duo_cycles_partners_lock" ON "duo_cycles" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select nullif(current_setting('twofold.person_id', true), '')::uuid) in (ic_person_id, manager_person_id) and not closed)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (false));--> statement-breakpoint
CREATE POLICY "duo_cycles_publisher_reads" ON "duo_cycles" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "duo_cycles_publisher_closes" ON "duo_cycles" AS PERMISSIVE FOR UPDATE TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "duos_partners_read" ON "duos" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select nullif(current_setting('twofold.person_id', true), '')::uuid) in (ic_person_id, manager_person_id)));--> statement-breakpoint
CREATE POLICY "duos_admin_reads" ON "duos" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "duos_publisher_reads" ON "duos" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_log_reviewer_reads" ON "audit_log" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('reviewer')) or ((select viewer_is('admin')) and area = 'program')));--> statement-breakpoint
CREATE POLICY "audit_log_actor_writes" ON "audit_log" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (actor_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "audit_log_auth_writes" ON "audit_log" AS PERMISSIVE FOR INSERT TO "twofold_auth" WITH CHECK (area = 'access');--> statement-breakpoint
CREATE POLICY "audit_log_publisher_writes" ON "audit_log" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "outbox_admin_queues" ON "outbox" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin'))));--> statement-breakpoint
CREATE POLICY "outbox_auth_queues" ON "outbox" AS PERMISSIVE FOR INSERT TO "twofold_auth" WITH CHECK (kind = 'sign-in');--> statement-breakpoint
CREATE POLICY "outbox_publisher_queues" ON "outbox" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "outbox_worker_sends" ON "outbox" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "outbox_worker_marks" ON "outbox" AS PERMISSIVE FOR UPDATE TO "twofold_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organizations_members_read" ON "organizations" AS PERMISSIVE FOR SELECT TO "twofold_app", "twofold_publisher" USING (id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "organizations_system_reads" ON "organizations" AS PERMISSIVE FOR SELECT TO "twofold_auth", "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "people_self_partner_admin_read" ON "people" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) or (select viewer_is('admin')) or id in (select unnest(array[d.ic_person_id, d.manager_person_id]) from duos d where d.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (d.ic_person_id, d.manager_person_id))));--> statement-breakpoint
CREATE POLICY "people_self_settings" ON "people" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (id = (select nullif(current_setting('twofold.person_id', true), '')::uuid))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "people_auth_reads" ON "people" AS PERMISSIVE FOR SELECT TO "twofold_auth" USING (true);--> statement-breakpoint
CREATE POLICY "people_auth_binds" ON "people" AS PERMISSIVE FOR UPDATE TO "twofold_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "people_worker_addresses" ON "people" AS PERMISSIVE FOR SELECT TO "twofold_worker" USING (true);--> statement-breakpoint
CREATE POLICY "people_publisher_reads" ON "people" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_grants_members_read" ON "role_grants" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "role_grants_admin_grants" ON "role_grants" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and granted_by = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (role <> 'leader' or person_id <> (select nullif(current_setting('twofold.person_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "role_grants_admin_revokes" ON "role_grants" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select viewer_is('admin')) and revoked_at is not null));--> statement-breakpoint
CREATE POLICY "role_grants_publisher_reads" ON "role_grants" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "units_members_read" ON "units" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "units_publisher_reads" ON "units" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "person_scores_publisher_reads" ON "person_scores" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "person_scores_publisher_writes" ON "person_scores" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "publications_members_read" ON "publications" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (true));--> statement-breakpoint
CREATE POLICY "publications_publisher_reads" ON "publications" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "publications_publisher_writes" ON "publications" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_cells_leaders_read" ON "published_cells" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units())));--> statement-breakpoint
CREATE POLICY "published_cells_publisher_reads" ON "published_cells" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_cells_publisher_writes" ON "published_cells" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_constants_publisher_reads" ON "published_constants" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_constants_publisher_writes" ON "published_constants" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duo_evidence_publisher_reads" ON "published_duo_evidence" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duo_evidence_publisher_writes" ON "published_duo_evidence" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duo_partners_read" ON "published_duo_partners" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((select nullif(current_setting('twofold.person_id', true), '')::uuid) in (ic_person_id, manager_person_id)));--> statement-breakpoint
CREATE POLICY "published_duo_partners_publisher_reads" ON "published_duo_partners" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duo_partners_publisher_writes" ON "published_duo_partners" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duos_leaders_read" ON "published_duos" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (lineage && (select viewer_units()) and ic_person_id <> (select nullif(current_setting('twofold.person_id', true), '')::uuid) and manager_person_id <> (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "published_duos_publisher_reads" ON "published_duos" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "published_duos_publisher_writes" ON "published_duos" AS PERMISSIVE FOR INSERT TO "twofold_publisher" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "response_parts_author_reads" ON "response_parts" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "response_parts_partner_reads_shared" ON "response_parts" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (stage = 'final' and class in ('S', 'comment') and (cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null)));--> statement-breakpoint
CREATE POLICY "response_parts_partner_reads_trust" ON "response_parts" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (stage = 'final' and class = 'trust' and (cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null) and (cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from trust_consents mine join trust_consents theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.person_id <> mine.person_id where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "response_parts_author_writes" ON "response_parts" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "response_parts_author_changes" ON "response_parts" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null)))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "response_parts_author_removes" ON "response_parts" AS PERMISSIVE FOR DELETE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "response_parts_publisher_reads_closed" ON "response_parts" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and dc.closed) and stage = 'final' and class in ('S', 'A', 'trust'));--> statement-breakpoint
CREATE POLICY "responses_author_reads" ON "responses" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "responses_author_writes" ON "responses" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "responses_author_changes" ON "responses" AS PERMISSIVE FOR UPDATE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null)))) WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (author_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "responses_publisher_reads_closed" ON "responses" AS PERMISSIVE FOR SELECT TO "twofold_publisher" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and dc.closed));--> statement-breakpoint
CREATE POLICY "trust_consents_duo_reads" ON "trust_consents" AS PERMISSIVE FOR SELECT TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and ((cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id))));--> statement-breakpoint
CREATE POLICY "trust_consents_own" ON "trust_consents" AS PERMISSIVE FOR INSERT TO "twofold_app" WITH CHECK (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (select nullif(current_setting('twofold.person_id', true), '')::uuid) in (dc.ic_person_id, dc.manager_person_id) and not dc.closed)));--> statement-breakpoint
CREATE POLICY "trust_consents_withdraw" ON "trust_consents" AS PERMISSIVE FOR DELETE TO "twofold_app" USING (org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and (person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and not ((cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = (select nullif(current_setting('twofold.org_id', true), '')::uuid) and mine.person_id = (select nullif(current_setting('twofold.person_id', true), '')::uuid) and mine.final_at is not null and theirs.final_at is not null))));--> statement-breakpoint
CREATE POLICY "accounts_auth_only" ON "accounts" AS PERMISSIVE FOR ALL TO "twofold_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_auth_only" ON "sessions" AS PERMISSIVE FOR ALL TO "twofold_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "users_auth_only" ON "users" AS PERMISSIVE FOR ALL TO "twofold_auth" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "verification_tokens_auth_only" ON "verification_tokens" AS PERMISSIVE FOR ALL TO "twofold_auth" USING (true) WITH CHECK (true);