import { sql } from "drizzle-orm";
import {
  appDelete,
  appInsert,
  appSelect,
  appUpdate,
  inOrg,
  publisherSelect,
  viewerOrg,
  viewerPerson,
} from "./viewer";

const mine = sql`author_id = ${viewerPerson}`;

/** Duos of the viewer whose cycle still takes answers. */
const stillOpen = sql`(cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = ${viewerOrg} and ${viewerPerson} in (dc.ic_person_id, dc.manager_person_id) and not dc.closed)`;

/** Duos of the viewer in which both partners are final: what is shared becomes readable, and nothing can change. */
const bothFinal = sql`(cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from duo_cycle_sides mine join duo_cycle_sides theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.side <> mine.side where mine.org_id = ${viewerOrg} and mine.person_id = ${viewerPerson} and mine.final_at is not null and theirs.final_at is not null)`;

const bothConsented = sql`(cycle_id, duo_id) in (select mine.cycle_id, mine.duo_id from trust_consents mine join trust_consents theirs on theirs.org_id = mine.org_id and theirs.cycle_id = mine.cycle_id and theirs.duo_id = mine.duo_id and theirs.person_id <> mine.person_id where mine.org_id = ${viewerOrg} and mine.person_id = ${viewerPerson})`;

const writable = sql`${mine} and ${stillOpen} and not (${bothFinal})`;

/** Closed cycles only: answers of an open cycle are never scored. */
const closedCycle = sql`${inOrg} and (cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = ${viewerOrg} and dc.closed)`;

export const responsePolicies = [
  appSelect("responses_author_reads", mine),
  appInsert("responses_author_writes", writable),
  appUpdate("responses_author_changes", writable),
  publisherSelect("responses_publisher_reads_closed", closedCycle),
];

export const responsePartPolicies = [
  appSelect("response_parts_author_reads", mine),
  appSelect(
    "response_parts_partner_reads_shared",
    sql`stage = 'final' and class in ('S', 'comment') and ${bothFinal}`,
  ),
  appSelect(
    "response_parts_partner_reads_trust",
    sql`stage = 'final' and class = 'trust' and ${bothFinal} and ${bothConsented}`,
  ),
  appInsert("response_parts_author_writes", writable),
  appUpdate("response_parts_author_changes", writable),
  appDelete("response_parts_author_removes", writable),
  publisherSelect(
    "response_parts_publisher_reads_closed",
    sql`${closedCycle} and stage = 'final' and class in ('S', 'A', 'trust')`,
  ),
];

export const trustConsentPolicies = [
  appSelect(
    "trust_consents_duo_reads",
    sql`(cycle_id, duo_id) in (select dc.cycle_id, dc.duo_id from duo_cycles dc where dc.org_id = ${viewerOrg} and ${viewerPerson} in (dc.ic_person_id, dc.manager_person_id))`,
  ),
  appInsert("trust_consents_own", sql`person_id = ${viewerPerson} and ${stillOpen}`),
  appDelete("trust_consents_withdraw", sql`person_id = ${viewerPerson} and not (${bothFinal})`),
];
