import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createUser } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { decideAddress, loadWaitingAddress } from "./addresses";
import { applyImport } from "./apply";
import { checkImport } from "./check";
import { loadRosterFile } from "./files";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { database, rows, run } = scene;
/** Everything an import may change, as one text. */
const roster = async () => (await loadRosterFile(scene.ada, { what: "roster", kind: "all" })).body;

test("an international domain is written to a file as it was typed, and read again as the same address", async () => {
  const file = "person_id,email\nEIan,ian@bücher.example\n";
  await run([file], { typed: { addresses: "1" } });
  expect(await roster()).toContain("ian@bücher.example");
  // An import that would change nothing cannot be made.
  await expect(run([await roster()])).rejects.toMatchObject({ code: "stale" });
  const people = await rows("select email from people where org_id = $1 and external_id = 'EIan'");
  expect(people).toEqual([{ email: "ian@xn--bcher-kva.example" }]);
});

describe("the address of somebody who ever signed in", () => {
  async function changeAddress() {
    await createUser(database.admin, scene.made.people.Ian!);
    const given = `ian.new.${randomUUID().slice(0, 8)}@example.test`;
    const report = await run([`person_id,email\nEIan,${given}\n`], { typed: { addresses: "1" } });
    expect(report.summary?.asked).toBe(1);
    return given;
  }
  const emailOfIan = async () =>
    (await rows("select email from people where org_id = $1 and external_id = 'EIan'"))[0]!.email;

  test("stays until they confirm the new one, and they get a mail", async () => {
    const given = await changeAddress();
    expect(await emailOfIan()).toBe(scene.made.people.Ian!.email);
    expect(await rows("select kind, person_id, payload from outbox where org_id = $1")).toEqual([
      { kind: "address-change", person_id: scene.made.people.Ian!.id, payload: {} },
    ]);
    expect(await roster()).toContain(given);
    const ian = viewerOf(scene.made, "Ian");
    const waiting = await loadWaitingAddress(ian);
    expect(waiting?.address).toBe(given);
    const decision = { changeId: waiting!.id, accepted: true };
    await expect(decideAddress(viewerOf(scene.made, "Mia"), decision)).rejects.toMatchObject({
      code: "stale",
    });
    const late = { ...ian, signedInAt: new Date(Date.now() - 2 * 3_600_000) };
    await expect(decideAddress(late, decision)).rejects.toMatchObject({ code: "sign-in-again" });
    await decideAddress(ian, decision);
    expect(await emailOfIan()).toBe(given);
    await expect(decideAddress(ian, decision)).rejects.toMatchObject({ code: "stale" });
  });

  test("stays when they refuse, and the database lets nobody else change it", async () => {
    await changeAddress();
    const ian = viewerOf(scene.made, "Ian");
    await decideAddress(ian, { changeId: (await loadWaitingAddress(ian))!.id, accepted: false });
    expect(await emailOfIan()).toBe(scene.made.people.Ian!.email);
    await expect(
      database.admin.query("update people set email = 'taken@example.test' where id = $1", [ian.personId]),
    ).rejects.toMatchObject({ constraint: "people_address_transition" });
  });
});
