ALTER TABLE talking_points FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT (org_id, cycle_id, duo_id, codes), UPDATE (codes) ON talking_points TO twofold_app;--> statement-breakpoint
CREATE TRIGGER talking_points_read_committed BEFORE INSERT OR UPDATE OR DELETE ON talking_points FOR EACH STATEMENT EXECUTE FUNCTION read_committed();--> statement-breakpoint
CREATE TRIGGER answer_1_lock BEFORE INSERT OR UPDATE OR DELETE ON talking_points FOR EACH ROW EXECUTE FUNCTION lock_duo_cycle();--> statement-breakpoint
CREATE TRIGGER answer_2_allowed BEFORE INSERT OR UPDATE OR DELETE ON talking_points FOR EACH ROW WHEN (current_user = 'twofold_app') EXECUTE FUNCTION still_allowed('revealed');
