import { empty, link, ofOthers, type PersonalTable, secret, shown, shownName, work } from "./field";

const roster = { why: "roster", whose: "person", kept: "membership" } as const;
const signIn = { why: "signIn", whose: "person", readers: ["you"] } as const;

/** Who somebody is in the organization, and how they sign in. */
export const accountData = {
  people: {
    ...roster,
    readers: ["you", "admins"],
    rows: { by: "account" },
    fields: {
      org_id: link,
      id: link,
      external_id: shown,
      name: shownName,
      given_name: shownName,
      email: shown,
      language: shown,
      time_zone: shown,
      user_id: link,
      bound_at: shown,
      address_held_at: shown,
      erased_at: shown,
      reminders: shown,
      ended_on: shown,
      created_at: shown,
    },
  },
  address_changes: {
    ...roster,
    readers: ["you"],
    rows: { by: ["person_id"] },
    fields: {
      org_id: link,
      id: link,
      person_id: link,
      new_address: shown,
      requested_by: ofOthers,
      requested_at: shown,
      state: shown,
      decided_at: shown,
    },
  },
  role_grants: {
    ...roster,
    readers: ["you", "members"],
    rows: { by: ["person_id"] },
    fields: {
      org_id: link,
      id: link,
      person_id: link,
      role: shown,
      unit_id: shown,
      granted_by: ofOthers,
      granted_at: shown,
      revoked_at: shown,
    },
  },
  users: {
    ...signIn,
    kept: "membership",
    rows: { by: "account" },
    fields: { id: link, name: shown, email: shown, email_verified: shown, image: empty },
  },
  accounts: {
    ...signIn,
    kept: "membership",
    rows: { by: "account" },
    fields: {
      user_id: link,
      type: shown,
      provider: shown,
      provider_account_id: shown,
      refresh_token: empty,
      access_token: empty,
      expires_at: empty,
      token_type: empty,
      scope: empty,
      id_token: empty,
      session_state: empty,
    },
  },
  sessions: {
    ...signIn,
    kept: "session",
    rows: { by: "account" },
    fields: { session_token: secret, user_id: link, expires: shown, created_at: shown },
  },
  verification_tokens: {
    ...signIn,
    whose: "signingIn",
    readers: ["nobody"],
    kept: "minutes",
    rows: { by: "none" },
    fields: { identifier: work, token: secret, expires: work, code_hash: secret, attempts: work },
  },
} as const satisfies Record<string, PersonalTable>;
