import type { SharingMode } from "@/lib/domain/cycles";
import type { DigestShows } from "@/lib/domain/mail";
import { sides } from "@/lib/instrument/answers";
import type { DuoAnswers } from "./score-answers";

/**
 * The units in or below which a duo is complete: of the others nothing new is said.
 * @param enrolled the cycle's duos with their units
 * @param units the cycle's units, each with its lineage from the root to itself
 */
export function unitsTold(
  enrolled: readonly { duoId: string; unitId: string }[],
  answers: ReadonlyMap<string, DuoAnswers>,
  units: readonly { id: string; lineage: readonly string[] }[],
): ReadonlySet<string> {
  const complete = enrolled.filter(({ duoId }) => sides.every((side) => answers.get(duoId)?.[side]));
  const own = new Set(complete.map(({ unitId }) => unitId));
  return new Set(units.flatMap(({ id, lineage }) => (own.has(id) ? lineage : [])));
}

/** What each leader finds in the cycle: duos where one in any of their units is complete. */
export function digestReaders(
  leaders: readonly { personId: string; unitId: string }[],
  told: ReadonlySet<string>,
  mode: SharingMode,
): ReadonlyMap<string, DigestShows> {
  const readers = new Map<string, DigestShows>();
  for (const { personId, unitId } of leaders) {
    if (mode === "private") readers.set(personId, "units");
    else if (told.has(unitId)) readers.set(personId, "duos");
    else if (!readers.has(personId)) readers.set(personId, "nothing");
  }
  return readers;
}
