import { sql } from "drizzle-orm";
import {
  appDelete,
  appInsert,
  appSelect,
  appUpdate,
  functionPolicies,
  inOpenCycle,
  inOrg,
  isAdmin,
  living,
  notReadAsLeader,
  ofErased,
  ofErasedDuo,
  ownDuoCycles,
  publisherSelect,
  takesAnswers,
  viewerOrg,
  viewerPerson,
} from "./viewer";

const mine = sql`author_id = ${viewerPerson}`;

const writable = sql`${mine} and ${takesAnswers}`;

/** Duos of the viewer in which both partners are final and neither's answers were removed. A function like the other. */
const revealed = sql`(cycle_id, duo_id) in (select r.cycle_id, r.duo_id from revealed_duos() r)`;

/** Where also both partners agreed. The function runs as the owner, because neither may read the other's consent. */
const trustShared = sql`(cycle_id, duo_id) in (select s.cycle_id, s.duo_id from shared_trust() s)`;

/** A response begins as the cycle asks, at this moment. Its later changes are checked by the table's trigger. */
const begunNow = sql`revision = 1 and promise_accepted_at = app_now() and updated_at = app_now() and (state = 'submitted') = (submitted_at is not null) and (submitted_at is null or submitted_at = app_now()) and (submission_key is not null) = (submitted_at is not null) and answering_seconds = 0 and (cycle_id, instrument_version, promise_version) in (select c.id, c.instrument_version, c.promise_version from cycles c where c.org_id = ${viewerOrg})`;

/** Rows of those who asked for their answers to be removed: all that the removing functions ever see. */
const ofWithdrawn = (person: string) =>
  sql`${inOrg} and (cycle_id, duo_id, ${sql.raw(person)}) in (select w.cycle_id, w.duo_id, w.person_id from answer_withdrawals w where w.org_id = ${viewerOrg})`;

/** Rows of cycles whose time of keeping has ended: all that the function of the retention removes. */
const ended = sql`${inOrg} and cycle_id in (select c.id from cycles c where c.org_id = ${viewerOrg} and c.answers_ended_at is not null)`;

/**
 * Closed cycles only, without duos that left before: answers of an open cycle are never scored. By the row's own key: the
 * set of all such duos outgrows a hash within two years of 10,000 duos, and would then be searched through for each row.
 */
const closedCycle = (table: "responses" | "response_parts") =>
  sql`${inOrg} and exists (select from duo_cycles dc where dc.org_id = ${sql.raw(table)}.org_id and dc.cycle_id = ${sql.raw(table)}.cycle_id and dc.duo_id = ${sql.raw(table)}.duo_id and dc.closed and dc.left_at is null)`;

export const responsePolicies = [
  appSelect("responses_author_reads", mine),
  appInsert("responses_author_begins", sql`${writable} and ${begunNow}`),
  appUpdate("responses_author_changes", writable),
  // How long it took, for a total of the company.
  publisherSelect(
    "responses_publisher_reads_closed",
    sql`${closedCycle("responses")} and state = 'submitted'`,
  ),
  // Whether somebody has begun in an open cycle decides whether their partner's address may change.
  ...functionPolicies("responses", ["select"], sql`(${inOpenCycle}) or (${ofErased("author_id")})`),
  ...functionPolicies("responses", ["delete"], ofErased("author_id")),
];

export const responsePartPolicies = [
  appSelect("response_parts_author_reads", mine),
  appSelect(
    "response_parts_partner_reads_shared",
    sql`stage = 'final' and class in ('S', 'comment') and ${revealed}`,
  ),
  appSelect(
    "response_parts_partner_reads_trust",
    sql`stage = 'final' and class = 'trust' and ${trustShared}`,
  ),
  appInsert("response_parts_author_writes", writable),
  appUpdate("response_parts_author_changes", writable),
  // Final parts are removed by withdraw_answers() and carry_out_withdrawals() alone.
  appDelete("response_parts_author_removes_draft", sql`stage = 'draft' and ${writable}`),
  publisherSelect(
    "response_parts_publisher_reads_closed",
    sql`${closedCycle("response_parts")} and stage = 'final' and class in ('S', 'A', 'trust')`,
  ),
  ...functionPolicies(
    "response_parts",
    ["select", "delete"],
    sql`(${ofWithdrawn("author_id")}) or (${ended})`,
  ),
];

