import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import { inventoryTables } from "@/lib/personal-data/columns";
import { personalData, withoutPeople } from "@/lib/personal-data/inventory";
import * as schema from "./index";

const tables = Object.values(schema).flatMap((one) => (is(one, PgTable) ? [getTableConfig(one)] : []));
/** Names that columns have which point at a person, at who is signed in as them, or at their duo. */
const ofPerson =
  /^(person_ids?|author_id|user_id|actor_id|created_by|written_by|granted_by|requested_by|duo_id|ic_person_id|manager_person_id)$/;

describe("what is stored about a person", () => {
  test("every table has entries, or a reason why it is about nobody", () => {
    const listed = [...Object.keys(personalData), ...Object.keys(withoutPeople)];
    expect(listed.sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  test.each(Object.entries(personalData))("every column of %s has an entry", (name, { fields }) => {
    const columns = tables.find((table) => table.name === name)?.columns.map((column) => column.name);
    expect(Object.keys(fields).sort()).toEqual(columns?.sort());
  });

  test("what is said to be encrypted is what the schema keeps as sealed bytes", () => {
    const bytes = tables.flatMap(({ name, columns }) =>
      columns.filter((column) => column.getSQLType() === "bytea").map((column) => `${name}.${column.name}`),
    );
    const sealed = inventoryTables().flatMap(({ name, columns }) =>
      columns.filter(({ keeping }) => keeping === "encrypted").map(({ column }) => `${name}.${column}`),
    );
    // Files of an import as they came, and the wrapped data key itself.
    const others = ["roster_import_files.content", "organization_keys.wrapped"];
    expect([...sealed, ...others].sort()).toEqual(bytes.sort());
  });

  test("no table with a column that names a person or a duo is said to be about nobody", () => {
    const named = tables.filter(({ columns }) => columns.some(({ name }) => ofPerson.test(name)));
    expect(named.length).toBeGreaterThan(20);
    expect(named.map(({ name }) => name).filter((name) => name in withoutPeople)).toEqual([]);
  });
});
