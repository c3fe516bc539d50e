import { expect, test } from "vitest";
import { jsonOf, objections, type Report, tableOf } from "./report";

const report: Report = {
  figures: [
    { name: "acknowledged", measured: 900, atLeast: 1_000 },
    { name: "backSeconds", measured: 4, atMost: 30 },
    { name: "seconds", measured: 60 },
  ],
  never: { lost: 0, doubled: 0 },
  controls: [{ name: "without waiting", found: 3 }],
};

test("a limit that is not met is shown and fails nothing", () => {
  expect(objections(report)).toEqual([]);
  expect(tableOf("kill", report).map(({ what, wanted, met }) => [what, wanted, met])).toEqual([
    ["acknowledged", "at least 1000", "no"],
    ["backSeconds", "at most 30", "yes"],
    ["seconds", "", ""],
    ["lost", "0", "yes"],
    ["doubled", "0", "yes"],
    ["control: without waiting", "more than 0", "yes"],
  ]);
});

test("what must never happen fails, and so does a control that finds nothing", () => {
  const wrong = { ...report, never: { lost: 2, doubled: 0 }, controls: [{ name: "off", found: 0 }] };
  expect(objections(wrong)).toEqual(["2 lost", 'control "off" found nothing']);
  expect(jsonOf("kill", wrong)).toMatchObject({ holds: false, lost: 2, controls: { off: 0 } });
});

test("the line of JSON has every figure by its name", () => {
  expect(JSON.parse(JSON.stringify(jsonOf("kill", report)))).toEqual({
    trial: "kill",
    holds: true,
    acknowledged: 900,
    backSeconds: 4,
    seconds: 60,
    lost: 0,
    doubled: 0,
    controls: { "without waiting": 3 },
  });
});
