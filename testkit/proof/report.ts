/** A rule that must leak: the same attacker on figures published otherwise. */
export type Control = { readonly name: string; readonly leaks: number; readonly of: number };

/** What a proof found. */
export type ProofReport = {
  readonly name: string;
  /** Random organizations attacked. */
  readonly organizations: number;
  /** Attacked values or readers: what `leaks` and `undecided` are counted of. */
  readonly cases: number;
  readonly leaks: number;
  /** Cases that the attacker gave up on in its time. */
  readonly undecided: number;
  readonly controls: readonly Control[];
  /** Whatever else is worth knowing, such as how much of the figures is kept. */
  readonly figures?: Readonly<Record<string, number>>;
};

/** How much a proof attacks: all that is promised, or a few seconds' worth in the test suite. */
export type Effort = "whole" | "quick";

/** A share of the cases may stay undecided. */
const UNDECIDED_SHARE = 0.01;

/** What speaks against a report: leaks, too much undecided, a control that found nothing. Empty if it holds. */
export function objections({ cases, leaks, undecided, controls }: ProofReport): string[] {
  return [
    ...(cases === 0 ? ["nothing was attacked"] : []),
    ...(leaks > 0 ? [`${leaks} leaks`] : []),
    ...(undecided > UNDECIDED_SHARE * cases ? [`${undecided} of ${cases} undecided`] : []),
    ...controls.filter((control) => control.leaks === 0).map(({ name }) => `control "${name}" found nothing`),
  ];
}

/** Seeds 1 to `count`. */
export function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
