import { describe, expect, test, vi } from "vitest";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { bytesOf, rosterImports } from "@/testkit/scenes/roster-imports";
import { closeCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { applyImport } from "./apply";
import { checkImport } from "./check";
import { loadProblemFile, loadRosterFile } from "./files";
import { discardImport, loadImport, loadImportProgress, loadImports, loadPasted } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { check, database, rows, run, upload } = scene;
/** Everything an import may change, as one text. */
const roster = async () => (await loadRosterFile(scene.ada, { what: "roster", kind: "all" })).body;

describe("an import", () => {
  test("goes from files to a list to the roster, and leaves its numbers and nobody's data", async () => {
    const report = await run([
      "unit_id,unit\nU1,Acme / Eng\nU2,Acme / Eng / Core\n",
      "person_id,name,email\nX1,Xi Example,xi@example.test\nX2,Yo Example,yo@example.test\n",
      "duo_id,ic_id,manager_id,unit,ic_grade,manager_grade\nD9,X1,X2,Eng / Core,5,6\n",
      "person_id,unit\nX2,Sales\n",
    ]);
    expect(report).toMatchObject({ state: "applied", progress: 100, failure: null, files: [], problems: [] });
    expect(report.summary?.counts).toEqual([
      { kind: "unit", action: "change", count: 1 },
      { kind: "unit", action: "add", count: 1 },
      { kind: "person", action: "add", count: 2 },
      { kind: "duo", action: "add", count: 1 },
      { kind: "leader", action: "add", count: 1 },
    ]);
    expect(
      await rows(
        "select u.name, u.external_id, d.display_name, d.ic_grade, array_length(u.lineage, 1) as depth from duos d join units u on u.id = d.unit_id where d.org_id = $1 and d.external_id = 'D9'",
      ),
    ).toEqual([
      { name: "Core", external_id: "U2", display_name: "Xi Example & Yo Example", ic_grade: 5, depth: 3 },
    ]);
    expect(await rows("select items, problems, state from roster_imports where org_id = $1")).toEqual([
      { items: null, problems: null, state: "applied" },
    ]);
    expect(await rows("select from roster_import_files where org_id = $1")).toEqual([]);
    const twice = ["person.added", "person.added"];
    expect(await rows("select action, actor_id from audit_log where org_id = $1 order by action")).toEqual(
      ["duo.added", ...twice, "role.granted", "roster.imported", "unit.added", "unit.changed"].map(
        (action) => ({
          action,
          actor_id: scene.ada.personId,
        }),
      ),
    );
    expect(await loadImports(scene.ada)).toEqual([
      expect.objectContaining({ state: "applied", createdBy: "Ada Example" }),
    ]);
  });

  test("of the export changes nothing, complete or not", async () => {
    const before = await roster();
    for (const complete of [false, true]) {
      const importId = await check([before], complete);
      const { summary } = await loadImport(scene.ada, { importId }, 1);
      expect(summary).toMatchObject({ counts: [], errors: 0, tripped: [] });
      await expect(applyImport(scene.ada, { importId, typed: {} })).rejects.toMatchObject({ code: "stale" });
    }
    expect(await roster()).toBe(before);
  });

  test("gives what was pasted back for another try, until it is discarded", async () => {
    const importId = crypto.randomUUID();
    const lines = "person_id\tname\nX1\tZoë Example\n";
    await receiveImportFile(
      scene.ada,
      { importId, number: 1, name: "people.csv", complete: "yes" },
      bytesOf("unit\nA\n"),
    );
    await receiveImportFile(
      scene.ada,
      { importId, number: 2, name: "pasted lines", complete: "yes" },
      bytesOf(lines),
    );
    expect(await loadPasted(scene.ada, { from: importId })).toEqual({ pasted: lines, complete: true });
    await discardImport(scene.ada, { importId });
    expect(await loadPasted(scene.ada, { from: importId })).toMatchObject({ pasted: "" });
    for (const from of [undefined, "x", crypto.randomUUID(), ["a", "b"]])
      expect(await loadPasted(scene.ada, { from })).toEqual({ pasted: "", complete: false });
    expect(() => loadPasted(viewerOf(scene.made, "Ian"), { from: importId })).toThrow("not-found");
  });

  test("twice is once", async () => {
    const file = "person_id,name,email\nX1,Xi Example,xi.twice@example.test\n";
    await run([file]);
    const after = await roster();
    const { summary } = await loadImport(scene.ada, { importId: await check([file]) }, 1);
    expect(summary?.counts).toEqual([]);
    expect(await roster()).toBe(after);
  });

  test("with an error is not carried out, and its problems are a file", async () => {
    const before = await roster();
    const importId = await check(["person_id,name,email\nX1,Xi,xi.error@example.test\nX2,=Yo,nothing\n"]);
    const report = await loadImport(scene.ada, { importId }, 1);
    expect(report.summary).toMatchObject({ errors: 1, problems: [{ code: "address", count: 1 }] });
    expect(report.problems).toEqual([
      { code: "address", file: 1, line: 3, column: "email", value: "nothing" },
    ]);
    await expect(applyImport(scene.ada, { importId, typed: {} })).rejects.toMatchObject({ code: "stale" });
    const { body } = await loadProblemFile(scene.ada, { importId });
    expect(body).toContain('error,1,3,email,nothing,,"Not a mail address"');
    expect(await roster()).toBe(before);
  });

  test("that ends many wants their number", async () => {
    const file = "person_id\nEAda\nEIan\nEMia\n";
    const importId = await check([file], true);
    const { summary } = await loadImport(scene.ada, { importId }, 1);
    expect(summary?.tripped).toEqual([
      { breaker: "people", count: 3, of: 6 },
      { breaker: "duos", count: 1, of: 2 },
    ]);
    const refused = { code: "invalid", fields: { people: "number", duos: "number" } };
    await expect(applyImport(scene.ada, { importId, typed: {} })).rejects.toMatchObject(refused);
    await expect(
      applyImport(scene.ada, { importId, typed: { people: "2", duos: "yes" } }),
    ).rejects.toMatchObject(refused);
    const [{ seen }] = (await rows("select fingerprint as seen from roster_imports where org_id = $1")) as [
      { seen: string },
    ];
    const confirmed = { importId, typed: { people: "3", duos: "1" } };
    // The form of another list.
    for (const other of ["", seen.slice(1)])
      await expect(applyImport(scene.ada, { ...confirmed, seen: other })).rejects.toMatchObject({
        code: "stale",
      });
    await applyImport(scene.ada, { ...confirmed, seen });
    await importsFinished();
    expect(
      await rows("select count(*)::int as n from people where org_id = $1 and ended_on is not null"),
    ).toEqual([{ n: 3 }]);
    expect(
      await rows("select count(*)::int as n from role_grants where org_id = $1 and revoked_at is not null"),
    ).toEqual([{ n: 1 }]);
  });

  test("that makes a leader lets them read the masked figures of earlier cycles that are safe with them", async () => {
    await closeCycle(scene.ada, { cycleId: scene.made.cycleId });
    await publishCycle(scene.made.orgId, scene.made.cycleId);
    await run(["person_id,unit\nEIan,Sales\n"]);
    const readable = await rows(
      `select distinct r.measure from cell_readers r join units u on u.id = r.unit_id join people p on p.id = r.person_id
       where r.org_id = $1 and u.name = 'Sales' and p.external_id = 'EIan' order by 1`,
    );
    expect(readable).toEqual(["dimension:TRUST", "kept", "watch"].map((measure) => ({ measure })));
  });

  test("is refused when the roster changed since its check", async () => {
    const importId = await check(["person_id,name,email\nX1,Xi,xi.changed@example.test\n"]);
    await run(["person_id,name,email\nX1,Xi,xi.changed@example.test\n"]);
    await applyImport(scene.ada, { importId, typed: {} });
    await importsFinished();
    expect(await loadImport(scene.ada, { importId }, 1)).toMatchObject({
      state: "checked",
      failure: "roster-changed",
    });
  });

  test("to an address that another organization uses is an error", async () => {
    const other = await createOrganization(database.admin, { people: { Bea: {} } });
    const importId = await check([`person_id,name,email\nX1,Xi,${other.people.Bea!.email}\n`]);
    const { problems } = await loadImport(scene.ada, { importId }, 1);
    expect(problems.map(({ code }) => code)).toEqual(["address-elsewhere"]);
  });

  test("lets two people swap ids and addresses", async () => {
    const [ian, mia] = [scene.made.people.Ian!, scene.made.people.Mia!];
    await run([`person_id,name,email\nEIan,Ian Example,${mia.email}\nEMia,Mia Example,${ian.email}\n`], {
      typed: { addresses: "2" },
    });
    expect(
      await rows(
        "select external_id, email from people where org_id = $1 and external_id in ('EIan', 'EMia') order by 1",
      ),
    ).toEqual([
      { external_id: "EIan", email: mia.email },
      { external_id: "EMia", email: ian.email },
    ]);
  });

  test("that is discarded or too large leaves nothing", async () => {
    const importId = await upload(["unit\nA\n"]);
    const big = { importId, number: 2, name: "big.csv", complete: "no" };
    await expect(receiveImportFile(scene.ada, big, new Uint8Array(20 * 1024 * 1024))).rejects.toMatchObject({
      code: "too-large",
    });
    await expect(receiveImportFile(scene.ada, { ...big, number: 1 }, bytesOf("x"))).rejects.toMatchObject({
      code: "conflict",
    });
    await discardImport(scene.ada, { importId });
    expect(await loadImportProgress(scene.ada, { importId })).toMatchObject({ state: "discarded" });
    await expect(receiveImportFile(scene.ada, big, bytesOf("x"))).rejects.toMatchObject({ code: "stale" });
    expect(await rows("select from roster_import_files where org_id = $1")).toEqual([]);
  });

  test("that was cut off can be begun again", async () => {
    const importId = await check(["unit\nLabs\n"]);
    await database.arrange(
      "update roster_imports set state = 'applying', progress = 50, moved_at = now() - interval '5 minutes' where id = $1",
      [importId],
    );
    expect(await loadImportProgress(scene.ada, { importId })).toEqual({
      state: "applying",
      progress: 50,
      isStuck: true,
    });
    await applyImport(scene.ada, { importId, typed: {} });
    await importsFinished();
    expect(await rows("select name from units where org_id = $1 and name = 'Labs'")).toHaveLength(1);
  });

  test("does what its page listed or nothing, and only for whoever began it", async () => {
    const importId = await check(["person_id,unit\nEMia,Sales\n"]);
    const { orgId, people } = scene.made;
    expect(await loadImport(scene.ada, { importId }, 1)).toMatchObject({ isOwn: true });
    await database.arrange(
      "insert into role_grants (org_id, id, person_id, role) values ($1, gen_random_uuid(), $2, 'admin')",
      [orgId, people.Ola!.id],
    );
    const ola = viewerOf(scene.made, "Ola", { isAdmin: true });
    expect(await loadImport(ola, { importId }, 1)).toMatchObject({ isOwn: false });
    const stale = { code: "stale" };
    await expect(applyImport(ola, { importId, typed: {} })).rejects.toMatchObject(stale);
    await expect(checkImport(ola, { importId })).rejects.toMatchObject(stale);
    for (const forged of [
      `items = jsonb_set(items, '{0,name}', '"Somebody else"')`,
      `summary = jsonb_set(summary, '{lines}', '7')`,
    ]) {
      await checkImport(scene.ada, { importId });
      await importsFinished();
      await database.arrange(
        `alter table roster_imports disable trigger user; update roster_imports set ${forged} where id = '${importId}'; alter table roster_imports enable trigger user`,
      );
      await applyImport(scene.ada, { importId, typed: {} });
      await importsFinished();
      const { state, failure } = await loadImport(scene.ada, { importId }, 1);
      expect([forged, state, failure]).toEqual([forged, "checked", "roster-changed"]);
    }
    await discardImport(ola, { importId });
    expect(await loadImportProgress(scene.ada, { importId })).toMatchObject({ state: "discarded" });
  });

  test("is an admin's, signed in within the hour, and is not there for others", async () => {
    const importId = await upload(["unit\nA\n"]);
    for (const name of ["Ian", "Lea"]) {
      const other = viewerOf(scene.made, name);
      const refused = { code: "not-found" };
      expect(() => loadImports(other)).toThrow(expect.objectContaining(refused));
      await expect(checkImport(other, { importId })).rejects.toMatchObject(refused);
      await expect(applyImport(other, { importId, typed: {} })).rejects.toMatchObject(refused);
      await expect(discardImport(other, { importId })).rejects.toMatchObject(refused);
      expect(() => loadRosterFile(other, { what: "roster", kind: "all" })).toThrow(
        expect.objectContaining(refused),
      );
    }
    const late = { ...scene.ada, signedInAt: new Date(Date.now() - 2 * 3_600_000) };
    await expect(checkImport(late, { importId })).rejects.toMatchObject({ code: "sign-in-again" });
    await expect(loadRosterFile(late, { what: "roster", kind: "all" })).rejects.toMatchObject({
      code: "sign-in-again",
    });
  });
});

test("progress is written while it works", async () => {
  const importId = await upload(["unit\nA\n"]);
  await checkImport(scene.ada, { importId });
  await vi.waitFor(async () =>
    expect((await loadImportProgress(scene.ada, { importId })).state).toBe("checked"),
  );
  expect(await loadImportProgress(scene.ada, { importId })).toMatchObject({ progress: 100 });
});
