-- What the policies of answers decide by, looked at again at the moment of each row and under the lock of its duo: a
-- transaction that began before the close, or before the partner was final, still sees the state of its beginning. Who
-- reads their partner's answers in one session could else change their own in another, take consent back, or answer late.
CREATE FUNCTION answers_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_duo jsonb := to_jsonb(CASE WHEN tg_op = 'DELETE' THEN old ELSE new END);
  org uuid := of_duo ->> 'org_id';
  cycle uuid := of_duo ->> 'cycle_id';
  duo uuid := of_duo ->> 'duo_id';
  is_open boolean;
  both_final boolean;
BEGIN
  -- The owner's functions remove withdrawn answers after the close.
  IF current_user = 'twofold_app' THEN
    -- The table's own policies leave only duos that still take answers to be locked.
    PERFORM FROM public.duo_cycles d WHERE d.org_id = org AND d.cycle_id = cycle AND d.duo_id = duo FOR NO KEY UPDATE;
    is_open := FOUND;
    both_final := 1 < (SELECT count(s.final_at) FROM public.duo_cycle_sides s WHERE s.org_id = org AND s.cycle_id = cycle AND s.duo_id = duo);
    -- Partners agree to show their trust answers after both are final, and take it back also where a cycle closed before.
    IF current_setting('transaction_isolation') <> 'read committed'
      OR (NOT is_open AND NOT (tg_table_name = 'trust_consents' AND tg_op = 'DELETE'))
      OR (both_final AND NOT (tg_table_name = 'trust_consents' AND tg_op = 'INSERT')) THEN
      RAISE EXCEPTION 'answers change while their cycle is open and until both partners are final'
        USING ERRCODE = 'insufficient_privilege', TABLE = tg_table_name;
    END IF;
  END IF;
  RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$;--> statement-breakpoint
CREATE TRIGGER answers_open BEFORE INSERT OR UPDATE OR DELETE ON response_parts FOR EACH ROW EXECUTE FUNCTION answers_transition();--> statement-breakpoint
CREATE TRIGGER answers_open BEFORE INSERT OR UPDATE OR DELETE ON responses FOR EACH ROW EXECUTE FUNCTION answers_transition();--> statement-breakpoint
CREATE TRIGGER answers_open BEFORE INSERT OR UPDATE OR DELETE ON trust_consents FOR EACH ROW EXECUTE FUNCTION answers_transition();--> statement-breakpoint
CREATE TRIGGER answers_open BEFORE INSERT OR UPDATE OR DELETE ON duo_cycle_sides FOR EACH ROW EXECUTE FUNCTION answers_transition();
