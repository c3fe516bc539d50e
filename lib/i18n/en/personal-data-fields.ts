import type { ShownField, ShownTableName } from "@/lib/personal-data/inventory";
import { passkeys, sessions } from "./own-sign-in";

type TableWords<Name extends ShownTableName> = {
  /** The heading over the table's rows. */
  title: string;
  /** What the table is, in a sentence. */
  note: string;
  fields: Record<ShownField<Name>, string>;
};

const duoCycle = { cycle_id: "Cycle", duo_id: "Duo" };
const places = { ...duoCycle, unit_id: "Unit" };
const partners = { ic_person_id: "Technical side", manager_person_id: "People side" };
const pair = {
  display_name: "Name of the duo",
  pair_type: "Kind of pair",
  line_manager: "The manager is the line manager",
  team_size: "Size of the team",
};

const figures = {
  complete: "Both of you answered",
  status: "Status",
  reason: "Reason",
  since_cycle_id: "Since the cycle",
  since_on: "Since",
  since_from_on: "The change began at the earliest",
  since_to_on: "The change began at the latest",
  status_cycles: "Cycles in this status",
  fall: "Points by which the level fell",
  level: "Level, to the nearest 5",
  level_band: "Band of the level",
  agreement: "Agreement",
  dimension_bands: "Bands of the topics",
  previous_status: "Status before",
  previous_level: "Level before",
  last_status_cycle_id: "Last complete cycle",
};

