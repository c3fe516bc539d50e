import { expect, it } from "vitest";
import { dictionary } from "..";
import { formats } from "../format";

const { program, insights, insightsDuos, charts } = dictionary("en");
const { count } = formats("en", "UTC");
const spells = "Steady in May";

it.each([
  {
    n: 1,
    asks: "It asks 1 active duo.",
    closes: "1 of 1 duo is complete.",
    board: "1 of 1 duo complete, 1 answer missing",
  },
  {
    n: 2,
    asks: "It asks 2 active duos.",
    closes: "1 of 2 duos is complete.",
    board: "1 of 2 duos complete, 2 answers missing",
  },
  {
    n: 1200,
    asks: "It asks 1,200 active duos.",
    closes: "1 of 1,200 duos is complete.",
    board: "1 of 1,200 duos complete, 1,200 answers missing",
  },
])("the program counts $n in the right number", ({ n, asks, closes, board }) => {
  expect(program.openNote(count(n))).toContain(asks);
  expect(program.close.text(count(1), count(n))).toContain(closes);
  expect(program.board.summary("1", count(n), count(n))).toBe(board);
});

it.each([
  {
    n: 1,
    more: "1 more unit in",
    mix: "each state, 1 cycle.",
    flow: "0 of 1 duo kept its state.",
    last: "Last cycle",
    complete: "1 of 1 duo complete",
    watch: "of 1 duo may",
  },
  {
    n: 6,
    more: "6 more units in",
    mix: "each state, 6 cycles.",
    flow: "0 of 6 duos kept their state.",
    last: "Last 6 cycles",
    complete: "1 of 6 duos complete",
    watch: "of 6 duos may",
  },
])("insights count $n in the right number", ({ n, more, mix, flow, last, complete, watch }) => {
  expect(insights.heat.more(count(n))).toContain(more);
  expect(insights.lede.complete(count(1), count(n))).toBe(complete);
  expect(insights.changes.watch("to-20", count(n))).toContain(watch);
  expect(insights.mix.note(count(n))).toContain(mix);
  expect(insights.flow.title(count(0), count(n))).toBe(flow);
  expect(insightsDuos.list.column.tracker(count(n))).toBe(last);
  expect(charts.tracker.summary(count(n), spells)).toBe(`${last}: ${spells}`);
});

it("says that one of several duos is complete", () => {
  expect(program.close.text(count(3), count(12))).toContain("3 of 12 duos are complete.");
  expect(insights.flow.title(count(1), count(12))).toBe("1 of 12 duos kept its state.");
});
