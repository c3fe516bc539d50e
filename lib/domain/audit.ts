/** Who may read a row: admins read `program` alone, the reviewer all of them. */
export const auditAreas = ["access", "program", "reading", "export"] as const;
export type AuditArea = (typeof auditAreas)[number];

/** Everything that the audit log can say was done, as `{entity}.{verb}`, with its area. */
export const auditActions = {
  "session.opened": "access",
  "session.ended": "access",
  "session.ended-everywhere": "access",
  "identity.unlinked": "access",
  "passkey.added": "access",
  "passkey.added-by-mail": "access",
  "passkey.renamed": "access",
  "passkey.removed": "access",
  "role.granted": "program",
  "schedule.changed": "program",
  "schedule.stopped": "program",
  "planned.added": "program",
  "planned.replaced": "program",
  "planned.skipped": "program",
  "planned.restored": "program",
  "planned.shifted": "program",
  "planned.missed": "program",
  "role.revoked": "program",
  "roster.imported": "program",
  /** Of earlier releases alone: a change by hand has the lines of what it changed. */
  "roster.changed": "program",
  "person.added": "program",
  "person.ended": "program",
  "person.resumed": "program",
  "person.renamed": "program",
  "person.changed": "program",
  "person.erased": "program",
  "address.set": "program",
  "address.asked": "program",
  "duo.added": "program",
  "duo.replaced": "program",
  "duo.moved": "program",
  "duo.changed": "program",
  "duo.paused": "program",
  "duo.resumed": "program",
  "duo.ended": "program",
  "unit.added": "program",
  "unit.moved": "program",
  "unit.changed": "program",
  "organization.changed": "program",
  "sign-in.restricted": "program",
  "sign-in.unrestricted": "program",
  "retention.changed": "program",
  "retention.undone": "program",
  "roster.exported": "export",
  "address.confirmed": "access",
  "address.refused": "access",
  "cycle.opened": "program",
  "cycle.extended": "program",
  "cycle.cancelled": "program",
  "cycle.nudged": "program",
  "question.added": "program",
  "question.retired": "program",
  "job.retried": "program",
  "mail.retried": "program",
  "cycle.closed": "program",
  "cycle.published": "program",
  "cycle.withdrawn": "program",
  "answers.unreadable": "program",
  "overview.read": "reading",
  "changes.read": "reading",
  "flow.read": "reading",
  "unit.listed": "reading",
  "unit.read": "reading",
  "duo.listed": "reading",
  "duo.read": "reading",
  "action.noted": "reading",
  "action.taken-back": "reading",
  "insights.exported": "export",
  "answers.withdrawn": "access",
  "answers.removed": "access",
  "own-data.exported": "access",
  "audit.exported": "export",
} as const satisfies Record<`${string}.${string}`, AuditArea>;
export type AuditAction = keyof typeof auditActions;

/** Actions whose subject is a person. */
export const actionsAboutPeople = [
  "person.added",
  "person.erased",
  "person.ended",
  "person.resumed",
  "person.renamed",
  "person.changed",
  "address.set",
  "address.asked",
  "role.granted",
  "role.revoked",
] as const satisfies readonly AuditAction[];

/** A person or a duo by id; the name is null when it was erased. */
export type AuditNamed = { id: string; name: string | null };

/** One row of the audit log. Names are null where there is none, or where the reader may not see it. */
export type AuditLine = {
  id: string;
  at: Date;
  /** Null when the system acted. */
  actor: AuditNamed | null;
  action: AuditAction;
  subject: AuditNamed | null;
  unitName: string | null;
  /** The unit that a duo, a unit or a role got, and the one that it was in before. */
  toUnit: string | null;
  fromUnit: string | null;
  role: string | null;
  /** The two people of a new duo. */
  partners: readonly AuditNamed[];
  cycleNumber: number | null;
  /** The exported table, for exports. */
  table: string | null;
  /** Which view of a unit was read, where it was not the unit's own page. */
  view: string | null;
  /** By what somebody signed in. */
  method: string | null;
  /** For how many months raw answers are kept from then on, and were before. */
  months: string | null;
  monthsBefore: string | null;
  /** Which columns of a person, a duo or a unit were changed, with blanks between them; never their values. */
  what: string | null;
};
