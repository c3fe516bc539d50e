-- Only functions with more rights than their caller ask it since 0122.
REVOKE EXECUTE ON FUNCTION tells_who_answers(text) FROM twofold_app;
