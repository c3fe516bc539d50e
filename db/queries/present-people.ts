import { sql } from "drizzle-orm";

/** Whether a person can sign in: neither erased nor ended. `people` is the table's name in the statement. */
export const isPresent = (people: "p" | "people") =>
  sql`${sql.raw(people)}.erased_at is null and (${sql.raw(people)}.ended_on is null or ${sql.raw(people)}.ended_on > (select today()))`;
