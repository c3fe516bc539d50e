import { sql } from "drizzle-orm";
import { appDelete, appInsert, appSelect, appUpdate, viewerOrg, viewerPerson } from "./viewer";

const ownDuos = sql`duo_id in (select d.id from duos d where d.org_id = ${viewerOrg} and ${viewerPerson} in (d.ic_person_id, d.manager_person_id))`;

/** Duos of the viewer that have not ended. A function, because a trigger asks the same again under the lock of the duo. */
const living = sql`duo_id in (select l.duo_id from living_duos() l)`;

const mine = sql`written_by = ${viewerPerson}`;

export const momentPolicies = [
  appSelect("moments_partners_read", ownDuos),
  appInsert("moments_partner_writes", sql`${mine} and ${living}`),
  // A change makes it the changer's own and unconfirmed; only the other one confirms it: the table's trigger.
  appUpdate("moments_partners_change", living),
  appDelete("moments_writer_removes", sql`${mine} and confirmed_at is null and ${living}`),
];
