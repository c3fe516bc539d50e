/** A duo of the cycle, in its home unit as frozen when the cycle opened. */
export type EnrolledDuo = {
  readonly duoId: string;
  readonly unitId: string;
  readonly icPersonId: string;
  readonly managerPersonId: string;
  /** Complete in this cycle and with a value of the measure at hand. */
  readonly counted: boolean;
};

/**
 * What a measure says of its duos. `mean`: an average of values from 0 to 100. `share`: how many of the duos have
 * something, such as a state; none or all of a few is common, so a share needs more duos beside a reader's own.
 */
export type MeasureKind = "mean" | "share";

/** The k rule: a figure needs at least this many duos and distinct people, and no setting lowers it. */
export const MINIMUM_DUOS = 5;
export const MINIMUM_PEOPLE = 6;
/** What must remain to a leader who subtracts the duos they are in. */
export const MINIMUM_OTHER_DUOS = 4;

/**
 * Whether a set of duos may be known from published totals (docs/measurement.md 4, complementary suppression, "safe"):
 * nobody is enrolled in it; or at least 5 duos and 6 distinct people are counted and no leader who may read it can
 * solve it with their own duos.
 * @param set how many duos are enrolled in it, and those of them that are counted
 * @param readers the leaders who may read it
 */
export function isSafe(
  { enrolled, counted }: { enrolled: number; counted: readonly EnrolledDuo[] },
  readers: ReadonlySet<string>,
  kind: MeasureKind = "mean",
): boolean {
  if (enrolled === 0) return true;
  if (counted.length < MINIMUM_DUOS) return false;
  const duosOf = countDuosByPerson(counted);
  if (duosOf.size < MINIMUM_PEOPLE) return false;
  for (const [personId, own] of duosOf) {
    if (readers.has(personId) && !isSafeFor({ counted: counted.length, own, kind })) return false;
  }
  return true;
}

/**
 * Whether a reader who knows the values of their own duos learns too little of the others: they have none of their own
 * in the set, or there are no others; for a mean at least 4 others remain; for a share the set has 5 duos for each of
 * their own and 5 more. With fewer, the end of a band ("up to 20%" of 5 is 0 or 1) could be filled by their own duos.
 * @param counted the set's counted duos, the reader's `own` among them
 */
export function isSafeFor({
  counted,
  own,
  kind,
}: {
  counted: number;
  own: number;
  kind: MeasureKind;
}): boolean {
  const others = counted - own;
  if (own === 0 || others === 0) return true;
  return kind === "mean" ? others >= MINIMUM_OTHER_DUOS : counted >= MINIMUM_DUOS * (own + 1);
}

/** How many of the duos each person is a partner in; people in none are absent. */
export function countDuosByPerson(
  duos: readonly Pick<EnrolledDuo, "icPersonId" | "managerPersonId">[],
): Map<string, number> {
  const duosOf = new Map<string, number>();
  for (const duo of duos) {
    for (const personId of [duo.icPersonId, duo.managerPersonId]) {
      duosOf.set(personId, (duosOf.get(personId) ?? 0) + 1);
    }
  }
  return duosOf;
}
