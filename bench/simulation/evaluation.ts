import { assumptions, type World } from "./assumptions";
import type { Detector } from "./detectors/detector";
import type { SimulatedDuo } from "./organization";
import type { Story, StoryKind } from "./stories";

/** One detector's result for one duo: its largest suspicion over all cycles, and within six cycles of the onset. */
interface Verdict {
  readonly kind: StoryKind;
  readonly ever: number;
  readonly withinSix: number;
  /** Cycles from the onset (which is 1) to the first alarm at the detector's cut; Infinity without one. */
  readonly delay: number;
}

/** The kinds of events in which each family's change truly happens. */
export const trueKinds = {
  declining: ["decline", "drop", "sour"],
  apart: ["apart", "sour"],
} as const satisfies Record<Detector["family"], readonly StoryKind[]>;

/** A detector's verdicts over all simulated organizations of one world. */
export class Tally {
  private readonly verdicts: Verdict[] = [];
  /** Cycles of duos with an alarm, and those without a change that explains it. */
  private alarms = 0;
  private wrongAlarms = 0;

  constructor(
    readonly detector: Detector,
    private readonly world: Pick<World, "cycles" | "cyclesPerYear"> = assumptions,
  ) {}

  add(organization: readonly Pick<SimulatedDuo, "story">[], suspicion: readonly (readonly number[])[]): void {
    for (const [row, { story }] of organization.entries()) {
      this.verdicts.push(verdictOn(story, suspicion[row]!, this.detector.cut));
      this.countAlarms(story, suspicion[row]!);
    }
  }

  /** Share of stable duos with at least one alarm, per year. */
  falseAlarms(cut = this.detector.cut): number {
    const years = this.world.cycles / this.world.cyclesPerYear;
    return share(this.of("stable"), (verdict) => verdict.ever >= cut) / years;
  }

  /** Share of the duos of this story with an alarm within six cycles of the onset; undefined if no duo had it. */
  caughtWithinSix(kind: StoryKind, cut = this.detector.cut): number | undefined {
    const verdicts = this.of(kind);
    return verdicts.length === 0 ? undefined : share(verdicts, (verdict) => verdict.withinSix >= cut);
  }

  /** Median number of cycles to the first alarm; Infinity when more than half of the duos had none. */
  medianDelay(kind: StoryKind): number {
    const delays = this.of(kind)
      .map((verdict) => verdict.delay)
      .sort((a, b) => a - b);
    return delays[Math.floor(delays.length / 2)] ?? Number.POSITIVE_INFINITY;
  }

  /** Share of the cycles with an alarm in which the duo had not changed, or not in this family's way. */
  wrongAmongFlagged(): number {
    return this.wrongAlarms / this.alarms;
  }

  /** The cut at which this share of stable duos has an alarm. */
  cutAtFalseAlarms(wanted: number): number {
    const peaks = this.of("stable")
      .map((verdict) => verdict.ever)
      .sort((a, b) => b - a);
    return peaks[Math.floor(wanted * peaks.length)] ?? Number.POSITIVE_INFINITY;
  }

  private of(kind: StoryKind): Verdict[] {
    return this.verdicts.filter((verdict) => verdict.kind === kind);
  }

  private countAlarms({ kind, onset }: Story, suspicion: readonly number[]): void {
    const { family, cut } = this.detector;
    const kinds: readonly StoryKind[] = trueKinds[family];
    suspicion.forEach((value, t) => {
      if (value < cut) return;
      this.alarms++;
      if (!kinds.includes(kind) || t + 1 < onset) this.wrongAlarms++;
    });
  }
}

function verdictOn({ kind, onset }: Story, suspicion: readonly number[], cut: number): Verdict {
  const after = suspicion.slice(onset - 1);
  const first = after.findIndex((value) => value >= cut);
  return {
    kind,
    ever: Math.max(...suspicion),
    withinSix: Math.max(...after.slice(0, assumptions.detectionWindow)),
    delay: first < 0 ? Number.POSITIVE_INFINITY : first + 1,
  };
}

function share<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length;
}
