import type { TrendFamily } from "@/lib/engine/constants";
import { mean } from "@/lib/statistics/mean";
import { assumptions } from "./assumptions";
import type { Calibration } from "./calibration";
import type { Tally } from "./evaluation";
import type { StoryKind } from "./stories";

/** The simulated scores beside the values of docs/measurement.md 3.1. */
export function calibrationTable(calibrations: readonly Calibration[], duos: number): string {
  const average = (of: (calibration: Calibration) => number) => mean(calibrations.map(of))!;
  const rows = [
    ["alpha over nine dimensions", average((c) => c.alpha).toFixed(3), ".845"],
    ["alpha-based SEM", average((c) => c.sem).toFixed(1), "5.9"],
    ["retest noise of a person", average((c) => c.retestNoise).toFixed(1), "6.4"],
    ["noise of change over 2-5 cycles", average((c) => c.changeNoise).toFixed(1), "7.7"],
    ["correlation of partners", average((c) => c.partnerCorrelation).toFixed(2), ".33"],
  ];
  return [
    `${duos} duos in each world; in the base world organizations of ${assumptions.duos} over ${assumptions.cycles} cycles.`,
    "All figures rest on assumed variances, not on observed duos.",
    "Percent of stable duos with an alarm, per year; percent of events caught within six cycles / median cycles; percent",
    "of the cycles with an alarm in which nothing had changed.",
    "At 5%: the same rule with its cut moved until 5 percent of stable duos have an alarm.",
    "",
    layOut([["simulated scores", "here", "specified"], ...rows]),
    "",
  ].join("\n");
}

/**
 * For each family of a world a table of false alarms per stable duo and year, of events found and of wrong
 * alarms, in percent.
 */
export function ruleTables(world: string, tallies: readonly Tally[]): string {
  const of = (family: TrendFamily) => tallies.filter((tally) => tally.detector.family === family);
  return [
    ruleTable(`${world}: declining`, of("declining"), ["decline", "drop", "sour"]),
    "",
    ruleTable(`${world}: apart`, of("apart"), ["apart", "sour"]),
    "",
  ].join("\n");
}

function ruleTable(title: string, tallies: readonly Tally[], kinds: readonly StoryKind[]): string {
  const head = [title, "false alarms", ...kinds, "wrong", ...kinds.map((kind) => `${kind} at 5%`)];
  const rows = tallies.map((tally) => {
    const strict = tally.cutAtFalseAlarms(0.05);
    // A rule that only says yes or no has no other cut.
    const movable = Number.isFinite(strict) && strict !== 0 && tally.detector.cut !== 1;
    return [
      tally.detector.name,
      percent(tally.falseAlarms()),
      ...kinds.map((kind) => `${percent(tally.caughtWithinSix(kind))} / ${cycles(tally.medianDelay(kind))}`),
      percent(tally.wrongAmongFlagged()),
      ...kinds.map((kind) => (movable ? percent(tally.caughtWithinSix(kind, strict)) : "")),
    ];
  });
  return layOut([head, ...rows]);
}

function percent(fraction: number | undefined): string {
  return fraction === undefined || Number.isNaN(fraction) ? "–" : (100 * fraction).toFixed(1);
}

function cycles(count: number): string {
  return Number.isFinite(count) ? `${count}` : "–";
}

/** Rows as text; the first column is aligned left, the others right. */
function layOut(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join("  "),
    )
    .join("\n");
}
