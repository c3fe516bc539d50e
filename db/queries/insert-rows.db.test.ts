import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { sealed } from "@/db/schema/organization-keys";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { insertRows } from "./insert-rows";

const database = freshDatabase();

const kept = pgTable("kept_values", {
  place: integer("place").notNull(),
  sealed: sealed("sealed"),
  counts: integer("counts").array().notNull(),
  words: text("words").array().notNull(),
});

test("rows come back as they were inserted: bytes, lists, signs that would have to be quoted, nothing", async () => {
  const client = database.admin;
  await client.query(
    "create temporary table kept_values (place int, sealed bytea, counts int[], words text[])",
  );
  const rows = [
    {
      place: 1,
      sealed: Buffer.from([0, 34, 92, 255]),
      counts: [3, 0, -1],
      words: ['a "b" \\ {c}, d', "null"],
    },
    { place: 2, sealed: null, counts: [], words: [] },
    { place: 3, sealed: Buffer.alloc(0), counts: [7], words: [""] },
  ];
  await insertRows(client, kept, rows);
  expect((await client.query("select * from kept_values order by place")).rows).toEqual(rows);
});
