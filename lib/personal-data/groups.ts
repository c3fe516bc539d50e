import type { ShownTableName } from "./inventory";

/** The tables that a person reads, as their page groups them. */
export const personalDataGroups = {
  account: ["people", "address_changes", "role_grants", "users", "accounts", "passkeys", "sessions"],
  duos: ["duos", "duo_cycles"],
  answers: [
    "duo_cycle_sides",
    "responses",
    "response_parts",
    "trust_consents",
    "cycle_declines",
    "answer_withdrawals",
  ],
  together: ["talking_points", "duo_talks", "commitments", "moments"],
  results: ["person_scores", "published_duo_partners", "published_duos", "noted_actions", "cell_readers"],
  operation: ["outbox", "audit_log", "roster_imports"],
} as const satisfies Record<string, readonly ShownTableName[]>;

export type PersonalDataGroup = keyof typeof personalDataGroups;
