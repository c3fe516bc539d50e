import { expect, test } from "vitest";
import { viewerOf } from "@/testkit/factories/viewer";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { openCycle } from "../cycles";
import { loadSurvey } from "../responses";
import { saveSchedule } from "../schedule/schedule";
import { loadHome } from "./home";

const scene = scheduledCycles();

const open = () =>
  openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });

test("a duo that no cycle has asked yet is on the home page with the partner's name", async () => {
  const mia = viewerOf(scene.made, "Mia");
  const before = await loadHome(mia);
  expect(before.coming.map(({ partnerName }) => partnerName).sort()).toEqual(["Ian Example", "Tom Example"]);
  await open();
  expect(await loadHome(mia)).toMatchObject({ coming: [], due: [{}, {}] });
});

test("the survey of a duo that ended says since when, and not that the cycle is closed", async () => {
  const { cycleId } = await open();
  const duoId = scene.made.duos.first!;
  await scene.database.arrange("update duo_cycles set closed = true, left_at = app_now() where duo_id = $1", [
    duoId,
  ]);
  const survey = await loadSurvey(viewerOf(scene.made, "Ian"), { cycleId, duoId });
  expect(survey).toMatchObject({ state: "left", leftAt: expect.any(Date) });
});

test("only the next cycles that ask about a duo of one's own are on the home page", async () => {
  await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
  const { first, second } = scene.made.duos;
  const next = async (name: string) =>
    (await loadHome(viewerOf(scene.made, name))).next.map(({ opensAt }) =>
      opensAt.toISOString().slice(0, 10),
    );
  const [january, february, march] = ["2031-01-06", "2031-02-06", "2031-03-06"];
  const all = [january, february, march];
  expect([await next("Ian"), await next("Mia"), await next("Vera")]).toEqual([all, all, []]);

  const change = (set: string, duo: string | undefined) =>
    scene.database.arrange(`update duos set ${set} where id = $1`, [duo]);
  // On the day of its end a duo is not asked any more.
  await change("ended_on = '2031-02-06'", first);
  expect([await next("Ian"), await next("Mia")]).toEqual([[january], all]);
  await change("paused = true", second);
  expect([await next("Mia"), await next("Tom")]).toEqual([[january], []]);
  await change("ended_on = '2031-01-02'", first);
  expect([await next("Ian"), await next("Mia")]).toEqual([[], []]);
});
