import { beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { viewerOf } from "@/testkit/factories/viewer";
import { writtenDuo } from "@/testkit/scenes/row-readings";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { openCycle } from "../cycles";
import { loadHome } from "../duos/home";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf, received } = scene;
const plain = (text: string) =>
  text
    .replace(/=\r?\n/g, "")
    .replace(/=E2=80=99/g, "’")
    .replace(/[\u2066-\u2069]|=E2=81=A[6-9]/g, "");
const toIan = () => received.filter(({ to }) => to === "ian").map(({ text }) => plain(text));
const asAdmin = (text: string, values: unknown[] = []) =>
  withViewer(scene.ada, (_tx, client) => client.query(text, values));
const idOf = (name: string) => scene.made.people[name]!.id;
const open = () =>
  openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
const sales = "00000000-0000-4000-8000-0000000000aa";
const company = () => scene.made.units.Company!;
const grant = (name: string, unit: string) =>
  asAdmin(
    "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
    [scene.made.orgId, idOf(name), unit],
  );
const end = (name: string) =>
  asAdmin("update role_grants set revoked_at = app_now() where person_id = $1 and revoked_at is null", [
    idOf(name),
  ]);

beforeEach(async () => {
  await database.arrange("delete from units where id = $1", [sales]);
  await database.arrange(
    "insert into units (org_id, id, parent_id, name, platform, lineage) values ($1, $2, $3, 'Sales', false, array[$3, $2]::uuid[])",
    [scene.made.orgId, sales, company()],
  );
});

describe("who reads a duo that is moved", () => {
  const move = async (unitId: string) => {
    const moved = { ...(await writtenDuo(rowsOf, scene.made.duos.first!)), unitId };
    await asAdmin("select write_roster_duos($1)", [JSON.stringify([moved])]);
  };
  const newReaders = async () => {
    await sendWaitingMail();
    return received.splice(0).filter(({ to, subject }) => to === "ian" && /read the state/.test(subject))
      .length;
  };

  test("is told, and not again where it is back in the place of which the invitation named them", async () => {
    await grant("Tom", sales);
    await open();
    await newReaders();
    await move(sales);
    expect(await newReaders()).toBe(1);
    await database.arrange(
      "update cycles set state = 'published', closed_at = app_now(), published_at = app_now() where org_id = $1",
      [scene.made.orgId],
    );
    await open();
    await newReaders();
    await move(company());
    await move(sales);
    expect(await newReaders()).toBe(0);
    // Given since the opening: no invitation named who has it now.
    await end("Tom");
    await move(company());
    await grant("Tom", sales);
    await newReaders();
    await move(sales);
    expect(await newReaders()).toBe(1);
  });
});

describe("a leader whose address an admin set before the first sign-in", () => {
  const said =
    "The program’s admin set another sign-in address for Vera Example before the first sign-in there.";
  async function setAddress(): Promise<void> {
    const [row] = await rowsOf<object>(
      `select id, external_id as "externalId", name, given_name as "givenName", 'other@example.test' as email, language, time_zone as "timeZone"
       from people where id = $1`,
      [idOf("Vera")],
    );
    await asAdmin("select write_roster_people($1)", [JSON.stringify([row])]);
  }
  const onHome = async () => {
    const { readers, newReaders } = await loadHome(viewerOf(scene.made, "Ian"));
    return [readers, newReaders].map((all) => all.map(({ addressSet }) => addressSet));
  };

  beforeEach(async () => {
    await open();
    await sendWaitingMail();
    expect(toIan().join()).not.toContain(said);
    await end("Vera");
    await setAddress();
    await scene.setClock("2031-01-02T10:05:00Z");
    received.length = 0;
    await grant("Vera", company());
  });

  test("is named with that to the partners, by mail, in the next invitation, and on the home page", async () => {
    await sendWaitingMail();
    expect(toIan().filter((text) => text.includes(said))).toHaveLength(1);
    expect(await onHome()).toEqual([[true], [true]]);
    await database.arrange(
      "update cycles set state = 'published', closed_at = app_now(), published_at = app_now() where org_id = $1",
      [scene.made.orgId],
    );
    await open();
    received.length = 0;
    await sendWaitingMail();
    expect(toIan().filter((text) => text.includes(said))).toHaveLength(1);
    await scene.setClock("2031-03-02T10:05:00Z");
    expect(await onHome()).toEqual([[true], []]);
  });

  test("also where they sign in before the mail leaves, for 30 days", async () => {
    const bind = (at: string) =>
      database.arrange("update people set bound_at = $1, user_id = id where id = $2", [at, idOf("Vera")]);
    await bind("2031-01-02T10:05:30Z");
    await sendWaitingMail();
    expect(toIan().filter((text) => text.includes(said))).toHaveLength(1);
    expect(await onHome()).toEqual([[true], [true]]);
    await scene.setClock("2031-02-01T10:30:00Z");
    expect(await onHome()).toEqual([[false], []]);
  });

  test.each([
    ["set shortly before the right, which they used to sign in before it", 80, true],
    ["set more than 90 days before the right", 100, false],
  ])("one that was %s", async (_, days, isSaid) => {
    await end("Vera");
    await sendWaitingMail();
    received.length = 0;
    await database.arrange(
      "update people set bound_at = '2031-01-02T10:06:00Z', user_id = id where id = $1",
      [idOf("Vera")],
    );
    await scene.setClock(new Date(Date.UTC(2031, 0, 2 + days, 10, 10)).toISOString());
    await grant("Vera", company());
    await sendWaitingMail();
    expect(toIan()).toHaveLength(1);
    expect(toIan()[0]?.includes(said)).toBe(isSaid);
    expect(await onHome()).toEqual([[isSaid], [isSaid]]);
  });
});
