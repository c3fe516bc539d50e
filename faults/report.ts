/**
 * Something that a trial measured, and between which limits it should be. Limits are shown; being beyond one
 * fails nothing.
 */
export type Figure = {
  /** As the line of JSON has it: `backSeconds`, for example. */
  readonly name: string;
  readonly measured: number;
  readonly atLeast?: number;
  readonly atMost?: number;
};

/** What a trial found. */
export type Report = {
  readonly figures: readonly Figure[];
  /** What must never happen, by its name, and how often it did: `lost`, `doubled`, `crossed`. */
  readonly never: Readonly<Record<string, number>>;
  /** The same damage to a product that is wrong on purpose; a trial that finds nothing there proves nothing. */
  readonly controls: readonly Control[];
};
export type Control = { readonly name: string; readonly found: number };

/** Why a trial failed: what must never happen did, or a control found nothing. Empty if it holds. */
export function objections({ never, controls }: Report): string[] {
  return [
    ...Object.entries(never).flatMap(([name, times]) => (times > 0 ? [`${times} ${name}`] : [])),
    ...controls.filter(({ found }) => found === 0).map(({ name }) => `control "${name}" found nothing`),
  ];
}

const isWithin = ({ measured, atLeast = -Infinity, atMost = Infinity }: Figure) =>
  measured >= atLeast && measured <= atMost;

function wanted({ atLeast, atMost }: Figure): string {
  if (atLeast !== undefined) return `at least ${atLeast}`;
  return atMost === undefined ? "" : `at most ${atMost}`;
}

export type Line = { readonly trial: string; readonly what: string; readonly found: number } & {
  readonly wanted: string;
  readonly met: "yes" | "no" | "";
};

/** A trial's report as the lines of a table. */
export function tableOf(trial: string, { figures, never, controls }: Report): Line[] {
  const met = (holds: boolean) => (holds ? "yes" : "no");
  return [
    ...figures.map((figure): Line => {
      const limit = wanted(figure);
      const line = { trial, what: figure.name, found: figure.measured, wanted: limit };
      return { ...line, met: limit && met(isWithin(figure)) };
    }),
    ...Object.entries(never).map(
      ([what, found]): Line => ({ trial, what, found, wanted: "0", met: met(found === 0) }),
    ),
    ...controls.map(
      ({ name, found }): Line => ({
        trial,
        what: `control: ${name}`,
        found,
        wanted: "more than 0",
        met: met(found > 0),
      }),
    ),
  ];
}

/** The same as the value that is printed as a line of JSON. */
export function jsonOf(trial: string, report: Report) {
  return {
    trial,
    holds: objections(report).length === 0,
    ...Object.fromEntries(report.figures.map(({ name, measured }) => [name, measured])),
    ...report.never,
    controls: Object.fromEntries(report.controls.map(({ name, found }) => [name, found])),
  };
}
