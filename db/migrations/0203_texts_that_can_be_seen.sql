-- Texts that people are shown hold something that can be seen, and names stand in one line. What an import lists has the shape
-- that its pages read, and what it says it did was done.
CREATE FUNCTION is_seen(words text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- A character that leaves a mark, as lib/domain/characters has it; most texts have one of the first kind.
  SELECT words ~ '[!-~]' OR words ~ '[^\u0001-\u0020\u007f-\u00a0\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0600-\u0605\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dd\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u070f\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0890-\u0891\u0897-\u089f\u08ca-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc\u09be-\u09c4\u09c7-\u09c8\u09cb-\u09cd\u09d7\u09e2-\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42\u0a47-\u0a48\u0a4b-\u0a4d\u0a51\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9\u0acb-\u0acd\u0ae2-\u0ae3\u0afa-\u0aff\u0b01-\u0b03\u0b3c\u0b3e-\u0b44\u0b47-\u0b48\u0b4b-\u0b4d\u0b55-\u0b57\u0b62-\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c44\u0c46-\u0c48\u0c4a-\u0c4d\u0c55-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cc4\u0cc6-\u0cc8\u0cca-\u0ccd\u0cd5-\u0cd6\u0ce2-\u0ce3\u0cf3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d44\u0d46-\u0d48\u0d4a-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84\u0f86-\u0f87\u0f8d-\u0f97\u0f99-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u115f-\u1160\u135d-\u135f\u1680\u1712-\u1715\u1732-\u1734\u1752-\u1753\u1772-\u1773\u17b4-\u17d3\u17dd\u180b-\u180f\u1885-\u1886\u18a9\u1920-\u192b\u1930-\u193b\u1a17-\u1a1b\u1a55-\u1a5e\u1a60-\u1a7c\u1a7f\u1ab0-\u1add\u1ae0-\u1aeb\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u2000-\u200f\u2028-\u202f\u205f-\u206f\u20d0-\u20f0\u2800\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u3000\u302a-\u302f\u3099-\u309a\u3164\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880-\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c-\uaa4d\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe-\uaabf\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ue000-\uf8ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\ufff0-\ufffb\U000101fd\U000102e0\U00010376-\U0001037a\U00010a01-\U00010a03\U00010a05-\U00010a06\U00010a0c-\U00010a0f\U00010a38-\U00010a3a\U00010a3f\U00010ae5-\U00010ae6\U00010d24-\U00010d27\U00010d69-\U00010d6d\U00010eab-\U00010eac\U00010efa-\U00010eff\U00010f46-\U00010f50\U00010f82-\U00010f85\U00011000-\U00011002\U00011038-\U00011046\U00011070\U00011073-\U00011074\U0001107f-\U00011082\U000110b0-\U000110ba\U000110bd\U000110c2\U000110cd\U00011100-\U00011102\U00011127-\U00011134\U00011145-\U00011146\U00011173\U00011180-\U00011182\U000111b3-\U000111c0\U000111c9-\U000111cc\U000111ce-\U000111cf\U0001122c-\U00011237\U0001123e\U00011241\U000112df-\U000112ea\U00011300-\U00011303\U0001133b-\U0001133c\U0001133e-\U00011344\U00011347-\U00011348\U0001134b-\U0001134d\U00011357\U00011362-\U00011363\U00011366-\U0001136c\U00011370-\U00011374\U000113b8-\U000113c0\U000113c2\U000113c5\U000113c7-\U000113ca\U000113cc-\U000113d0\U000113d2\U000113e1-\U000113e2\U00011435-\U00011446\U0001145e\U000114b0-\U000114c3\U000115af-\U000115b5\U000115b8-\U000115c0\U000115dc-\U000115dd\U00011630-\U00011640\U000116ab-\U000116b7\U0001171d-\U0001172b\U0001182c-\U0001183a\U00011930-\U00011935\U00011937-\U00011938\U0001193b-\U0001193e\U00011940\U00011942-\U00011943\U000119d1-\U000119d7\U000119da-\U000119e0\U000119e4\U00011a01-\U00011a0a\U00011a33-\U00011a39\U00011a3b-\U00011a3e\U00011a47\U00011a51-\U00011a5b\U00011a8a-\U00011a99\U00011b60-\U00011b67\U00011c2f-\U00011c36\U00011c38-\U00011c3f\U00011c92-\U00011ca7\U00011ca9-\U00011cb6\U00011d31-\U00011d36\U00011d3a\U00011d3c-\U00011d3d\U00011d3f-\U00011d45\U00011d47\U00011d8a-\U00011d8e\U00011d90-\U00011d91\U00011d93-\U00011d97\U00011ef3-\U00011ef6\U00011f00-\U00011f01\U00011f03\U00011f34-\U00011f3a\U00011f3e-\U00011f42\U00011f5a\U00013430-\U00013440\U00013447-\U00013455\U0001611e-\U0001612f\U00016af0-\U00016af4\U00016b30-\U00016b36\U00016f4f\U00016f51-\U00016f87\U00016f8f-\U00016f92\U00016fe4\U00016ff0-\U00016ff1\U0001bc9d-\U0001bc9e\U0001bca0-\U0001bca3\U0001cf00-\U0001cf2d\U0001cf30-\U0001cf46\U0001d165-\U0001d169\U0001d16d-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad\U0001d242-\U0001d244\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84\U0001da9b-\U0001da9f\U0001daa1-\U0001daaf\U0001e000-\U0001e006\U0001e008-\U0001e018\U0001e01b-\U0001e021\U0001e023-\U0001e024\U0001e026-\U0001e02a\U0001e08f\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef\U0001e4ec-\U0001e4ef\U0001e5ee-\U0001e5ef\U0001e6e3\U0001e6e6\U0001e6ee-\U0001e6ef\U0001e6f5\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a\U000e0000-\U000e0fff\U000f0000-\U000ffffd\U00100000-\U0010fffd]'
$$;--> statement-breakpoint
CREATE FUNCTION is_name(words text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- Neither a control, nor another end of a line, nor what turns the direction of the text after it.
  SELECT public.is_seen(words) AND words !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]'
$$;--> statement-breakpoint
CREATE FUNCTION are_options(options text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT array_ndims(options) = 1 AND count(DISTINCT o) = cardinality(options) AND bool_and(is_name(o)) FROM unnest(options) o
$$;--> statement-breakpoint
-- Whether something is a list of which each entry fits.
CREATE FUNCTION every_fits(list jsonb, shape jsonpath) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN jsonb_typeof(list) = 'array' THEN
    (SELECT coalesce(bool_and(coalesce(jsonb_path_match(one, shape, '{}', true), false)), true) FROM jsonb_array_elements(list) one) ELSE false END
$$;--> statement-breakpoint
CREATE FUNCTION is_import_summary(summary jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT every_fits(jsonb_build_array(summary), 'strict $.type() == "object" && $.lines >= 0 && $.lines < 1000000000 && $.errors >= 0 && $.errors < 1000000000')
    AND every_fits(jsonb_build_array(summary), 'lax (!exists($.left) || $.left >= 0) && (!exists($.asked) || $.asked >= 0)')
    AND every_fits(summary -> 'kinds', 'strict $ == "unit" || $ == "person" || $ == "duo" || $ == "leader"')
    AND every_fits(summary -> 'counts', 'strict ($.kind == "unit" || $.kind == "person" || $.kind == "duo" || $.kind == "leader") && ($.action == "add" || $.action == "replace" || $.action == "move" || $.action == "change" || $.action == "pause" || $.action == "resume" || $.action == "end") && $.count >= 1 && $.count < 1000000000 && $.count == $.count.floor()')
    AND every_fits(summary -> 'problems', 'strict $.code like_regex "^[a-z]+(-[a-z]+)*$" && $.count >= 1')
    AND every_fits(summary -> 'tripped', 'strict ($.breaker == "people" || $.breaker == "duos" || $.breaker == "addresses" || $.breaker == "ids") && $.count >= 0 && $.of >= 0')
$$;--> statement-breakpoint
CREATE FUNCTION are_import_items(items jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT every_fits(items, 'strict ($.kind == "unit" || $.kind == "person" || $.kind == "duo" || $.kind == "leader") && ($.action == "add" || $.action == "replace" || $.action == "move" || $.action == "change" || $.action == "pause" || $.action == "resume" || $.action == "end") && $.key.type() == "string" && $.name.type() == "string"')
    AND every_fits(items, 'lax (!exists($.file) || $.file.type() == "number") && (!exists($.line) || $.line.type() == "number") && (!exists($.reason) || $.reason == "line" || $.reason == "missing" || $.reason == "person-ends" || $.reason == "person-stays" || $.reason == "unit-ends")')
    AND (SELECT coalesce(bool_and(every_fits(one -> 'changes', 'strict $.field.type() == "string" && $.before.type() == "string" && $.after.type() == "string"')), true)
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(items) = 'array' THEN items ELSE '[]' END) one WHERE one ? 'changes')
$$;--> statement-breakpoint
CREATE FUNCTION are_import_problems(problems jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT every_fits(problems, 'strict $.code like_regex "^[a-z]+(-[a-z]+)*$" && $.file >= 0 && $.line >= 0')
    AND every_fits(problems, 'lax (!exists($.column) || $.column.type() == "string") && (!exists($.value) || $.value.type() == "string") && (!exists($.otherLine) || $.otherLine.type() == "number")')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION is_seen(text), is_name(text), are_options(text[]), every_fits(jsonb, jsonpath), is_import_summary(jsonb), are_import_items(jsonb), are_import_problems(jsonb) FROM PUBLIC;--> statement-breakpoint
-- The checks of a table ask them for whoever writes its rows.
GRANT EXECUTE ON FUNCTION is_seen(text), is_name(text), are_options(text[]) TO twofold_app, twofold_auth, twofold_publisher, twofold_worker;--> statement-breakpoint
-- What the app never wrote, but SQL could.
ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE people NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE units NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE duos NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE cycles NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE passkeys NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE custom_questions NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE roster_imports NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE roster_import_files NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE address_changes NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE FUNCTION mended(words text, instead text) RETURNS text LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE WHEN is_name(plain) THEN plain ELSE instead END
  FROM btrim(regexp_replace(words, '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+', ' ', 'g')) plain
$$;--> statement-breakpoint
UPDATE organizations SET name = mended(name, id::text) WHERE NOT is_name(name);--> statement-breakpoint
UPDATE people SET name = mended(name, id::text), given_name = mended(given_name, id::text)
  WHERE erased_at IS NULL AND NOT (is_name(name) AND is_name(given_name));--> statement-breakpoint
UPDATE people SET external_id = id::text WHERE erased_at IS NULL AND NOT is_name(external_id);--> statement-breakpoint
UPDATE people SET email = id || '@address.invalid' WHERE NOT (email ~ '^[!-?A-~]+@[!-?A-~]+$' AND length(email) <= 254);--> statement-breakpoint
UPDATE address_changes SET new_address = id || '@address.invalid' WHERE NOT (new_address ~ '^[!-?A-~]+@[!-?A-~]+$' AND length(new_address) <= 254);--> statement-breakpoint
UPDATE units SET name = mended(name, id::text) WHERE NOT is_name(name);--> statement-breakpoint
UPDATE units SET external_id = NULL WHERE NOT is_name(external_id);--> statement-breakpoint
UPDATE duos SET display_name = mended(display_name, '') WHERE display_name <> '' AND NOT is_name(display_name);--> statement-breakpoint
UPDATE duos SET pair_type = 'tech-lead-em' WHERE pair_type NOT IN ('tech-lead-em', 'staff-senior-em', 'principal-director', 'cto-vp', 'other', 'not-stated');--> statement-breakpoint
UPDATE duos SET external_id = NULL WHERE NOT is_name(external_id);--> statement-breakpoint
ALTER TABLE cycles DISABLE TRIGGER cycles_transition;--> statement-breakpoint
UPDATE cycles SET withdrawn_reason = '?' WHERE NOT is_seen(withdrawn_reason);--> statement-breakpoint
ALTER TABLE cycles ENABLE TRIGGER cycles_transition;--> statement-breakpoint
ALTER TABLE passkeys DISABLE TRIGGER passkeys_transition;--> statement-breakpoint
UPDATE passkeys SET name = left(mended(name, '?'), 60) WHERE NOT is_name(name);--> statement-breakpoint
ALTER TABLE passkeys ENABLE TRIGGER passkeys_transition;--> statement-breakpoint
UPDATE custom_questions SET wording = mended(wording, '?') WHERE NOT is_name(wording);--> statement-breakpoint
UPDATE custom_questions SET options = ARRAY(SELECT n || ') ' || left(mended(o, '?'), 900) FROM unnest(options) WITH ORDINALITY AS of (o, n) ORDER BY n)
  WHERE NOT coalesce(are_options(options), false);--> statement-breakpoint
UPDATE roster_import_files SET name = mended(name, '?') WHERE NOT is_name(name);--> statement-breakpoint
ALTER TABLE roster_imports DISABLE TRIGGER roster_imports_transition;--> statement-breakpoint
UPDATE roster_imports SET summary = NULL, items = NULL, problems = NULL, fingerprint = NULL, failure = NULL
  WHERE summary IS NOT NULL AND NOT is_import_summary(summary) OR items IS NOT NULL AND NOT are_import_items(items) OR problems IS NOT NULL AND NOT are_import_problems(problems)
    OR failure NOT IN ('roster-changed', 'address-taken', 'fault');--> statement-breakpoint
ALTER TABLE roster_imports ENABLE TRIGGER roster_imports_transition;--> statement-breakpoint
DROP FUNCTION mended(text, text);--> statement-breakpoint
SET CONSTRAINTS ALL IMMEDIATE;--> statement-breakpoint
SET CONSTRAINTS ALL DEFERRED;--> statement-breakpoint
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE people FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE units FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE duos FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE cycles FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE passkeys FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE custom_questions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE roster_imports FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE roster_import_files FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE address_changes FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "custom_questions" DROP CONSTRAINT "custom_questions_wording";--> statement-breakpoint
ALTER TABLE "custom_questions" DROP CONSTRAINT "custom_questions_options";--> statement-breakpoint
ALTER TABLE "cycles" DROP CONSTRAINT "cycles_withdrawal_has_reason";--> statement-breakpoint
ALTER TABLE "duos" DROP CONSTRAINT "duos_name";--> statement-breakpoint
ALTER TABLE "organizations" DROP CONSTRAINT "organizations_name";--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_names";--> statement-breakpoint
ALTER TABLE "units" DROP CONSTRAINT "units_name";--> statement-breakpoint
ALTER TABLE "passkeys" DROP CONSTRAINT "passkeys_name";--> statement-breakpoint
ALTER TABLE "roster_import_files" DROP CONSTRAINT "roster_import_files_name";--> statement-breakpoint
ALTER TABLE "custom_questions" ADD CONSTRAINT "custom_questions_wording" CHECK (is_name("custom_questions"."wording") and length("custom_questions"."wording") <= 2000);--> statement-breakpoint
ALTER TABLE "custom_questions" ADD CONSTRAINT "custom_questions_options" CHECK (case "custom_questions"."kind" when 'scale' then cardinality("custom_questions"."options") = 5 when 'choice' then cardinality("custom_questions"."options") between 2 and 6 else false end and are_options("custom_questions"."options") and length(array_to_string("custom_questions"."options", '')) <= 6000);--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_withdrawal_has_reason" CHECK (("cycles"."state" = 'withdrawn') = ("cycles"."withdrawn_reason" is not null) and is_seen("cycles"."withdrawn_reason") is not false);--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_pair_type" CHECK ("duos"."pair_type" in ('tech-lead-em', 'staff-senior-em', 'principal-director', 'cto-vp', 'other', 'not-stated'));--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_ids" CHECK (is_name("duos"."external_id"));--> statement-breakpoint
ALTER TABLE "duos" ADD CONSTRAINT "duos_name" CHECK ("duos"."display_name" = '' or (is_name("duos"."display_name")));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_name" CHECK (is_name("organizations"."name") and char_length("organizations"."name") <= 1000);--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_address" CHECK ("people"."email" ~ '^[!-?A-~]+@[!-?A-~]+$' and length("people"."email") <= 254);--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_ids" CHECK ("people"."erased_at" is not null or is_name("people"."external_id"));--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_names" CHECK ("people"."erased_at" is not null or (is_name("people"."name") and is_name("people"."given_name")));--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_ids" CHECK (is_name("units"."external_id"));--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_name" CHECK (is_name("units"."name"));--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_name" CHECK (is_name("passkeys"."name") and char_length("passkeys"."name") <= 60);--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_new_address" CHECK ("address_changes"."new_address" ~ '^[!-?A-~]+@[!-?A-~]+$' and length("address_changes"."new_address") <= 254);--> statement-breakpoint
ALTER TABLE "roster_import_files" ADD CONSTRAINT "roster_import_files_name" CHECK (is_name("roster_import_files"."name") and char_length("roster_import_files"."name") <= 200);--> statement-breakpoint
-- Whether this transaction has written as many lines of each kind as the import says it added, or did otherwise; of leaders, granted. One that changes
-- a given name alone, or takes a waiting address back, has no line.
CREATE FUNCTION import_was_made(org uuid, import uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH said AS (
    SELECT c ->> 'kind' AS kind, sum((c -> 'count')::bigint) FILTER (WHERE c ->> 'action' IN ('add', 'replace')) AS added,
      sum((c -> 'count')::bigint) FILTER (WHERE c ->> 'action' NOT IN ('change', 'resume') AND c ->> 'kind' <> 'leader') AS done
    FROM roster_imports i, jsonb_array_elements(i.summary -> 'counts') c WHERE i.org_id = org AND i.id = import GROUP BY 1
  ), noted AS (
    SELECT CASE split_part(l.action, '.', 1) WHEN 'address' THEN 'person' WHEN 'role' THEN 'leader' ELSE split_part(l.action, '.', 1) END AS kind,
      count(*) FILTER (WHERE l.action ~ '\.(added|replaced|granted)$') AS added, count(*) AS done
    FROM audit_log l WHERE l.org_id = org AND l.at = app_now() AND l.area = 'program' GROUP BY 1
  )
  SELECT NOT EXISTS (SELECT FROM said LEFT JOIN noted USING (kind)
    WHERE said.added > coalesce(noted.added, 0) OR said.done > coalesce(noted.done, 0))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION import_was_made(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
CREATE OR REPLACE FUNCTION step_import(import uuid, expected text, wanted text, facts jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' AS $$
DECLARE
  org uuid := admin_org();
  person uuid := nullif(current_setting('twofold.person_id', true), '')::uuid;
  ends boolean := wanted IN ('applied', 'discarded');
  lists boolean := expected = 'checking' AND wanted = 'checked';
BEGIN
  IF wanted <> 'discarded' AND EXISTS (SELECT FROM public.roster_imports i
    WHERE i.org_id = org AND i.id = import AND i.created_by IS DISTINCT FROM person) THEN
    RAISE EXCEPTION 'an import is checked and carried out by whoever began it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- What is left out, or undefined, stays as it is.
  IF ((NOT facts ? 'failure' OR facts ->> 'failure' IN ('roster-changed', 'address-taken', 'fault'))
    AND (NOT facts ? 'fingerprint' OR facts ->> 'fingerprint' ~ '^[0-9a-f]{64}$')
    AND (NOT facts ? 'summary' OR is_import_summary(facts -> 'summary'))
    AND (NOT lists OR (NOT facts ? 'items' OR are_import_items(facts -> 'items')) AND (NOT facts ? 'problems' OR are_import_problems(facts -> 'problems')))) IS NOT TRUE THEN
    RAISE EXCEPTION 'what an import lists has the shape that its pages read'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_shape', TABLE = 'roster_imports';
  END IF;
  UPDATE public.roster_imports i SET state = wanted, moved_at = app_now(),
    progress = coalesce((facts ->> 'progress')::smallint, i.progress),
    summary = CASE WHEN lists OR wanted = 'applied' THEN coalesce(facts -> 'summary', i.summary) ELSE i.summary END,
    items = CASE WHEN lists THEN coalesce(facts -> 'items', i.items) WHEN NOT ends THEN i.items END,
    problems = CASE WHEN lists THEN coalesce(facts -> 'problems', i.problems) WHEN NOT ends THEN i.problems END,
    fingerprint = CASE WHEN lists THEN coalesce(facts ->> 'fingerprint', i.fingerprint) ELSE i.fingerprint END,
    failure = facts ->> 'failure',
    finished_at = CASE WHEN ends THEN app_now() END
  WHERE i.org_id = org AND i.id = import AND i.state = expected;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF wanted = 'applied' AND NOT EXISTS (SELECT FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import) THEN
    RAISE EXCEPTION 'an import is carried out from its files'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_transition', TABLE = 'roster_imports';
  END IF;
  IF wanted = 'applied' AND NOT import_was_made(org, import) THEN
    RAISE EXCEPTION 'an import says what was done in its transaction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_imports_made', TABLE = 'roster_imports';
  END IF;
  IF ends THEN
    DELETE FROM public.roster_import_files f WHERE f.org_id = org AND f.import_id = import;
  END IF;
  IF wanted = 'applied' THEN
    PERFORM note_act('roster.imported', 'program', import, '{}');
  END IF;
  RETURN true;
END $$;
