ALTER TABLE "cycles" DROP CONSTRAINT "cycles_time_zone";--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_time_zone";--> statement-breakpoint
ALTER TABLE "planned_cycles" DROP CONSTRAINT "planned_cycles_time_zone";--> statement-breakpoint
ALTER TABLE "schedules" DROP CONSTRAINT "schedules_time_zone";--> statement-breakpoint
ALTER TABLE "cycles" ADD CONSTRAINT "cycles_time_zone" CHECK ("cycles"."time_zone" ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_time_zone" CHECK ("organizations"."time_zone" ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$');--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_time_zone" CHECK ("people"."time_zone" = '' or "people"."time_zone" ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$');--> statement-breakpoint
ALTER TABLE "planned_cycles" ADD CONSTRAINT "planned_cycles_time_zone" CHECK ("planned_cycles"."time_zone" ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$');--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_time_zone" CHECK ("schedules"."time_zone" ~ '^([A-Za-z][A-Za-z_+/-]{0,59}|Etc/GMT[+-]([0-9]|1[0-4])|(Etc/)?GMT0|GMT[+-]0|EST5EDT|CST6CDT|MST7MDT|PST8PDT)$');