import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { type Catalog, readCatalog } from "./docs/catalog";
import { dataModel, diagrams, policyTable, roleMatrix } from "./docs/data-model";
import { withGenerated } from "./docs/generated";

const database = freshDatabase();
let catalog: Catalog;

beforeAll(async () => {
  catalog = await withClient(database.adminUrl, readCatalog);
});

test("docs/data-model.md is what the database says; `npm run docs` writes it", () => {
  const document = readFileSync(path.join(import.meta.dirname, "../docs/data-model.md"), "utf8");
  for (const [name, part] of Object.entries(dataModel(catalog))) {
    expect(withGenerated(document, name, part)).toBe(document);
  }
});

test("a grant, a policy or a table that is not written down is noticed", async () => {
  await withClient(database.adminUrl, async (client) => {
    await client.query("begin");
    await client.query("grant update (name) on organizations to twofold_app");
    await client.query("drop policy duos_admin_reads on duos");
    await client.query("create table later (id uuid primary key)");
    const changed = await readCatalog(client);
    await client.query("rollback");
    expect(roleMatrix(changed)).toContain("| `organizations` | forced | select; update (name) |");
    expect(policyTable(catalog)).toContain("| duos_admin_reads |");
    expect(policyTable(changed)).not.toContain("| duos_admin_reads |");
    expect(() => diagrams(changed)).toThrow(/later/);
  });
});

test("a privilege that the matrix has no column for is an error, not an omission", () => {
  const truncate = { table: "duos", role: "twofold_app", privilege: "TRUNCATE", columns: null };
  expect(() => roleMatrix({ ...catalog, privileges: [truncate] })).toThrow(/TRUNCATE/);
});
