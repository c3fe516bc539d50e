/**
 * What a reader is told of a measure that counts states: of every group the exact count of a state as far as it lies
 * between the bands' ends, else the end. More than is published: units above are sums of groups.
 */
export type ToldShares = {
  /** All states that there are. */
  readonly codes: readonly string[];
  /** Each duo's state by its position. */
  readonly states: readonly string[];
  readonly known: ReadonlySet<number>;
  /** Disjoint groups; a group that the reader sees only together with others is made of several parts. */
  readonly groups: readonly (readonly (readonly number[])[])[];
  /** Counts that a part of this many duos may have, if it has this many of a state. */
  readonly bounds: (count: number, total: number) => readonly [number, number];
};

/** Up to a fifth is one end, from four fifths on the other. */
export function heldBounds(count: number, total: number): readonly [number, number] {
  if (5 * count <= total) return [0, Math.floor(total / 5)];
  if (5 * count >= 4 * total) return [Math.ceil((4 * total) / 5), total];
  return [count, count];
}

/** How many duos stay open in their state, and the positions of those that do not. */
export function attackShares({ codes, states, known, groups, bounds }: ToldShares): {
  open: number;
  determined: number[];
} {
  let open = 0;
  const determined: number[] = [];
  for (const parts of groups) {
    const members = parts.flat();
    const unknown = members.filter((index) => !known.has(index));
    const ranges = codes.map((code) => {
      const own = members.filter((index) => known.has(index) && states[index] === code).length;
      const [low, high] = parts
        .map((part) => bounds(part.filter((index) => states[index] === code).length, part.length))
        .reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
      return { low: Math.max(0, low - own), high: high - own };
    });
    if (possibleStates(ranges, unknown.length) > 1) open += unknown.length;
    else determined.push(...unknown);
  }
  return { open, determined };
}

/** A state's lowest and highest count among the unknown duos of a group. */
export type Range = { readonly low: number; readonly high: number };

/** How many states an unknown duo of a group can be in. */
export function possibleStates(ranges: readonly Range[], unknown: number): number {
  return ranges.filter((_, nth) => mayOccur(ranges, nth, unknown)).length;
}

/** Whether some division of the unknown duos among the states gives this state at least one. */
function mayOccur(ranges: readonly Range[], nth: number, unknown: number): boolean {
  const needed = ranges.map(({ low }, index) => (index === nth ? Math.max(1, low) : low));
  const least = needed.reduce((sum, low) => sum + low, 0);
  const most = ranges.reduce((sum, { high }) => sum + Math.max(0, high), 0);
  return ranges[nth]!.high >= needed[nth]! && least <= unknown && unknown <= most;
}
