import { endingDuos } from "@/lib/domain/erasure";
import type { Viewer } from "@/lib/domain/permissions";
import { erasePerson, loadErasure } from "./erasure";

/** For tests: erases somebody as an admin does who reads the page just before. */
export async function readAndErase(
  viewer: Viewer,
  { personId, confirmation }: { personId: string; confirmation: string },
): Promise<void> {
  const read = await loadErasure(viewer, { personId });
  const ending = read.erasedAt === null ? endingDuos(read.duos) : "";
  await erasePerson(viewer, { personId, confirmation, ending });
}
