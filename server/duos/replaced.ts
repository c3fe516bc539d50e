import type { Tx } from "@/db/client";
import { findPartner, listOwnDuoCycles, listReplacedDuos } from "@/db/queries/duos";
import type { ReplacedDuo } from "@/lib/domain/duos";
import type { Viewer } from "@/lib/domain/permissions";

/** The viewer's own duos that this one replaced, with the former partner's given name and whether the old page opens. */
export async function readReplaced(tx: Tx, viewer: Viewer, duoId: string): Promise<ReplacedDuo[]> {
  const replaced: ReplacedDuo[] = [];
  for (const { partnerId, ...former } of await listReplacedDuos(tx, viewer, duoId)) {
    const partner = await findPartner(tx, viewer.orgId, partnerId);
    const cycles = await listOwnDuoCycles(tx, viewer, former.duoId);
    replaced.push({ ...former, partnerName: partner?.givenName ?? "", hasPage: cycles.length > 0 });
  }
  return replaced;
}
