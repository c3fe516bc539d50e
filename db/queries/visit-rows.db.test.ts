import { describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { IdTexts, visitRows } from "./visit-rows";

const database = freshDatabase();

/** What is visited of a query, read by `read` while the values are there. */
async function visited<T>(select: string, read: (values: readonly Buffer[]) => T): Promise<T[]> {
  const found: T[] = [];
  await visitRows(database.admin, select, (values) => found.push(read(values)));
  return found;
}

describe("visiting rows", () => {
  test("gives every row of a large result, in its order and byte by byte", async () => {
    const found = await visited(
      "select n::text, decode(repeat(lpad(to_hex(n % 256), 2, '0'), n % 700), 'hex') from generate_series(1, 20000) n",
      ([number, bytes]) => [number!.toString(), bytes!.length, bytes![0]],
    );
    const expected = Array.from({ length: 20_000 }, (_, index) => {
      const n = index + 1;
      return [`${n}`, n % 700, n % 700 === 0 ? undefined : n % 256];
    });
    expect(found).toEqual(expected);
  });

  test("gives nothing of an empty result, and ids as the database writes them", async () => {
    const id = "0f3c2a1b-4d5e-4f60-8a7b-9c0d1e2f3a4b";
    expect(await visited("select 1 where false", () => 1)).toEqual([]);
    const ids = new IdTexts();
    expect(await visited(`select '${id}'::uuid from generate_series(1, 2)`, ([one]) => ids.of(one!))).toEqual(
      [id, id],
    );
  });

  test("passes on what a visit or the database throws, and leaves the connection of use", async () => {
    const failing = visited("select n::text from generate_series(1, 5000) n", () => {
      throw new Error("no further");
    });
    await expect(failing).rejects.toThrow("no further");
    await expect(visited("select 1 / (3 - n) from generate_series(1, 3) n", () => 1)).rejects.toThrow("zero");
    expect((await database.admin.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});
