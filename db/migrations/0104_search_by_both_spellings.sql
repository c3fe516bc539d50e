-- "mueller" finds "Müller" and the other way round, "goeteborg" finds "Göteborg", "Aase" finds "Åse". What is searched in
-- (`search_text`) holds two forms: the plain one, and one in which the two letters that stand for an umlaut, å, æ, ø or œ
-- are the one letter that is left of it without its mark. What is typed is looked for as it is (`search_plain`) and in
-- the second form (`search_folded`); looking in the second form alone would miss "el" in "Manuela".
CREATE FUNCTION search_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public
RETURN btrim(regexp_replace(translate(replace(replace(replace(replace(
    lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]', '', 'g') COLLATE "und-x-icu"),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
  'đðøłħŧıς’‘ʼ‐‑–—−', 'ddolhtiσ''''''-----'), '\s+', ' ', 'g'));--> statement-breakpoint
CREATE FUNCTION search_folded(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public
RETURN replace(replace(replace(replace(search_plain(value), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'aa', 'a');--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public
RETURN search_plain(value) || E'\n' || search_folded(value);--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_plain(text), search_folded(text) TO twofold_app, twofold_publisher;--> statement-breakpoint
-- Stored values are computed once. Before PostgreSQL 17 only a new column is computed anew.
ALTER TABLE "published_duos" DROP COLUMN "search_name";--> statement-breakpoint
ALTER TABLE "published_duos" ADD COLUMN "search_name" text GENERATED ALWAYS AS (search_text(display_name)) STORED;
