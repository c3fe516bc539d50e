import { z } from "zod";
import type { Tx } from "@/db/client";
import { listOwnDuoCycles } from "@/db/queries/duos";
import { isLivingDuo } from "@/db/queries/moments";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";
import { isRevealed } from "./own-cycles";

const target = z.object({ duoId: z.uuid(), cycleId: z.uuid() });
export type DuoCycleTarget = z.infer<typeof target>;

/** The duo's cycle that an address or a form names; refuses with "not-found" for what is none. */
export function targetOf(input: unknown): DuoCycleTarget {
  const parsed = target.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  return parsed.data;
}

async function ownCycle(tx: Tx, viewer: Viewer, { duoId, cycleId }: DuoCycleTarget) {
  const rows = await listOwnDuoCycles(tx, viewer, duoId);
  const row = rows.find((one) => one.cycleId === cycleId);
  if (!row) throw new DomainError("not-found");
  return { ...row, cycles: rows.map(({ opensOn }) => ({ opensOn })) };
}

/** A duo's cycle that both partners have answered, and when the duo's cycles opened; anything else reads as not found. */
export async function revealedCycle(tx: Tx, viewer: Viewer, place: DuoCycleTarget) {
  const row = await ownCycle(tx, viewer, place);
  if (!isRevealed(row)) throw new DomainError("not-found");
  return row;
}

/** The same for something that is done about it: refuses with "conflict" where its comparison has ended since it was seen. */
export async function comparedCycle(tx: Tx, viewer: Viewer, place: DuoCycleTarget) {
  const row = await ownCycle(tx, viewer, place);
  if (!isRevealed(row)) throw new DomainError("conflict");
  return row;
}

/** What came of a change of what belongs to both: "already" where it was so, whichever of the two made it so. */
export type TalkOutcome = "changed" | "already";

/** The same, which refuses with "closed" once the duo has ended: its talk is over. */
export async function talkedAboutCycle(tx: Tx, viewer: Viewer, place: DuoCycleTarget) {
  const row = await comparedCycle(tx, viewer, place);
  if (!(await isLivingDuo(tx, place.duoId))) throw new DomainError("closed");
  return row;
}
