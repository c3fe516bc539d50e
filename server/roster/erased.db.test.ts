import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { readAndErase } from "../erasure/reading-first";
import { applyImport } from "./apply";
import { changeRoster } from "./by-hand";
import { checkImport } from "./check";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const folder = mkdtempSync(path.join(tmpdir(), "ledger-"));

beforeAll(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "demo");
  vi.stubEnv("TWOFOLD_ERASURE_LEDGER", path.join(folder, "erasures.jsonl"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("a file that names the id or the address of somebody who was erased is refused, and a waiting import has ended", async () => {
  const file = "person_id,name,email\nX1,Xi Example,Xi@example.test\n";
  await scene.run([file]);
  const waiting = await scene.check([file.replace("Xi Example", "Xi Other")]);
  const [{ id: personId }] = await scene.rows(
    "select id from people where org_id = $1 and external_id = 'X1'",
  );
  await readAndErase(scene.ada, { personId, confirmation: "Xi  Example " });
  expect(await loadImport(scene.ada, { importId: waiting }, 1)).toMatchObject({ state: "discarded" });
  expect(
    await scene.rows(
      "select from roster_imports i left join roster_import_files f on f.import_id = i.id where i.org_id = $1 and (items is not null or problems is not null or f.import_id is not null)",
    ),
  ).toEqual([]);

  for (const [line, problem] of [
    [
      "X1,Xi Example,other@example.test",
      { code: "person-erased", column: "person_id", value: "X1", line: 2 },
    ],
    [
      "X9,Xi Example,XI@example.test",
      { code: "address-erased", column: "email", value: "xi@example.test", line: 2 },
    ],
  ] as const) {
    const importId = await scene.check([`person_id,name,email\n${line}\nX2,Yo Example,yo@example.test\n`]);
    const report = await loadImport(scene.ada, { importId }, 1);
    expect(report).toMatchObject({ state: "checked", summary: { errors: 1 } });
    expect(report.problems).toEqual([expect.objectContaining(problem)]);
    await expect(applyImport(scene.ada, { importId, typed: {} })).rejects.toMatchObject({ code: "stale" });
  }

  // By hand the id stays out too; the address is taken by whom the admin says it belongs to now.
  const byHand = (cells: Record<string, string>, seen = "") =>
    changeRoster(scene.ada, { kind: "person", cells, started: {}, seen });
  const cells = { name: "Back Again", email: "xi@example.test" };
  const refused = await byHand({ ...cells, person_id: "X1" });
  expect(refused).toMatchObject({ done: false });
  expect(JSON.stringify(refused)).toContain("person-erased");
  const shown = await byHand({ ...cells, person_id: "X5" });
  expect(JSON.stringify(shown)).not.toContain("-erased");
});

test("the database lets no row take the id of somebody who was erased", async () => {
  await scene.run(["person_id,name,email\nX1,Xi Example,xi@example.test\n"]);
  const [{ id: personId }] = await scene.rows(
    "select id from people where org_id = $1 and external_id = 'X1'",
  );
  await readAndErase(scene.ada, { personId, confirmation: "Xi Example" });
  const { admin } = scene.database;
  const insert =
    "insert into people (org_id, id, external_id, name, given_name, email) values ($1, gen_random_uuid(), $2, 'B', 'B', $2 || '@x.example')";
  const refused = { constraint: "people_erased_ids" };
  await expect(admin.query(insert, [scene.made.orgId, "X1"])).rejects.toMatchObject(refused);
  await admin.query(insert, [scene.made.orgId, "X2"]);
  await expect(
    admin.query("update people set external_id = 'X1' where org_id = $1 and external_id = 'X2'", [
      scene.made.orgId,
    ]),
  ).rejects.toMatchObject(refused);
});

test("adding people, and changing their ids, costs each of many no more than each of few", async () => {
  const { admin } = scene.database;
  const pagesEach = async (people: number, statement: string) => {
    const { rows } = await admin.query(`explain (analyze, buffers, format json) ${statement}`);
    const { "Shared Hit Blocks": hit, "Shared Read Blocks": read } = rows[0]["QUERY PLAN"][0].Plan;
    return (hit + read) / people;
  };
  const costs = async (people: number) => {
    const org = `'${scene.made.orgId}'`;
    return {
      added: await pagesEach(
        people,
        `insert into people (org_id, id, external_id, name, given_name, email)
         select ${org}, gen_random_uuid(), ${people} || '.' || n, 'B ${people}', 'B', n || '@${people}.example' from generate_series(1, ${people}) n`,
      ),
      changed: await pagesEach(
        people,
        `update people set external_id = 'new ' || external_id where org_id = ${org} and name = 'B ${people}'`,
      ),
    };
  };
  await admin.query("begin");
  try {
    const few = await costs(200);
    const many = await costs(3_000);
    expect(many.added).toBeLessThan(2 * few.added);
    expect(many.changed).toBeLessThan(2 * few.changed);
  } finally {
    await admin.query("rollback");
  }
});