/** What is stored about a person, in words, table by table and column by column. */
export const personalDataFields: { [Name in ShownTableName]: TableWords<Name> } = {
  people: {
    title: "You",
    note: "What your organization’s roster says about you, and your settings.",
    fields: {
      external_id: "Id in your organization’s own systems",
      name: "Name",
      given_name: "First name",
      email: "Sign-in address",
      language: "Language",
      time_zone: "Time zone",
      bound_at: "First signed in",
      address_held_at: "Your company account was unlinked",
      erased_at: "Erased",
      reminders: "You get reminders",
      ended_on: "Left on",
      created_at: "Added to Twofold",
    },
  },
  address_changes: {
    title: "New sign-in addresses",
    note: "Addresses that an admin gave you and that waited for your word.",
    fields: {
      new_address: "New address",
      requested_at: "Asked",
      state: "What became of it",
      decided_at: "Decided",
    },
  },
  role_grants: {
    title: "Your roles",
    note: "What you may do beside answering. Everybody in your organization may know who has a role.",
    fields: { role: "Role", unit_id: "Unit", granted_at: "Given", revoked_at: "Ended" },
  },
  users: {
    title: "Your sign-in",
    note: "What signing in knows you by.",
    fields: { name: "Name", email: "Address", email_verified: "Address confirmed" },
  },
  accounts: {
    title: "Linked company accounts",
    note: "The account of your company’s sign-in that you use, if you do.",
    fields: { type: "Kind", provider: "Provider", provider_account_id: "Your id there" },
  },
  passkeys,
  sessions,
  duos: {
    title: "Your duos in the roster",
    note: "The roster’s entries. Your partner’s grade is theirs and not shown to you.",
    fields: {
      external_id: "Id in your organization’s own systems",
      ...pair,
      unit_id: places.unit_id,
      ...partners,
      ic_grade: "Your grade on the technical side",
      manager_grade: "Your grade on the people side",
      started_on: "Since",
      ended_on: "Ended on, with its people and its unit",
      paused: "Paused",
    },
  },
  duo_cycles: {
    title: "Your duos in each cycle",
    note: "A copy of the duo as it was when the cycle opened.",
    fields: {
      ...places,
      ...pair,
      ...partners,
      tenure_months: "Months together",
      first_cycle: "First cycle of the duo",
      closed: "Takes no more answers",
      left_at: "Left before the close",
    },
  },
  duo_cycle_sides: {
    title: "Whether you have submitted",
    note: "Your partner and your admin see yes or no; leaders read of your duo whether it is complete.",
    fields: {
      ...duoCycle,
      side: "Your side",
      final_at: "Submitted",
    },
  },
  responses: {
    title: "Your surveys",
    note: "When you answered, how long it took, and under which promise. Nobody else reads the time of one survey; admins read, of the whole company and from 30 people on, which share took under four minutes. The answers themselves come next.",
    fields: {
      ...duoCycle,
      side: "Your side",
      state: "State",
      revision: "Times saved",
      instrument_version: "Version of the questions",
      promise_version: "Version of the promise",
      promise_accepted_at: "You accepted the promise",
      submitted_at: "Submitted",
      updated_at: "Last saved",
      answering_seconds: "Seconds it took",
    },
  },
  response_parts: {
    title: "What you answered",
    note: "Everything you answered, drafts, guesses and trust included. Stored encrypted, one entry for each kind of confidentiality. Admins read, of the whole company and from 30 people on, how well the questions go together.",
    fields: {
      ...duoCycle,
      class: "Who may read it",
      stage: "Submitted or not",
      answers: "Answers",
    },
  },
  trust_consents: {
    title: "That you agreed to show trust answers",
    note: "Your partner learns of it only by agreeing too.",
    fields: { cycle_id: places.cycle_id, duo_id: places.duo_id, given_at: "Agreed" },
  },
  cycle_declines: {
    title: "Cycles that you declined",
    note: "Your admin reads it as “no reminder needed” while the cycle is open. Your partner and your leaders do not.",
    fields: { cycle_id: places.cycle_id, duo_id: places.duo_id },
  },
  answer_withdrawals: {
    title: "Answers that you withdrew",
    note: "That you withdrew is kept, so that the answers cannot come back. Your partner reads “deleted” if it was after the close.",
    fields: {
      ...duoCycle,
      asked_in: "Withdrawn of what was",
      asked_at: "Asked",
      carried_out_at: "Carried out",
      was_revealed: "Both had submitted",
    },
  },
  duo_talks: {
    title: "That you talked",
    note: "Noted by either of you.",
    fields: {
      ...duoCycle,
      person_id: "Noted by",
      talked_at: "Noted",
    },
  },
  talking_points: {
    title: "What you two picked to talk about",
    note: "Stored encrypted.",
    fields: { cycle_id: places.cycle_id, duo_id: places.duo_id, codes: "Points" },
  },
  commitments: {
    title: "What you two promised each other",
    note: "Stored encrypted.",
    fields: {
      ...duoCycle,
      slot: "Place",
      revision: "Times saved",
      content: "Promise",
    },
  },
  moments: {
    title: "Your impact moments",
    note: "Stored encrypted.",
    fields: {
      duo_id: places.duo_id,
      revision: "Times saved",
      written_by: "Written by",
      confirmed_at: "Confirmed",
      content: "Moment",
      agreed_at: "Confirmed before a change that waits",
      agreed_by: "Written before that change by",
      agreed_content: "What both confirmed before that change",
    },
  },
  person_scores: {
    title: "Scores of your answers",
    note: "What your own answers came to, from 0 to 100. The engine uses them in later cycles; nobody else reads them. Stored encrypted.",
    fields: {
      ...duoCycle,
      side: "Your side",
      scores: "Scores",
    },
  },
  published_duo_partners: {
    title: "What was published for the two of you",
    note: "The state of your duo after each cycle, as the two of you read it.",
    fields: {
      ...duoCycle,
      ...partners,
      ...figures,
      watch_declining: "On watch: declining",
      watch_apart: "On watch: moving apart",
    },
  },
  published_duos: {
    title: "What your leaders read of your duo",
    note: "The row of your duo after each cycle whose mode lets leaders see duos.",
    fields: {
      ...places,
      ...partners,
      ...pair,
      sharing_mode: "Sharing mode",
      grade_distance: "Grades apart",
      tenure_months: "Months together",
      platform: "Platform team",
      ...figures,
    },
  },
  noted_actions: {
    title: "What leaders noted for a duo",
    note: "For your duos, and what you noted yourself as a leader: a kind and a day, without a name.",
    fields: {
      ...duoCycle,
      done_on: "Day",
      kind: "Kind",
      noted_at: "Noted",
    },
  },
  cell_readers: {
    title: "Rough figures that you may read as a leader",
    note: "Which figures of units were safe to show to you.",
    fields: {
      cycle_id: places.cycle_id,
      unit_id: places.unit_id,
      measure: "Figure",
      pair_type: "Kind of pair",
    },
  },
  outbox: {
    title: "Mails to you",
    note: "Which kind and when. What a mail said is not kept once it has left and you have signed in.",
    fields: {
      kind: "Kind",
      day: "Day of the reminder",
      queued_at: "Written",
      sent_at: "Sent",
      failed_at: "Given up",
      attempts: "Tries to send it",
      last_error: "What the mail server answered",
    },
  },
  audit_log: {
    title: "What you did, in the audit log",
    note: "Your own entries. What others did about you, such as giving you a role, is in the log too; your reviewer reads it.",
    fields: { at: "When", action: "What", area: "Part of the log", detail: "Details" },
  },
  roster_imports: {
    title: "Rosters that you imported",
    note: "As an admin.",
    fields: {
      created_at: "Begun",
      state: "State",
      complete: "What the files do not name ends",
      finished_at: "Ended",
    },
  },
};
