import { beforeEach, describe, expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { ownLedger } from "@/testkit/database/ledger";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle } from "../cycles";
import { readAndWithdraw } from "../personal-data/reading-first";
import { publishCycle } from "../publication/publish-cycle";
import { loadSurvey } from "../responses";
import { saveCommitment } from "./commitments";
import { loadDuo } from "./duo";
import { loadHome } from "./home";
import { saveMoment } from "./moments";
import { loadTalk } from "./talk";

const database = freshDatabase();
ownLedger();
let made: MadeOrganization;

const as = (name: string) => viewerOf(made, name, { isAdmin: name === "Ada" });
const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const duoOf = (name: string) => loadDuo(as(name), place());
const promise = () =>
  saveCommitment(as("Ian"), { ...place(), text: "We decide together", dimension: "ALIGN", owner: "both" });
const answered = () =>
  answerFor(database.admin, made, () => ({ ...evenAnswers(4), TI1: 1, COMMENT: "for you", NOTE: "for me" }));

beforeEach(async () => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 4 },
  });
  return () => vi.unstubAllEnvs();
});

describe("what does not open is missing alone, and is named by its reference", () => {
  const reference = expect.stringMatching(/^unreadable-[0-9a-f]{8}$/);
  const spoil = (partClass: string) =>
    database.arrange(
      "update response_parts set answers = set_byte(answers, 20, get_byte(answers, 20) # 1) where class = $1 and author_id = $2",
      [partClass, made.people.Mia!.id],
    );

  test.each([
    ["comment", "Ian", "comments"],
    ["note", "Mia", "comments"],
    ["P", "Mia", "guesses"],
    ["trust", "Mia", "trust"],
  ])("a part of class %s", async (partClass, reader, part) => {
    await answered();
    await spoil(partClass);
    const { reveal, unreadable, written, trust } = await duoOf(reader);
    expect(reveal).toBeDefined();
    expect(unreadable).toEqual({ [part]: reference });
    expect(written.mine).toBe("for you");
    expect(trust === undefined).toBe(part === "trust");
  });

  test("shared answers end the comparison, and what the two wrote stays", async () => {
    await answered();
    await spoil("S");
    const { reveal, unreadable, written } = await duoOf("Ian");
    expect(reveal).toBeUndefined();
    expect(unreadable).toEqual({ answers: reference });
    expect(written).toMatchObject({ mine: "for you", theirs: "for you" });
  });

  test("the guide is made from what opens", async () => {
    await answered();
    await spoil("comment");
    const talk = await loadTalk(as("Ian"), place());
    expect(talk.unreadable).toEqual({ comments: reference });
    expect(talk.guide.parts.map(({ kind }) => kind)).toEqual(["strength", "comment", "next"]);
    await spoil("S");
    const without = await loadTalk(as("Ian"), place());
    expect(Object.keys(without.unreadable).sort()).toEqual(["answers", "comments"]);
    expect(without.guide.parts.map(({ kind }) => kind)).toEqual(["comment", "next"]);
  });

  test("promises and moments", async () => {
    await answered();
    await promise();
    await saveMoment(as("Mia"), { ...place(), what: "A release", day: "2026-01-15", ic: "", manager: "" });
    for (const table of ["commitments", "moments"]) {
      await database.arrange(
        `update ${table} set content = set_byte(content, 20, get_byte(content, 20) # 1)`,
      );
    }
    const { unreadable, reveal } = await duoOf("Ian");
    expect(unreadable).toEqual({ commitments: reference, moments: reference });
    expect(reveal).toBeDefined();
  });
});

test("a promise that both change in the same moment is what one wrote, and the other is told so", async () => {
  await answered();
  await promise();
  const change = { ...place(), dimension: "ALIGN", owner: "both", known: { slot: 1, revision: 1 } };
  const names = ["Ian", "Mia"] as const;
  const both = await Promise.all(names.map((text) => saveCommitment(as(text), { ...change, text })));
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(["saved", "stale"]);
  const text = names[both.findIndex(({ kind }) => kind === "saved")];
  expect(both).toContainEqual(expect.objectContaining({ now: expect.objectContaining({ text }) }));
  expect((await duoOf("Ian")).commitments.made).toMatchObject([{ revision: 2, text }]);
});

describe("promises after a withdrawal", () => {
  const onHome = async (name: string) => (await loadHome(as(name))).duos.flatMap(({ promised }) => promised);

  async function nextCycle(): Promise<void> {
    await closeCycle(as("Ada"), { cycleId: made.cycleId });
    await publishCycle(made.orgId, made.cycleId);
    const closesLocal = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16);
    await openCycle(as("Ada"), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
    const open = "select id from cycles where org_id = $1 and state = 'open'";
    const { rows } = await database.admin.query(open, [made.orgId]);
    made = { ...made, cycleId: rows[0].id };
  }

  test("stay, cannot change, and are asked about in the next survey of both", async () => {
    await answered();
    await promise();
    await readAndWithdraw(as("Mia"), place());
    const { commitments, reveal } = await duoOf("Ian");
    expect(reveal).toBeUndefined();
    expect(commitments).toMatchObject({ made: [{ text: "We decide together" }], changeable: false });
    await expect(promise()).rejects.toMatchObject({ code: "conflict" });
    await nextCycle();
    for (const name of ["Ian", "Mia"]) {
      const { due } = await loadSurvey(as(name), place());
      expect(due).toMatchObject({ commitments: [{}], among: [{ opensOn: due?.opensOn }, {}] });
      expect(await onHome(name)).toHaveLength(1);
    }
  });

  test("wait for nobody who withdrew in the cycle that rates them, and for no closed cycle", async () => {
    await answered();
    await promise();
    await nextCycle();
    await answerFor(database.admin, made, () => ({ ...evenAnswers(4), KEPT1: "kept" }));
    await readAndWithdraw(as("Mia"), place());
    expect(await onHome("Mia")).toEqual([]);
    // To the other one it looks as if she had not submitted.
    expect(await onHome("Ian")).toHaveLength(1);
    expect((await duoOf("Ian")).commitments.due?.commitments).toMatchObject([
      { mine: undefined, theirs: undefined },
    ]);
    await closeCycle(as("Ada"), { cycleId: made.cycleId });
    expect(await onHome("Ian")).toEqual([]);
  });
});
