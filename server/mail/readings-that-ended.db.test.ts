import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { viewerOf } from "@/testkit/factories/viewer";
import { writtenDuo } from "@/testkit/scenes/row-readings";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { closeCycle, openCycle } from "../cycles";
import { loadHome } from "../duos/home";
import { publishClosedCycles } from "../jobs/close-cycles";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf, received } = scene;
const plain = (text: string) =>
  text
    .split("Content-Type: text/html")[0]!
    .replace(/=\r?\n/g, "")
    .replace(/=E2=80=99/g, "’")
    .replace(/[\u2066-\u2069]|=E2=81=A[6-9]/g, "");
const arrived = () => received.map(({ to, subject }) => `${to}: ${plain(subject)}`).sort();
const toIan = () => received.filter(({ to }) => to === "ian").map(({ text }) => plain(text));

const open = () =>
  openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
const asAdmin = (text: string, values: unknown[] = []) =>
  withViewer(scene.ada, (_tx, client) => client.query(text, values));
const idOf = (name: string) => scene.made.people[name]!.id;
const writeGrant = (name: string) =>
  `insert into role_grants (org_id, id, person_id, role, unit_id)
     select u.org_id, gen_random_uuid(), '${idOf(name)}', 'leader', u.id from units u where u.org_id = '${scene.made.orgId}' and u.parent_id is null`;
const writeEnd = (name: string) =>
  `update role_grants set revoked_at = app_now() where org_id = '${scene.made.orgId}' and person_id = '${idOf(name)}' and revoked_at is null`;
const grant = (name: string) => asAdmin(writeGrant(name));
const end = (name: string) => asAdmin(writeEnd(name));

/** A published cycle, of which everybody has heard. */
async function published(): Promise<void> {
  const { cycleId } = await open();
  await sendWaitingMail();
  await closeCycle(scene.ada, { cycleId });
  await publishClosedCycles();
  await sendWaitingMail();
  received.length = 0;
}

const could = "Tom Example could read the state of your duo";
const led =
  "Tom Example (who led Company) could read the row of your duo with Mia Example, as published by then";

