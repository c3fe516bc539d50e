import { beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { loadDuo } from "./duo";
import { loadTalk, noteTalked, removeTalked } from "./talk";
import { agreeToShowTrust, takeBackTrustWord } from "./trust";

const database = freshDatabase();
let made: MadeOrganization;

const ada = () => viewerOf(made, "Ada", { isAdmin: true });
const duoOf = (name: "Ian" | "Mia", cycleId?: string) =>
  loadDuo(viewerOf(made, name), { duoId: made.duos.first, cycleId });
const answer = (ofIc: Answers, ofManager: Answers) =>
  answerFor(database.admin, made, (_, side) => ({
    ...evenAnswers(4),
    ...(side === "ic" ? ofIc : ofManager),
  }));

/** Publishes the open cycle and opens the next one; gives the published one's id. */
async function nextCycle(): Promise<string> {
  const before = made.cycleId;
  await closeCycle(ada(), { cycleId: before });
  await publishCycle(made.orgId, before);
  const closesLocal = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16);
  await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  const { rows } = await database.admin.query("select id from cycles where org_id = $1 and state = 'open'", [
    made.orgId,
  ]);
  made = { ...made, cycleId: rows[0].id };
  return before;
}

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 2 },
  });
});

describe("compared with earlier cycles", () => {
  test("the points that had to move last time, and the last answers about impact", async () => {
    await answer({ ALLOC: { product: 60, debt: 40 }, MX1: 4 }, { ALLOC: { product: 100 }, MX1: 3 });
    const first = await nextCycle();
    await answer({ ALLOC: { product: 90, debt: 10 }, MX1: 5 }, { ALLOC: { product: 100 }, MX1: "na" });

    const now = await duoOf("Ian");
    expect(now.reveal?.allocation?.pointsToMove).toBe(10);
    expect(now.earlierAllocation).toMatchObject({ pointsToMove: 40 });
    expect(now.multiplier).toMatchObject({ bigger: 2, n: 3 });
    // An earlier cycle is shown as it was then.
    const then = await duoOf("Mia", first);
    expect(then.earlierAllocation).toBeUndefined();
    expect(then.multiplier).toMatchObject({ bigger: 1, n: 2 });
  });

  test("an earlier answer that cannot be read is left out, one of this cycle is named by a reference", async () => {
    await answer({ ALLOC: { product: 60, debt: 40 } }, { ALLOC: { product: 100 } });
    const first = await nextCycle();
    await answer({ ALLOC: { product: 90, debt: 10 } }, { ALLOC: { product: 100 } });
    await database.arrange(
      "update response_parts set answers = set_byte(answers, 20, get_byte(answers, 20) # 1) where cycle_id = $1 and author_id = $2 and class = 'S'",
      [first, made.people.Mia!.id],
    );
    const now = await duoOf("Ian");
    expect(now.earlierAllocation).toBeUndefined();
    expect(now.multiplier).toMatchObject({ n: 2 });
    for (const name of ["Ian", "Mia"] as const) {
      const then = await duoOf(name, first);
      expect([then.reveal, then.trust]).toEqual([undefined, undefined]);
      expect(then.unreadable).toMatch(/^unreadable-[0-9a-f]{8}$/);
      expect(then.cycles).toHaveLength(2);
    }
    expect(now.unreadable).toBeUndefined();
  });

  test("before both are final nothing of an open cycle is compared", async () => {
    await answer({}, {});
    await nextCycle();
    const { reveal, trust, multiplier } = await duoOf("Ian", made.cycleId);
    expect([reveal, trust]).toEqual([undefined, undefined]);
    expect(multiplier).toMatchObject({ n: 2 });
  });
});

describe("that the two talked", () => {
  const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first });
  const talkedAt = async (name: "Ian" | "Mia") => (await loadTalk(viewerOf(made, name), place())).talkedAt;

  test("is noted once by either, seen by both, and taken back by either", async () => {
    await answer({}, {});
    expect([await talkedAt("Ian"), await talkedAt("Mia")]).toEqual([null, null]);
    await noteTalked(viewerOf(made, "Ian"), place());
    const noted = await talkedAt("Mia");
    expect(noted).toBeInstanceOf(Date);
    await noteTalked(viewerOf(made, "Mia"), place());
    expect(await talkedAt("Ian")).toEqual(noted);
    expect((await duoOf("Ian")).chosen.talkedAt).toEqual(noted);
    await removeTalked(viewerOf(made, "Mia"), place());
    expect(await talkedAt("Ian")).toBeNull();
  });

  test("is refused before both are final", async () => {
    for (const service of [noteTalked, removeTalked, loadTalk]) {
      await expect(service(viewerOf(made, "Ian"), place())).rejects.toMatchObject({ code: "not-found" });
    }
  });
});

describe("trust", () => {
  const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first });
  const trustOf = async (name: "Ian" | "Mia") => (await duoOf(name)).trust;

  test("each reads their own word alone until both agreed, then both answers and their own guess", async () => {
    await answer({ TR1: 4, TR2: 5 }, { TR1: "na", TR2: 4 });
    expect([await trustOf("Ian"), await trustOf("Mia")]).toEqual([
      { state: "offered" },
      { state: "offered" },
    ]);
    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    expect([await trustOf("Ian"), await trustOf("Mia")]).toEqual([{ state: "agreed" }, { state: "offered" }]);
    await takeBackTrustWord(viewerOf(made, "Ian"), place());
    expect(await trustOf("Ian")).toEqual({ state: "offered" });

    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    expect(await agreeToShowTrust(viewerOf(made, "Mia"), place())).toBe("agreed");
    expect(await trustOf("Ian")).toEqual({ state: "shown", mine: 4, theirs: null, guess: undefined });
    expect(await trustOf("Mia")).toEqual({
      state: "shown",
      mine: null,
      theirs: 4,
      guess: { expected: 4, outcome: "right" },
    });
    expect(await takeBackTrustWord(viewerOf(made, "Mia"), place())).toBe("shown");
  });

  test("before both are final it is refused, and nothing is kept of it", async () => {
    await expect(agreeToShowTrust(viewerOf(made, "Ian"), place())).rejects.toMatchObject({
      code: "conflict",
    });
    const { rows } = await database.admin.query("select 1 from trust_consents where duo_id = $1", [
      made.duos.first,
    ]);
    expect(rows).toEqual([]);
  });

  test("a word is in nobody's audit log", async () => {
    await answer({}, {});
    await agreeToShowTrust(viewerOf(made, "Ian"), place());
    await takeBackTrustWord(viewerOf(made, "Ian"), place());
    const { rows } = await database.admin.query("select action from audit_log where org_id = $1", [
      made.orgId,
    ]);
    expect(rows).toEqual([]);
  });
});
