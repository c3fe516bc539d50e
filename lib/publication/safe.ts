/** A duo of the cycle, in its home unit as frozen when the cycle opened. */
export type EnrolledDuo = {
  readonly duoId: string;
  readonly unitId: string;
  readonly icPersonId: string;
  readonly managerPersonId: string;
  /** Complete in this cycle and with a value of the measure at hand. */
  readonly counted: boolean;
};

/** The k rule: a figure stands on at least this many duos and distinct people, and no setting lowers it. */
export const MINIMUM_DUOS = 5;
export const MINIMUM_PEOPLE = 6;
/** What must remain to a leader who subtracts the duos they are in. */
export const MINIMUM_OTHER_DUOS = 4;

/**
 * Whether a set of duos may be known from published totals (complementary suppression, "safe"): nobody is enrolled in
 * it; or at least 5 duos and 6 distinct people are counted and, for each leader who may read it, the counted duos
 * without the leader's own are none or at least 4.
 * @param enrolled how many duos are enrolled in the set
 * @param counted its counted duos
 * @param readers the leaders who may read it
 */
export function isSafe(
  enrolled: number,
  counted: readonly EnrolledDuo[],
  readers: ReadonlySet<string>,
): boolean {
  if (enrolled === 0) return true;
  if (counted.length < MINIMUM_DUOS) return false;
  const duosOf = countDuosByPerson(counted);
  if (duosOf.size < MINIMUM_PEOPLE) return false;
  for (const [personId, own] of duosOf) {
    const others = counted.length - own;
    if (others > 0 && others < MINIMUM_OTHER_DUOS && readers.has(personId)) return false;
  }
  return true;
}

/** How many of the duos each person is a partner in; people in none are absent. */
export function countDuosByPerson(duos: readonly EnrolledDuo[]): Map<string, number> {
  const duosOf = new Map<string, number>();
  for (const duo of duos) {
    for (const personId of [duo.icPersonId, duo.managerPersonId]) {
      duosOf.set(personId, (duosOf.get(personId) ?? 0) + 1);
    }
  }
  return duosOf;
}
