import { assumptions } from "./assumptions";
import type { Detector } from "./detectors/detector";
import type { SimulatedDuo } from "./organization";
import type { Story, StoryKind } from "./stories";

/** One detector's result for one duo: its largest suspicion in the year, and within six cycles of the onset. */
interface Verdict {
  readonly kind: StoryKind;
  readonly year: number;
  readonly withinSix: number;
  /** Cycles from the onset (which is 1) to the first alarm at the detector's cut; Infinity without one. */
  readonly delay: number;
}

/** A detector's verdicts over all simulated organizations. */
export class Tally {
  private readonly verdicts: Verdict[] = [];

  constructor(readonly detector: Detector) {}

  add(organization: readonly SimulatedDuo[], suspicion: readonly (readonly number[])[]): void {
    for (const [row, { story }] of organization.entries()) {
      this.verdicts.push(verdictOn(story, suspicion[row]!, this.detector.cut));
    }
  }

  /** Share of stable duos with at least one alarm in the year. */
  falseAlarms(cut = this.detector.cut): number {
    return share(this.of("stable"), (verdict) => verdict.year >= cut);
  }

  /** Share of the duos of this story with an alarm within six cycles of the onset. */
  caughtWithinSix(kind: StoryKind, cut = this.detector.cut): number {
    return share(this.of(kind), (verdict) => verdict.withinSix >= cut);
  }

  /** Median number of cycles to the first alarm; Infinity when more than half of the duos had none. */
  medianDelay(kind: StoryKind): number {
    const delays = this.of(kind)
      .map((verdict) => verdict.delay)
      .sort((a, b) => a - b);
    return delays[Math.floor(delays.length / 2)] ?? Number.POSITIVE_INFINITY;
  }

  /** The cut at which this share of stable duos has an alarm in a year. */
  cutAtFalseAlarms(wanted: number): number {
    const peaks = this.of("stable")
      .map((verdict) => verdict.year)
      .sort((a, b) => b - a);
    return peaks[Math.floor(wanted * peaks.length)] ?? Number.POSITIVE_INFINITY;
  }

  private of(kind: StoryKind): Verdict[] {
    return this.verdicts.filter((verdict) => verdict.kind === kind);
  }
}

function verdictOn({ kind, onset }: Story, suspicion: readonly number[], cut: number): Verdict {
  const after = suspicion.slice(onset - 1);
  const first = after.findIndex((value) => value >= cut);
  return {
    kind,
    year: Math.max(...suspicion),
    withinSix: Math.max(...after.slice(0, assumptions.detectionWindow)),
    delay: first < 0 ? Number.POSITIVE_INFINITY : first + 1,
  };
}

function share<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length;
}
