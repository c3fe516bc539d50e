import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import type { SaveOutcome } from "@/lib/instrument/outcomes";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { ownLedger } from "@/testkit/database/ledger";
import { evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle } from "../cycles";
import { readAndWithdraw } from "../personal-data/reading-first";
import { loadSurvey, saveDraft, submitResponse } from "../responses";
import { loadDuo } from "./duo";
import { loadTalk } from "./talk";

const database = freshDatabase();
ownLedger();
let made: MadeOrganization;
type Name = "Ian" | "Mia" | "Max";

const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const request = (revision: number, answers: Answers) => ({
  revision,
  answers,
  promiseVersion,
  key: randomUUID(),
});
const submit = (name: Name, texts: Answers, revision = 0) =>
  submitResponse(viewerOf(made, name), place(), request(revision, { ...evenAnswers(4), ...texts }));
const save = (name: Name, texts: Answers, revision = 0): Promise<SaveOutcome> =>
  saveDraft(viewerOf(made, name), place(), request(revision, texts));
const writtenFor = async (name: Name) => (await loadDuo(viewerOf(made, name), place())).written;
const nothing = { mine: undefined, theirs: undefined, note: undefined };

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Max: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 4 },
  });
});

describe("a comment for the partner and a note", () => {
  test("are read by the partner only once both are final, the note never", async () => {
    await submit("Ian", { COMMENT: "I miss our walks", NOTE: "ask about the budget" });
    expect(await writtenFor("Ian")).toEqual({ ...nothing, note: "ask about the budget" });
    expect(await writtenFor("Mia")).toEqual(nothing);
    await save("Mia", { COMMENT: "Not sent yet" });
    expect(await writtenFor("Ian")).toEqual({ ...nothing, note: "ask about the budget" });

    await submit("Mia", { COMMENT: "Me too" }, 1);
    expect(await writtenFor("Mia")).toEqual({ ...nothing, mine: "Me too", theirs: "I miss our walks" });
    expect(await writtenFor("Ian")).toEqual({
      mine: "I miss our walks",
      theirs: "Me too",
      note: "ask about the budget",
    });
  });

  test("can change until both are final, and then no more", async () => {
    await submit("Ian", { COMMENT: "First" });
    expect(await submit("Ian", { COMMENT: "Second", NOTE: "mine" }, 1)).toMatchObject({ kind: "submitted" });
    // Taken out again, neither is left of the version before.
    expect(await submit("Ian", { COMMENT: "Second" }, 2)).toMatchObject({ kind: "submitted" });
    await submit("Mia", {});
    expect(await submit("Ian", { COMMENT: "Third" }, 3)).toMatchObject({
      kind: "locked",
      inForce: { COMMENT: "Second" },
    });
    expect(await save("Ian", { COMMENT: "Third" }, 3)).toMatchObject({
      kind: "locked",
      inForce: { COMMENT: "Second" },
    });
    expect(await writtenFor("Mia")).toEqual({ ...nothing, theirs: "Second" });
    expect(await writtenFor("Ian")).toEqual({ ...nothing, mine: "Second" });
  });

  test("of two tabs neither overwrites the other unseen", async () => {
    await save("Ian", { COMMENT: "From one tab" });
    expect(await save("Ian", { COMMENT: "From the other tab" })).toMatchObject({
      kind: "stale",
      revision: 1,
      answers: { COMMENT: "From one tab" },
    });
  });

  test("too long or with characters that cannot be stored stay a draft and are not submitted", async () => {
    const wrong = { COMMENT: "x".repeat(2001), NOTE: "half \ud83d" };
    expect(await save("Ian", wrong)).toMatchObject({ kind: "saved" });
    expect((await loadSurvey(viewerOf(made, "Ian"), place())).stored.answers).toEqual(wrong);
    expect(await submit("Ian", wrong, 1)).toEqual({
      kind: "invalid",
      messages: { COMMENT: "too-long", NOTE: "unreadable" },
    });
    expect(await save("Ian", { COMMENT: "x".repeat(1024 * 1024) }, 1)).toEqual({
      kind: "invalid",
      messages: { COMMENT: "too-long" },
    });
    expect((await loadSurvey(viewerOf(made, "Ian"), place())).stored.answers).toEqual(wrong);
  });

  test("are gone for both when their author withdraws, before the close and after it", async () => {
    await submit("Ian", { COMMENT: "Taken back", NOTE: "mine" });
    await submit("Mia", { COMMENT: "Stays hidden" });
    await readAndWithdraw(viewerOf(made, "Ian"), place());
    expect([await writtenFor("Ian"), await writtenFor("Mia")]).toEqual([nothing, nothing]);
    expect(await stored("comment")).toEqual([made.people.Mia!.id]);
  });

  test("are only known to exist by the guide to the talk", async () => {
    await submit("Ian", { COMMENT: "canary" });
    await submit("Mia", { NOTE: "canary" });
    const talk = await loadTalk(viewerOf(made, "Mia"), place());
    expect(talk.guide.parts).toContainEqual({ kind: "comment", writtenBy: ["ic"], minutes: 2 });
    expect(JSON.stringify(talk)).not.toContain("canary");
  });
});

test("nobody of another duo, not even the one who takes a partner's place, reads what was written", async () => {
  await submit("Ian", { COMMENT: "For Mia", NOTE: "mine" });
  await submit("Mia", { COMMENT: "For Ian" });
  await closeCycle(viewerOf(made, "Ada", { isAdmin: true }), { cycleId: made.cycleId });
  const { orgId, people, units, duos } = made;
  const unit = Object.values(units)[0];
  // Mia is replaced by Max: a new duo, whose history begins anew.
  await database.arrange("update duos set ended_on = current_date where id = $1", [duos.first]);
  await database.arrange(
    `insert into duos (org_id, id, unit_id, ic_person_id, manager_person_id, display_name, pair_type, started_on)
     values ($1, gen_random_uuid(), $2, $3, $4, 'new', 'tech-lead-em', current_date)`,
    [orgId, unit, people.Ian!.id, people.Max!.id],
  );
  await expect(loadDuo(viewerOf(made, "Max"), place())).rejects.toMatchObject({ code: "not-found" });
  await expect(loadTalk(viewerOf(made, "Max"), place())).rejects.toMatchObject({ code: "not-found" });
  // The former partner still reads what was written to them.
  expect(await writtenFor("Mia")).toEqual({ ...nothing, mine: "For Ian", theirs: "For Mia" });
});

/** Whose final parts of a class are there, by the author's id. */
async function stored(partClass: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ author_id: string }>(
    "select author_id from response_parts where cycle_id = $1 and class = $2 and stage = 'final'",
    [made.cycleId, partClass],
  );
  return rows.map(({ author_id }) => author_id);
}
