import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut, twoCycles } from "@/testkit/scenes/insights";
import { openOverview } from "./overview";
import { openUnit } from "./units";

const database = freshDatabase();

test("the duos to look at first are those that go on, however many of their state have ended", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  const diverging = Object.keys(steadyBut()).filter((name) => name !== "q8");
  const cycle = {
    duos: steadyBut({
      ...Object.fromEntries(diverging.map((name) => [name, "diverging" as const])),
      q8: { status: "strained", reason: "low" },
    }),
  };
  await publishCycles(database.admin, made, [twoCycles[0], cycle]);
  const vera = leaderOf(made, "Vera", ["Company"]);
  const nameOf = ({ duoId }: { duoId: string }) =>
    Object.keys(made.duos).find((name) => made.duos[name] === duoId);
  const overview = async () => {
    const shown = await (await openOverview(vera, {}))?.answer;
    return shown?.kind === "unit" ? shown.duos?.first.map(nameOf) : undefined;
  };
  const end = (names: readonly string[], day: string) =>
    database.arrange(
      `update duos set ended_on = ${day} where id in (${names.map((name) => `'${made.duos[name]}'`).join(", ")})`,
    );
  // Begun at the same time, they come by name: c1, c2 …, l1, l2, p1 …, q7.
  const byName = diverging.toSorted();
  expect(await overview()).toEqual(byName.slice(0, 6));
  await end(byName.slice(0, 13), "today()");
  await end(byName.slice(13, 14), "today() + 1");
  expect(await overview()).toEqual(byName.slice(13, 19));
  await end(byName.slice(13, 19), "today()");
  expect(await overview()).toEqual([...byName.slice(19), "q8"]);
  const page = await (await openUnit(vera, {}, made.units.Platform!))?.answer;
  expect(page?.kind === "unit" && page.duos?.map(nameOf)).toEqual([...byName.slice(19), "q8"]);
  await end(byName, "today()");
  await end(["q8"], "today()");
  expect(await overview()).toEqual([]);
});
