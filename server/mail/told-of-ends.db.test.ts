import { expect, test } from "vitest";
import { changeDuo } from "@/testkit/scenes/changing-duos";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { openCycle } from "../cycles";
import { changeRoster } from "../roster/by-hand";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { received } = scene;

/** The days that have arrived by mail since the last look. */
const told = async () => {
  await sendWaitingMail();
  const texts = received.splice(0).map(({ text }) => text.replace(/=\r?\n/g, "").replace(/\s+/g, " "));
  return texts.map((text) => /(?:ends|ended) on (\d+ \w+ \d+)/.exec(text)?.[1]);
};
const endOn = (day: string) => changeDuo(scene, changeRoster, { ended_on: day });
const twice = (day: string) => [day, day];

test("an end that is moved and moved back is told each time, so that the last mail is right", async () => {
  await openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
  await sendWaitingMail();
  received.length = 0;
  const [near, far] = ["12 January 2031", "22 January 2031"];
  for (const [day, said] of [
    ["2031-01-12", near],
    ["2031-01-22", far],
    ["2031-01-12", near],
    ["2031-01-22", far],
  ] as const) {
    await endOn(day);
    expect([day, await told()]).toEqual([day, twice(said)]);
  }
  // Moved and moved back before a mail left: both know the day.
  await endOn("2031-01-12");
  await endOn("2031-01-22");
  expect(await told()).toEqual([]);
});
