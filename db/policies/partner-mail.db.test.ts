import { expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

/** The mails that were queued, which are removed. */
const told = async () =>
  (
    await on.arrange("delete from outbox where kind in ('partner-answered', 'reveal-ready') returning *")
  ).rows.map(({ kind, person_id, payload }) => ({ kind, person_id, payload }));

test("a partner who is final tells the other one so, in words of the database", async () => {
  const { cycle, duos, people } = on.scene;
  const tell = `select tell_partner('${cycle}', '${duos.watched}')`;
  const payload = { cycleId: cycle, duoId: duos.watched, partner: "manager" };
  await on.setFinal(false, true);
  for (const actor of everybody) {
    await on.as(actor, tell);
    const mails = actor === "manager" ? [{ kind: "partner-answered", person_id: people.ic, payload }] : [];
    expect([actor, await told()]).toEqual([actor, mails]);
  }
  await on.setFinal(true, true);
  await on.as("manager", tell);
  await on.as("manager", tell);
  expect(await told()).toEqual([{ kind: "reveal-ready", person_id: people.ic, payload }]);
  await on.arrange(`update duo_cycles set closed = true where cycle_id = '${cycle}'`);
  await on.as("manager", tell);
  expect(await told()).toEqual([]);
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "manager", tell)]).toEqual([role, "42501"]);
  }
});
