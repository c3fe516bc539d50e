/** A number with the text it is written as, for sentences that depend on it. */
export type Count = { readonly n: number; readonly figure: string };

/** A noun after its count: "1 duo", "1,200 duos". */
const noun =
  (one: string, many: string) =>
  ({ n, figure }: Count) =>
    `${figure} ${n === 1 ? one : many}`;

export const activeDuos = noun("active duo", "active duos");
export const answers = noun("answer", "answers");
export const changes = noun("change", "changes");
export const completeDuos = noun("complete duo", "complete duos");
export const cycles = noun("cycle", "cycles");
export const duos = noun("duo", "duos");
export const lines = noun("line", "lines");
export const moreUnits = noun("more unit", "more units");

export const people = noun("person", "people");

/** How far back a row of cycles goes: "Last 6 cycles", "Last cycle". */
export const lastCycles = (count: Count): string => (count.n === 1 ? "Last cycle" : `Last ${cycles(count)}`);

/** Whether a verb after "n of N duos" is in the singular: "1 of 12 duos is", "0 of 1 duo is", "3 of 12 duos are". */
export const isSingular = (part: Count, whole: Count) => part.n === 1 || whole.n === 1;

/** "in December 2026", or "in the cycle of 8 December 2026" where a cycle is named by its day. */
export const inCycle = (name: string): string =>
  /^\d/.test(name) ? `in the cycle of ${name}` : `in ${name}`;
