import { expect, test } from "vitest";
import { viewerOf } from "@/testkit/factories/viewer";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { openCycle } from "../cycles";
import { loadSurvey } from "../responses";
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
