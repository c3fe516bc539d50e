-- Blanks and colons end a cell too, for those who choose them as separators. There a sign counts only right before the
-- rest of a formula: "Ann =1+1" becomes "Ann '=1+1", and "R&D - EMEA" stays as it is. Otherwise as before.
CREATE OR REPLACE FUNCTION csv_text(cell text) RETURNS text LANGUAGE sql IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE
RETURN CASE WHEN cell ~ '[=+\-@\t\r＝＋－＠]'
  THEN regexp_replace(cell, '(?<=(?:^|[;|\t\r\n])"*)''*(?=[=+\-@\t\r＝＋－＠])|(?<=[ :]"*)''*(?=[=+\-@＝＋－＠][^ \t\r\n])', '''\&', 'g')
  ELSE cell END;
