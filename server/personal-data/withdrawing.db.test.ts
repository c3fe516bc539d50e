import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { WithdrawalStage } from "@/lib/personal-data/withdrawing";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { ownLedger } from "@/testkit/database/ledger";
import { evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { saveDraft, submitResponse } from "../responses";
import { withdrawResponse } from "../withdrawal";
import { readAndWithdraw } from "./reading-first";
import { loadWithdrawing, withdrawEverything } from "./withdrawing";

const database = freshDatabase();
ownLedger();
let made: MadeOrganization;

const viewer = (name: string) => viewerOf(made, name, { isAdmin: name === "Ada" });
const survey = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const inSecond = () => ({ cycleId: made.cycleId, duoId: made.duos.second! });
const answers = (revision = 0) => ({ revision, promiseVersion, answers: evenAnswers(4), key: randomUUID() });
const submit = (name: string) => submitResponse(viewer(name), survey(), answers());
const partsOf = async (name: string) =>
  (
    await database.admin.query("select 1 from response_parts where cycle_id = $1 and author_id = $2", [
      made.cycleId,
      made.people[name]!.id,
    ])
  ).rows.length;
/** What becomes of Ian's withdrawal after he read what happens at one stage. */
const attemptAt = (stage: WithdrawalStage) =>
  withdrawResponse(viewer("Ian"), { ...survey(), stage }).catch(({ code }) => code as string);
const chosenBy = async (name: string) => (await loadWithdrawing(viewer(name), { all: "yes" })).chosen;

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Nia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" }, second: { ic: "Ian", manager: "Nia" } },
    // Asks the core alone: the profile comes with the first and every sixth cycle.
    cycle: { number: 4 },
  });
});

describe("what was read is what happens", () => {
  test("of one survey: at another stage than was read nothing is done, whatever changed it", async () => {
    const left = async (read: WithdrawalStage, parts: number) => {
      expect([read, await attemptAt(read)]).toEqual([read, "stale"]);
      expect(await partsOf("Ian")).toBe(parts);
    };
    await saveDraft(viewer("Ian"), survey(), answers());
    await submitResponse(viewer("Ian"), survey(), { ...answers(1), key: randomUUID() });
    await left("draft", 6);
    await submit("Mia");
    await left("open", 6);
    await closeCycle(viewer("Ada"), { cycleId: made.cycleId });
    await left("open-revealed", 6);
    await publishCycle(made.orgId, made.cycleId);
    await left("closed-revealed", 6);
    await readAndWithdraw(viewer("Mia"), survey());
    await left("published-revealed", 6);
    const { rows } = await database.admin.query(
      "select person_id from answer_withdrawals where cycle_id = $1",
      [made.cycleId],
    );
    expect(rows).toEqual([{ person_id: made.people.Mia!.id }]);
    expect(await attemptAt("published")).toBe("removed");
    expect(await attemptAt("draft")).toBe("withdrawn-before");
  });

  test("of everything: it is refused where there is more than was read, less, or something else follows", async () => {
    await submit("Ian");
    const read = await chosenBy("Ian");
    await saveDraft(viewer("Ian"), inSecond(), answers());
    const more = await chosenBy("Ian");
    await submit("Mia");
    const [first] = read;
    for (const surveys of [read, more, [], [first, first], [{ ...first, duoId: made.duos.second }]]) {
      await expect(withdrawEverything(viewer("Ian"), surveys)).rejects.toMatchObject({ code: "stale" });
    }
    for (const surveys of [undefined, "all", [{ ...first, stage: "any" }], [survey()]]) {
      await expect(withdrawEverything(viewer("Ian"), surveys)).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await partsOf("Ian")).toBeGreaterThan(6);
    expect(await withdrawEverything(viewer("Ian"), (await chosenBy("Ian")).toReversed())).toBe(2);
  });
});
