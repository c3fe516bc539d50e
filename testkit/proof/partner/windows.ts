/** Known bounds of a sum over up to three neighbouring cycles. */
export type Window = {
  /** The cycles whose values it sums, ascending. */
  readonly cycles: readonly number[];
  readonly low: number;
  readonly high: number;
};

/** What one cycle can add to a window: `null` where it adds nothing. At most 64 values. */
export type Choices = readonly number[] | null;

/** Whether the picked positions keep every window. */
export function keeps(
  choices: readonly Choices[],
  windows: readonly Window[],
  picked: readonly number[],
): boolean {
  return windows.every(({ cycles, low, high }) => {
    const sum = cycles.reduce((total, cycle) => total + (choices[cycle]?.[picked[cycle]!] ?? 0), 0);
    return sum >= low - 1e-9 && sum <= high + 1e-9;
  });
}

/** Two neighbouring picks as one number. */
const WIDTH = 64;

/**
 * For each cycle the choices that occur in some sequence which every window allows: exact, by walking the cycles with
 * the last two choices in mind, forwards and then backwards.
 * @returns positions in `choices`, by cycle
 */
export function possibleChoices(choices: readonly Choices[], windows: readonly Window[]): Set<number>[] {
  const options = choices.map((values) => values ?? [0]);
  const endingAt = options.map((_, cycle) => windows.filter((window) => window.cycles.at(-1) === cycle));
  const successors = (cycle: number, pair: number): number[] => {
    const [a, b] = [Math.floor(pair / WIDTH), pair % WIDTH];
    const before = (one: number) => options[one]![cycle - one === 2 ? a : b]!;
    const bounds = endingAt[cycle]!.map(({ cycles, low, high }) => {
      const sum = cycles.reduce((total, one) => (one === cycle ? total : total + before(one)), 0);
      return [low - sum - 1e-9, high - sum + 1e-9] as const;
    });
    return [...options[cycle]!.keys()].flatMap((c) =>
      bounds.every(([low, high]) => options[cycle]![c]! >= low && options[cycle]![c]! <= high)
        ? [b * WIDTH + c]
        : [],
    );
  };
  const forwards: Set<number>[] = [new Set([0])];
  for (const cycle of options.keys()) {
    forwards.push(new Set([...forwards[cycle]!].flatMap((pair) => successors(cycle, pair))));
  }
  let alive: ReadonlySet<number> = forwards.at(-1)!;
  const found: Set<number>[] = options.map(() => new Set());
  for (let cycle = options.length - 1; cycle >= 0; cycle--) {
    const before = new Set<number>();
    for (const pair of forwards[cycle]!) {
      for (const next of successors(cycle, pair)) {
        if (!alive.has(next)) continue;
        before.add(pair);
        found[cycle]!.add(next % WIDTH);
      }
    }
    alive = before;
  }
  return found;
}
