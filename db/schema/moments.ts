import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { momentPolicies } from "../policies/moments";
import { instant, orgId, sessionPerson, times } from "./columns";
import { duos } from "./duos";
import { sealed } from "./organization-keys";

/** What the two of a duo achieved together: written by one of them, seen by both at once, confirmed by the other. */
export const moments = pgTable(
  "moments",
  {
    orgId: orgId(),
    id: uuid("id").notNull(),
    duoId: uuid("duo_id").notNull(),
    /** Raised by every change, so that nobody confirms or overwrites what they have not seen. */
    revision: integer("revision").notNull().default(1),
    /** Who wrote what it says now. */
    writtenBy: sessionPerson("written_by").notNull(),
    /** When the other one confirmed what it says now; null while a change waits to be confirmed. */
    confirmedAt: instant("confirmed_at"),
    /** What, when, and what each brought, encrypted. */
    content: sealed("content").notNull(),
    /** While a change of a confirmed moment waits: what both confirmed, who wrote that, and when it was confirmed. */
    agreedContent: sealed("agreed_content"),
    agreedBy: uuid("agreed_by"),
    agreedAt: instant("agreed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({ columns: [t.orgId, t.duoId], foreignColumns: [duos.orgId, duos.id] }),
    index("moments_of_duo").on(t.orgId, t.duoId),
    times("moments", { instants: [t.confirmedAt, t.agreedAt] }),
    check(
      "moments_agreed",
      sql`num_nonnulls(${t.agreedContent}, ${t.agreedBy}, ${t.agreedAt}) = 0 or (num_nonnulls(${t.agreedContent}, ${t.agreedBy}, ${t.agreedAt}) = 3 and ${t.confirmedAt} is null)`,
    ),
    ...momentPolicies,
  ],
);