describe("a right to read that is over before the mail leaves", () => {
  test("is told to the partners, with its time, and in one mail with its beginning to who had it", async () => {
    await published();
    await grant("Tom");
    await end("Tom");
    await sendWaitingMail();
    expect(arrived()).toEqual([
      `ian: ${could}`,
      `mia: ${could}`,
      "tom: You no longer lead Company in Twofold",
    ]);
    expect(toIan()[0]).toContain(
      `${led}, and never an answer, on 2 January 2031 at 11:00 CET, for less than`,
    );
    expect(toIan()[0]).not.toContain("may read");
    const [toTom] = received.filter(({ to }) => to === "tom").map(({ text }) => plain(text));
    expect(toTom).toMatch(/You were made a leader of Company in Twofold on 2 January 2031.*Ada Example at/s);
    expect(await rowsOf("select from outbox where last_error = 'occasion-gone'")).toEqual([]);
  });

  test("says from when until when", async () => {
    await published();
    await grant("Tom");
    await scene.setClock("2031-01-02T10:07:00Z");
    await end("Tom");
    await sendWaitingMail();
    expect(toIan()[0]).toContain("from 2 January 2031 at 11:00 CET until 2 January 2031 at 11:07 CET:");
  });

  const duo = (set: string) =>
    database.arrange(`update duos set ${set} where id = '${scene.made.duos.first}'`);
  test.each<[string, () => Promise<unknown>]>([
    ["it was given and taken in one transaction", () => asAdmin(`${writeGrant("Tom")};${writeEnd("Tom")}`)],
    [
      "who had it left",
      async () => {
        await grant("Tom");
        await database.arrange("update people set ended_on = '2031-01-02' where id = $1", [idOf("Tom")]);
      },
    ],
    ["the duo ended", () => grant("Tom").then(() => duo("ended_on = '2031-01-02'"))],
    ["the duo is paused", () => grant("Tom").then(() => duo("paused = true"))],
    [
      "the next cycle shows no rows",
      async () => {
        await grant("Tom");
        await end("Tom");
        const { cycleId } = await openCycle(scene.ada, {
          closesLocal: "2031-01-20T18:00",
          timeZone: "UTC",
          sharingMode: "private",
        });
        await closeCycle(scene.ada, { cycleId });
      },
    ],
  ])("also where %s", async (_, done) => {
    await published();
    await done();
    await end("Tom");
    await sendWaitingMail();
    expect(toIan().filter((text) => text.includes(led))).toHaveLength(1);
  });

  test("also where who had it was erased, without the name", async () => {
    await published();
    await grant("Vic");
    await end("Vic");
    await asAdmin("select erase_person($1)", [idOf("Vic")]);
    await sendWaitingMail();
    expect(arrived()).toContainEqual(expect.stringMatching(/^ian: Somebody whose data were erased since/));
    expect(toIan()[0]).toContain(
      "Somebody whose data were erased since (who led Company) could read the row",
    );
    const { readers } = await loadHome(viewerOf(scene.made, "Ian"));
    expect(readers.map(({ name }) => name)).toEqual(["Vera Example", ""]);
  });

  test("is told to nobody where nothing was published by then", async () => {
    await open();
    await sendWaitingMail();
    received.length = 0;
    await grant("Tom");
    await end("Tom");
    await sendWaitingMail();
    expect(arrived()).toEqual(["tom: You no longer lead Company in Twofold"]);
    expect((await loadHome(viewerOf(scene.made, "Ian"))).readers.map(({ name }) => name)).toEqual([
      "Vera Example",
    ]);
  });

  test("is not said of who was given it again: they read", async () => {
    await published();
    await grant("Tom");
    await end("Tom");
    await grant("Tom");
    await sendWaitingMail();
    expect(arrived()).toEqual([
      "ian: Tom Example may read the state of your duo",
      "mia: Tom Example may read the state of your duo",
      "tom: You lead Company in Twofold now",
    ]);
    expect(toIan()[0]).not.toContain("could read");
  });

  test("nor is a role told that was theirs before and is again", async () => {
    await grant("Tom");
    await sendWaitingMail();
    received.length = 0;
    await end("Tom");
    await grant("Tom");
    await sendWaitingMail();
    expect(arrived().filter((mail) => mail.startsWith("tom"))).toEqual([]);
  });

  test("is told of a row that was published after the duo was moved, though nobody reads it any more", async () => {
    await published();
    const away = "00000000-0000-4000-8000-0000000000aa";
    await database.arrange(
      "insert into units (org_id, id, parent_id, name, platform, lineage) values ($1, $2, $3, 'Sales', false, array[$3, $2]::uuid[])",
      [scene.made.orgId, away, scene.made.units.Company],
    );
    await asAdmin(
      "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
      [scene.made.orgId, idOf("Tom"), away],
    );
    await sendWaitingMail();
    received.length = 0;
    const moved = { ...(await writtenDuo(rowsOf, scene.made.duos.first!)), unitId: away };
    await asAdmin("select write_roster_duos($1)", [JSON.stringify([moved])]);
    await database.arrange("update outbox set due_at = now() + interval '1 hour' where sent_at is null");
    const { cycleId } = await open();
    await closeCycle(scene.ada, { cycleId });
    await publishClosedCycles();
    await end("Tom");
    await database.arrange("update outbox set due_at = now() where sent_at is null and failed_at is null");
    await sendWaitingMail();
    expect(toIan().filter((text) => text.includes("Tom Example (who led Sales) could read"))).toHaveLength(1);
  });

  test("stands for 30 days on the home page of the partners, and a notice there says so", async () => {
    await published();
    await grant("Tom");
    const home = async () => {
      const { readers, newReaders } = await loadHome(viewerOf(scene.made, "Ian"));
      const named = ({ name, endedAt }: (typeof readers)[number]) =>
        endedAt ? `${name} until ${endedAt.toISOString()}` : name;
      return [readers.map(named), newReaders.map(named).filter((name) => name !== "Vera Example")];
    };
    expect(await home()).toEqual([["Tom Example", "Vera Example"], ["Tom Example"]]);
    await scene.setClock("2031-01-02T10:07:00Z");
    await end("Tom");
    const until = [expect.stringMatching(/^Tom Example until 2031-01-02T10:07/)];
    expect(await home()).toEqual([["Vera Example", ...until], until]);
    await scene.setClock("2031-02-01T10:05:00Z");
    expect(await home()).toEqual([["Vera Example", ...until], []]);
    await scene.setClock("2031-02-01T10:20:00Z");
    expect(await home()).toEqual([["Vera Example"], []]);
  });
});
