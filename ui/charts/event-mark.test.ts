import { expect, test } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { type ChartEvent, eventMark } from "./event-mark";
import { mixDrawing } from "./mix-drawing";
import { trendDrawing } from "./trend-drawing";

const view = { words: dictionary("en"), format: formats("en", "UTC") };
function drawn(...events: ChartEvent[]): string | undefined {
  const cycle = { label: "Jan", name: "January", ...eventMark(events, view) };
  const inTrend = trendDrawing([{ ...cycle, value: 60 }], [0, 100], []).points[0]?.mark;
  expect(mixDrawing([{ ...cycle, counts: null }])[0]?.mark?.text).toBe(inTrend);
  return inTrend;
}

test("events of a cycle are named where there is room, and counted where there is none", () => {
  expect(drawn()).toBeUndefined();
  expect(drawn("re-scoped")).toBe("re-scoped");
  expect(drawn("re-scoped", "talked")).toBe("re-scoped, talked");
  expect(drawn("talked with both", "coach offered")).toBe("2 events");
  expect(eventMark(["talked with both", "coach offered"], view).mark).toBe("talked with both, coach offered");
});

test("a single event that is too long is told by a short word, and never by a part of it", () => {
  const { moved, movedShort } = view.words.insightsDuos.duo;
  const move = (unit: string) => ({ text: moved(unit), short: movedShort });
  expect(drawn(move("Labs"))).toBe("Moved to Labs");
  expect(drawn(move("Platform engineering"))).toBe("Moved");
  expect(eventMark([move("Platform engineering")], view).mark).toBe("Moved to Platform engineering");
  expect(drawn(move("Platform engineering"), "talked with both")).toBe("2 events");
  expect(drawn("something that nobody gave a short word")).toBe("1 event");
});

test("what is marked without a name of its own has a word that is drawn whole", () => {
  const { notedActions, insights, insightsDuos, home, moments } = view.words;
  const { movedShort, began, newInstrument, freshStart } = insightsDuos.duo;
  const { talked, pausedShort, newQuestions } = home.duo.history;
  const marks = [
    ...Object.values(notedActions.mark),
    ...[movedShort, began, newInstrument, freshStart, talked, pausedShort, newQuestions, moments.mark],
    ...[insights.trend.instrument, insights.trend.reorganized],
  ];
  for (const mark of marks) expect(drawn(mark)).toBe(mark);
});
