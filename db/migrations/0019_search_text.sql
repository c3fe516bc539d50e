-- One form of a text for searching: small letters without accents, so that "nguyen duc" finds "Nguyễn Đức" and "strasse"
-- finds "Straße". Compatible characters (full width, ligatures) become plain ones; letters that Unicode does not take
-- apart are replaced; typographic apostrophes and dashes become the typed ones. "und-x-icu" knows the small letters of
-- every script, whatever the database's own collation is.
CREATE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, public
RETURN btrim(regexp_replace(translate(replace(replace(replace(replace(
    lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]', '', 'g') COLLATE "und-x-icu"),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
  'đðøłħŧıς’‘ʼ‐‑–—−', 'ddolhtiσ''''''-----'), '\s+', ' ', 'g'));--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_text(text) TO twofold_app, twofold_publisher;--> statement-breakpoint
-- The order of names in lists: alphabetical in every script, figures by their value ("Team 2" before "Team 10").
CREATE COLLATION name_order (provider = icu, locale = 'und-u-kn');
