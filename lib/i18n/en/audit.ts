import type { AuditAction } from "@/lib/domain/audit";

/** The audit log. */
export const audit = {
  title: "What was done, and by whom",
  lede: {
    reviewer:
      "Every sign-in, program change, opened result and file, newest first. The log holds no answers, and nobody can change or remove a row in the product.",
    admin: "Changes to your program, newest first. Nobody can change or remove a row in the product.",
  },
  people: "People and duos stand here by their id, without names.",
  caption: "Audit log",
  head: { at: "When", who: "Who", what: "What", about: "Concerning" },
  you: "You",
  system: "Twofold",
  person: (id: string) => `Person ${id}`,
  cycle: (number: string) => `Cycle ${number}`,
  duo: (id: string) => `Duo ${id}`,
  table: (name: string) => `Table “${name}”`,
  emptyTitle: "Nothing recorded yet",
  emptyText: "The first sign-in or change to the program appears here.",
  action: {
    "role.granted": "A role was granted",
    "session.opened": "Signed in",
    "session.ended": "Signed out",
    "session.ended-everywhere": "Signed out everywhere",
    "identity.unlinked": "Unlinked a company account",
    "cycle.opened": "Opened a cycle",
    "cycle.closed": "Closed a cycle",
    "cycle.published": "Published a cycle",
    "cycle.withdrawn": "Withdrew a cycle",
    "overview.read": "Read the overview",
    "changes.read": "Read the changes",
    "duo.listed": "Read the list of duos",
    "unit.listed": "Read the units",
    "unit.read": "Read a unit",
    "flow.read": "Read the flow between states",
    "insights.exported": "Exported a file",
    "answers.withdrawn": "Withdrew their answers",
    "duo.read": "Read the state of a duo",
  } satisfies Record<AuditAction, string>,
};
