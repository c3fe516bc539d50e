import { beforeEach, expect, test } from "vitest";
import type { WithdrawalStage } from "@/lib/personal-data/withdrawing";
import { everybody, stage as sceneStage } from "@/testkit/scenes/stage";
import { withViewer } from "../client";
import { withdrawOwnAnswers } from "../queries/withdrawals";

const on = sceneStage();

const watched = () => `cycle_id = '${on.scene.cycle}' and duo_id = '${on.scene.duos.watched}'`;
const cycleIn = (state: "open" | "closed" | "published") =>
  on.arrange(
    `update cycles set state = '${state}', closed_at = ${state === "open" ? "null" : "now()"}, published_at = ${state === "published" ? "now()" : "null"} where id = '${on.scene.cycle}'`,
  );
const count = async (statement: string) => (await on.arrange(statement)).rows.length;
const parts = () =>
  count(`select 1 from response_parts where ${watched()} and author_id = '${on.scene.people.ic}'`);
const asked = () => count("select 1 from answer_withdrawals");

beforeEach(async () => {
  await on.arrange(`delete from answer_withdrawals where ${watched()}`);
  await cycleIn("open");
  await on.setFinal(true, true);
});

const place = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
const reading = (stage: WithdrawalStage) =>
  withViewer({ orgId: on.scene.org, personId: on.scene.people.ic }, (tx) =>
    withdrawOwnAnswers(tx, { ...place(), stage }),
  );

test("the stage that was read is the one that the database finds under its locks, else nothing is done", async () => {
  for (const state of ["published", "closed", "open"] as const) {
    await cycleIn(state);
    for (const stage of ["draft", "open", "closed", "published"] as const) {
      expect([state, stage, await reading(stage)]).toEqual([state, stage, "other-stage"]);
      const revealed = `${stage === "draft" ? "open" : stage}-revealed` as const;
      if (revealed !== `${state}-revealed`) expect(await reading(revealed)).toBe("other-stage");
    }
  }
  expect([await parts(), await asked()]).toEqual([12, 0]);
  expect(await reading("open-revealed")).toBe("removed");
});

test.each(["open", "closed", "published"] as const)(
  "a draft is one whatever the cycle's state: removed at once, and its partner knows of none (%s)",
  async (state) => {
    await on.setFinal(false, true);
    await cycleIn(state);
    expect(await reading("published")).toBe("other-stage");
    expect(await reading("draft")).toBe("removed");
    expect([await parts(), await asked()]).toEqual([0, 1]);
    const seen = `select 1 from answer_withdrawals where ${watched()}`;
    expect([await on.attempt("app", "ic", seen), await on.attempt("app", "manager", seen)]).toEqual([1, 0]);
  },
);

test("nobody but the two is told one, and none that is missing passes", async () => {
  const { cycle, duos } = on.scene;
  const ask = `select 1 where withdrawal_stage('${cycle}', '${duos.watched}') = 'open-revealed'`;
  for (const actor of everybody) {
    const mine = actor === "ic" || actor === "manager";
    expect([actor, await on.attempt("app", actor, ask)]).toEqual([actor, mine ? 1 : 0]);
  }
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "ic", ask)]).toEqual([role, "42501"]);
  }
  const none = `select 1 where withdraw_answers('${cycle}', '${duos.watched}', null) = 'other-stage'`;
  expect(await on.attempt("app", "ic", none)).toBe(1);
});