const own = sql`person_id = ${viewerPerson}`;

export const trustConsentPolicies = [
  appSelect("trust_consents_own_read", own),
  // share_trust() and take_back_trust() alone write them: each sees what the other has committed.
  ...functionPolicies("trust_consents", ["select"]),
  ...functionPolicies("trust_consents", ["insert"], sql`${inOrg} and ${own}`),
  ...functionPolicies(
    "trust_consents",
    ["delete"],
    sql`(${ofWithdrawn("person_id")}) or (${inOrg} and ${own}) or (${ended})`,
  ),
];

export const duoTalkPolicies = [
  appSelect("duo_talks_partners_read", ownDuoCycles),
  appInsert("duo_talks_partner_notes", sql`${own} and ${revealed} and ${living}`),
  // Either takes the note back, whichever of the two made it.
  appDelete("duo_talks_partners_remove", sql`${ownDuoCycles} and ${living}`),
  ...functionPolicies("duo_talks", ["select", "delete"], ofErasedDuo("duo_id")),
];

export const talkingPointPolicies = [
  appSelect("talking_points_partners_read", ownDuoCycles),
  appInsert("talking_points_partners_pick", sql`${revealed} and ${living}`),
  appUpdate("talking_points_partners_change", sql`${revealed} and ${living}`),
  ...functionPolicies("talking_points", ["select", "delete"], sql`(${ended}) or (${ofErasedDuo("duo_id")})`),
];

/** Where the two can still change what they promise. A function, because a trigger asks the same again under the lock. */
const promising = sql`(cycle_id, duo_id) in (select p.cycle_id, p.duo_id from promising_duos() p)`;

export const commitmentPolicies = [
  appSelect("commitments_partners_read", ownDuoCycles),
  appInsert("commitments_partners_make", promising),
  // Both change and remove what either made: a commitment belongs to the two.
  appUpdate("commitments_partners_change", promising),
  appDelete("commitments_partners_remove", promising),
  ...functionPolicies("commitments", ["select", "delete"], sql`(${ended}) or (${ofErasedDuo("duo_id")})`),
];

export const cycleDeclinePolicies = [
  appSelect("cycle_declines_own_read", own),
  // While there are people to remind; never of the admin's own partner, nor of duos that they read as a leader.
  appSelect(
    "cycle_declines_admin_reads",
    sql`${isAdmin} and ${inOpenCycle} and ${notReadAsLeader} and not (${ownDuoCycles})`,
  ),
  // decline_cycle(), take_back_decline() and a submission alone write them.
  ...functionPolicies("cycle_declines", ["select"]),
  ...functionPolicies("cycle_declines", ["insert"], sql`${inOrg} and ${own}`),
  ...functionPolicies(
    "cycle_declines",
    ["delete"],
    sql`(${inOrg} and ${own}) or (${ended}) or (${ofErased("person_id")})`,
  ),
];

export const answerWithdrawalPolicies = [
  appSelect("answer_withdrawals_own_read", own),
  // To the partner, answers withdrawn before the close, and drafts at any time, look like answers that were never given.
  appSelect(
    "answer_withdrawals_partner_reads",
    sql`asked_in not in ('draft', 'open') and carried_out_at is not null and ${ownDuoCycles}`,
  ),
  ...functionPolicies("answer_withdrawals", ["select", "insert", "update"]),
];

/** Scores of those who asked for their answers to be removed. */
export const withdrawnScorePolicies = functionPolicies(
  "person_scores",
  ["select", "delete"],
  ofWithdrawn("person_id"),
);
