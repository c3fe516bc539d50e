-- A text cell that a spreadsheet would take for a formula gets one more apostrophe; an import takes one off again.
-- Written without a search path of its own, so that the planner can put it straight into a query.
CREATE FUNCTION csv_text(cell text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN cell ~ '^''*[=+\-@\t\r＝＋－＠]' THEN '''' || cell ELSE cell END;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION csv_text(text) TO twofold_app;
