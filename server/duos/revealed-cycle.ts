import type { Tx } from "@/db/client";
import { listOwnDuoCycles } from "@/db/queries/duos";
import { isLivingDuo } from "@/db/queries/moments";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { isRevealed } from "./own-cycles";

async function ownCycle(tx: Tx, viewer: Viewer, { duoId, cycleId }: DuoCycle) {
  const rows = await listOwnDuoCycles(tx, viewer, duoId);
  const row = rows.find((one) => one.cycleId === cycleId);
  if (!row) throw new DomainError("not-found");
  return { ...row, cycles: rows.map(({ opensOn }) => ({ opensOn })) };
}

/** A duo's cycle that both partners have answered, and when the duo's cycles opened; anything else reads as not found. */
export async function revealedCycle(tx: Tx, viewer: Viewer, place: DuoCycle) {
  const row = await ownCycle(tx, viewer, place);
  if (!isRevealed(row)) throw new DomainError("not-found");
  return row;
}

/**
 * The same for something that is done about it: refuses with "conflict" where its comparison has ended since
 * it was seen.
 */
export async function comparedCycle(tx: Tx, viewer: Viewer, place: DuoCycle) {
  const row = await ownCycle(tx, viewer, place);
  if (!isRevealed(row)) throw new DomainError("conflict");
  return row;
}

/** What came of a change of what belongs to both: "already" where it was so, whichever of the two made it so. */
export type TalkOutcome = "changed" | "already";

/** The same, which refuses with "closed" once the duo has ended: its talk is over. */
export async function talkedAboutCycle(tx: Tx, viewer: Viewer, place: DuoCycle) {
  const row = await comparedCycle(tx, viewer, place);
  if (!(await isLivingDuo(tx, place.duoId))) throw new DomainError("closed");
  return row;
}
