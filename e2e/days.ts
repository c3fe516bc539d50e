import { dayInZone } from "@/lib/schedule/local-time";

/** The calendar day in UTC that is some days from now, as "2026-11-02". */
export const inDays = (days: number) => dayInZone(new Date(Date.now() + days * 86_400_000), "UTC");
