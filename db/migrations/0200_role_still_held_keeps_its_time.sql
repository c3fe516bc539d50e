-- As every function with more rights than its caller.
ALTER FUNCTION role_still_held() SET timezone = 'UTC';--> statement-breakpoint
ALTER FUNCTION role_still_held() SET datestyle = 'ISO, YMD';--> statement-breakpoint
ALTER FUNCTION role_still_held() SET intervalstyle = 'postgres';
