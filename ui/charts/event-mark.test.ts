import { expect, test } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { eventMark } from "./event-mark";
import { trendDrawing } from "./trend-drawing";

const view = { words: dictionary("en"), format: formats("en", "UTC") };
const drawn = (...events: string[]) =>
  trendDrawing([{ label: "Jan", name: "January", value: 60, ...eventMark(events, view) }], [0, 100], [])
    .points[0]?.mark;

test("events of a cycle are named where there is room, and counted where there is none", () => {
  expect(drawn()).toBeUndefined();
  expect(drawn("re-scoped")).toBe("re-scoped");
  expect(drawn("re-scoped", "talked")).toBe("re-scoped, talked");
  expect(drawn("talked with both", "coach offered")).toBe("2 events");
  expect(eventMark(["talked with both", "coach offered"], view).mark).toBe("talked with both, coach offered");
});

test("what leaders note has a word that is drawn whole", () => {
  for (const mark of Object.values(view.words.notedActions.mark))
    expect(drawn(mark)).toHaveLength(mark.length);
  expect(Math.max(...Object.values(view.words.notedActions.mark).map(({ length }) => length))).toBeLessThan(
    19,
  );
});
