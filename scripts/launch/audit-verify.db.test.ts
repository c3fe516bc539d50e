import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { asWorker } from "@/db/client";
import { sealAudit } from "@/db/queries/audit-chain";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";

const database = freshDatabase();

/** Runs the command on the file's database. */
async function verify(...args: string[]) {
  const child = spawn(process.execPath, ["scripts/run.mjs", "audit:verify", ...args], {
    env: { ...process.env, DATABASE_URL_WORKER: database.urls.worker },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr, last: () => JSON.parse(stdout.trimEnd().split("\n").at(-1)!) };
}

test("audit:verify says whether the chains are intact, in words, as JSON and by its exit code", async () => {
  const { orgId } = await createOrganization(database.admin, { people: { Ada: {} } });
  const { rows } = await database.admin.query<{ id: string }>(
    `insert into audit_log (org_id, id, action, area) select $1, gen_random_uuid(), 'cycle.closed', 'program' from generate_series(1, 2) returning id`,
    [orgId],
  );
  await asWorker((tx) => sealAudit(tx, orgId));
  const intact = await verify();
  const [report] = intact.last().organizations;
  expect([intact.code, intact.last().intact]).toEqual([0, true]);
  expect(report).toMatchObject({ organization: orgId, sealed: 2, unsealed: 0, bad: null });
  expect(intact.stdout).toContain(`${orgId}: 2 rows sealed, 0 not yet; intact. Head: ${report.head}`);

  const kept = await verify("--expect", report.head);
  expect([kept.code, kept.last()]).toMatchObject([0, { intact: true, expected: true }]);
  const lost = await verify("--expect", "f".repeat(64));
  expect([lost.code, lost.last()]).toMatchObject([1, { intact: false, expected: false }]);
  expect(await verify("--expect", "abc")).toMatchObject({ code: 1, stderr: expect.stringContaining("64") });

  await database.arrange(
    "delete from audit_log where id = (select row_id from audit_seals where number = 1)",
  );
  const broken = await verify();
  expect([broken.code, broken.last().intact]).toEqual([1, false]);
  const bad = { fault: "removed", number: 1, rowId: expect.any(String) };
  expect(broken.last().organizations[0].bad).toEqual(bad);
  expect(broken.stdout).toMatch(/NOT INTACT: Link 1, row [0-9a-f-]{36}: Its row was removed\./);
  expect(rows.map(({ id }) => id)).toContain(broken.last().organizations[0].bad.rowId);
}, 180_000);
