import { sql } from "drizzle-orm";
import {
  appDelete,
  appInsert,
  appSelect,
  appUpdate,
  functionPolicies,
  living,
  ofErased,
  ownDuos,
  viewerPerson,
} from "./viewer";

const mine = sql`written_by = ${viewerPerson}`;

export const momentPolicies = [
  appSelect("moments_partners_read", ownDuos),
  appInsert("moments_partner_writes", sql`${mine} and ${living}`),
  // The table's trigger sets `written_by` to the person who changes the text, lets only the other partner confirm it, and
  // keeps what both confirmed until then.
  appUpdate("moments_partners_change", living),
  appDelete(
    "moments_writer_removes",
    sql`${mine} and confirmed_at is null and agreed_at is null and ${living}`,
  ),
  ...functionPolicies(
    "moments",
    ["select", "delete"],
    sql`(${ofErased("written_by")}) or (${ofErased("agreed_by")})`,
  ),
];
