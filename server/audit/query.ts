import type { AuditSelection } from "@/db/queries/audit";
import { type AuditArea, auditAreas } from "@/lib/domain/audit";
import type { AuditFilters } from "@/lib/domain/audit-query";
import { addDays } from "@/lib/domain/days";
import type { Viewer } from "@/lib/domain/permissions";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { dictionary } from "@/lib/i18n";
import { localeOf } from "@/lib/i18n/locales";
import { instantInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";

/** All areas for the reviewer, the program for an admin. For others the log is not there. */
export function areasOf(viewer: Viewer): readonly AuditArea[] {
  if (viewer.isReviewer) return auditAreas;
  if (viewer.isAdmin) return ["program"];
  throw new DomainError("not-found");
}

/** Whether a name is the beginning of what stands in place of an erased person's. */
function isFormer(typed: string, { locale }: Viewer): boolean {
  const { audit, home } = dictionary(localeOf(locale));
  const words = [audit.formerPerson, home.formerPartner].map((text) => text.toLowerCase());
  return typed.length > 3 && words.some((text) => text.startsWith(typed.toLowerCase()));
}

/** The rows that filters ask for, with days of the viewer's zone as instants. */
export function selectionOf(viewer: Viewer, { area, action, who, from, to }: AuditFilters): AuditSelection {
  const start = (day: string | undefined) =>
    day && instantInZone(`${day}T00:00`, usableTimeZone(viewer.timeZone));
  return {
    orgId: viewer.orgId,
    areas: area ? [area] : areasOf(viewer),
    action,
    who,
    former: who !== undefined && isFormer(who, viewer),
    from: start(from) || undefined,
    until: start(to && addDays(to, 1)) || undefined,
  };
}
