import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadDuo } from "./duo";
import { confirmMoment, removeMoment, restoreMoment, saveMoment } from "./moments";

const database = freshDatabase();
let made: MadeOrganization;
type Name = "Ian" | "Mia" | "Max";

const duoId = () => made.duos.first!;
const content = {
  what: "We cut the release from a week to a day",
  day: "2026-01-15",
  ic: "the build",
  manager: "",
};
const save = (name: Name, more: object = {}) =>
  saveMoment(viewerOf(made, name), { duoId: duoId(), ...content, ...more });
const momentsOf = async (name: Name) => (await loadDuo(viewerOf(made, name), { duoId: duoId() })).moments;
const only = async (name: Name) => {
  const [moment] = await momentsOf(name);
  return { duoId: duoId(), momentId: moment!.id, revision: moment!.revision };
};

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {}, Max: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: {},
  });
});

describe("an impact moment", () => {
  test("is seen by the partner at once, before any answer, and confirmed by them alone", async () => {
    expect(await save("Ian")).toEqual({ kind: "saved" });
    expect(await momentsOf("Mia")).toMatchObject([{ ...content, mine: false, confirmedAt: null }]);
    expect(await momentsOf("Ian")).toMatchObject([{ mine: true }]);
    const known = await only("Ian");
    expect(await confirmMoment(viewerOf(made, "Ian"), known)).toEqual({ kind: "own" });
    expect(await confirmMoment(viewerOf(made, "Mia"), known)).toEqual({ kind: "saved" });
    const confirmedAt = (await momentsOf("Ian"))[0]?.confirmedAt;
    expect(confirmedAt).toBeInstanceOf(Date);
    // A second time, as with two taps, nothing changes.
    expect(await confirmMoment(viewerOf(made, "Mia"), known)).toEqual({ kind: "saved" });
    expect(await momentsOf("Ian")).toMatchObject([{ confirmedAt }]);
  });

  test("confirmed twice in the same moment is confirmed once, and both requests say so", async () => {
    await save("Ian");
    const known = await only("Ian");
    // A row lock holds them all until each has read the moment as not confirmed.
    await database.admin.query("begin");
    await database.admin.query("select from moments where id = $1 for update", [known.momentId]);
    const twice = Promise.all([1, 2].map(() => confirmMoment(viewerOf(made, "Mia"), known)));
    const waiting = () =>
      database.arrange(
        "select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()",
      );
    await expect.poll(async () => (await waiting()).rowCount, { timeout: 10_000 }).toBe(2);
    await database.admin.query("commit");
    expect(await twice).toEqual([{ kind: "saved" }, { kind: "saved" }]);
    expect(await momentsOf("Mia")).toMatchObject([{ revision: 1, confirmedAt: expect.any(Date) }]);
  });

  test("that the partner changed is theirs, unconfirmed, and what was written meanwhile is told", async () => {
    await save("Ian");
    const known = await only("Ian");
    await confirmMoment(viewerOf(made, "Mia"), known);
    const { momentId, revision } = known;
    expect(await save("Mia", { known: { momentId, revision }, manager: "the budget" })).toEqual({
      kind: "saved",
    });
    const changed = { manager: "the budget", mine: false, confirmedAt: null };
    expect(await momentsOf("Ian")).toMatchObject([
      { ...changed, agreed: { ...content, confirmedAt: expect.any(Date) } },
    ]);
    const late = await save("Ian", { known: { momentId, revision }, what: "Something else" });
    expect(late).toMatchObject({ kind: "stale", now: { what: content.what, revision: 2 } });
    expect(await confirmMoment(viewerOf(made, "Ian"), known)).toMatchObject({ kind: "stale" });
    expect(await confirmMoment(viewerOf(made, "Ian"), { ...known, revision: 2 })).toEqual({ kind: "saved" });
    expect(await momentsOf("Mia")).toMatchObject([
      { manager: "the budget", confirmedAt: expect.any(Date), agreed: null },
    ]);
  });

  test("that both confirmed is not lost by one of them: either leaves it as it was, neither removes it", async () => {
    await save("Ian");
    const known = await only("Ian");
    const { momentId, revision } = known;
    // Ian's page is older than the confirmation: he reads why nothing was removed.
    await confirmMoment(viewerOf(made, "Mia"), known);
    const [confirmed] = await momentsOf("Ian");
    expect(await removeMoment(viewerOf(made, "Ian"), known)).toEqual({ kind: "confirmed" });
    // Saved without a change it stays confirmed.
    expect(await save("Ian", { known: { momentId, revision } })).toEqual({ kind: "saved" });
    expect(await momentsOf("Ian")).toEqual([confirmed]);

    for (const [number, name] of [
      [1, "Ian"],
      [3, "Mia"],
    ] as const) {
      await save("Ian", { known: { momentId, revision: number }, what: "Something else" });
      const changed = { ...known, revision: number + 1 };
      expect(await removeMoment(viewerOf(made, "Ian"), changed)).toMatchObject({ kind: "stale" });
      expect(await restoreMoment(viewerOf(made, name), known)).toMatchObject({ kind: "stale" });
      expect(await restoreMoment(viewerOf(made, name), changed)).toEqual({ kind: "saved" });
      expect(await momentsOf("Ian")).toEqual([{ ...confirmed, revision: number + 2 }]);
    }
    // Typed back to what it was, it is what both confirmed.
    await save("Mia", { known: { momentId, revision: 5 }, what: "Something else" });
    await save("Mia", { known: { momentId, revision: 6 } });
    expect(await momentsOf("Ian")).toEqual([{ ...confirmed, revision: 7 }]);
    expect(await restoreMoment(viewerOf(made, "Mia"), { ...known, revision: 7 })).toMatchObject({
      kind: "stale",
    });
  });

  test("sent several times by one form is written down once, and says what was sent last", async () => {
    const newId = randomUUID();
    const pressed = [1, 2, 3].map(() => save("Ian", { newId }));
    expect(await Promise.all(pressed)).toEqual(pressed.map(() => ({ kind: "saved" })));
    expect(await momentsOf("Mia")).toMatchObject([{ ...content, revision: 1 }]);
    expect(await save("Ian", { newId, what: "A day, not a week" })).toEqual({ kind: "saved" });
    expect(await momentsOf("Mia")).toMatchObject([{ what: "A day, not a week", revision: 2 }]);
    // By now it is another one than the form made: it is read before it is replaced.
    expect(await save("Ian", { newId })).toMatchObject({ kind: "stale", now: { revision: 2 } });
    // What is sent twice for a moment that is there changes it once.
    const known = await only("Ian");
    const twice = [1, 2].map(() => save("Ian", { known, what: "Two days" }));
    expect(await Promise.all(twice)).toEqual([{ kind: "saved" }, { kind: "saved" }]);
    expect(await momentsOf("Mia")).toMatchObject([{ what: "Two days", revision: 3 }]);
    await expect(save("Ian", { newId: "" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("that was never confirmed is removed by its writer, and a late confirmation is told that it is gone", async () => {
    await save("Ian");
    const known = await only("Ian");
    expect(await removeMoment(viewerOf(made, "Ian"), known)).toEqual({ kind: "saved" });
    expect(await confirmMoment(viewerOf(made, "Mia"), known)).toEqual({
      kind: "stale",
      now: undefined,
      side: "manager",
    });
  });

  test("of a duo that ended stays readable and can no longer change", async () => {
    await save("Ian");
    const known = await only("Ian");
    await database.arrange("update duos set ended_on = current_date where id = $1", [duoId()]);
    expect(await save("Ian")).toEqual({ kind: "closed" });
    expect(await confirmMoment(viewerOf(made, "Mia"), known)).toEqual({ kind: "closed" });
    expect(await restoreMoment(viewerOf(made, "Ian"), known)).toEqual({ kind: "closed" });
    expect(await removeMoment(viewerOf(made, "Ian"), known)).toEqual({ kind: "closed" });
    expect(await momentsOf("Mia")).toHaveLength(1);
  });

  test("is nobody else's, and refused with a text or a day that cannot be", async () => {
    await expect(save("Max")).rejects.toMatchObject({ code: "not-found" });
    for (const [field, value, code] of [
      ["what", "\u200b", "empty"],
      ["what", "a\0b", "unreadable"],
      // What a browser's form sends for half a surrogate pair.
      ["manager", "a\ufffdb", "unreadable"],
      ["ic", "x".repeat(1_000_000), "too-long"],
      ["day", "2026-02-30", "day"],
      ["day", "2999-01-01", "day"],
      ["day", "", "day"],
    ] as const) {
      await expect(save("Ian", { [field]: value })).rejects.toMatchObject({ fields: { [field]: code } });
    }
    expect(await momentsOf("Ian")).toEqual([]);
  });
});
