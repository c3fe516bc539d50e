-- A text cell gets an apostrophe wherever a spreadsheet could take what follows for a formula: at its beginning, and
-- after anything that some spreadsheet takes for the end of a cell (semicolon, bar, tab, line end), because quotation
-- marks do not hold a cell together for a program that splits at another separator than the comma. An import takes each
-- of these apostrophes off again. The first test is quick and fails for most names. Neither strict nor with a search path
-- of its own, so that the planner puts it straight into a query.
CREATE OR REPLACE FUNCTION csv_text(cell text) RETURNS text LANGUAGE sql IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
RETURN CASE WHEN cell ~ '[=+\-@\t\r＝＋－＠]'
  THEN regexp_replace(cell, '(?<=(?:^|[;|\t\r\n])"*)''*(?=[=+\-@\t\r＝＋－＠])', '''\&', 'g')
  ELSE cell END;
