import type { Tx } from "@/db/client";
import { findAuditLine } from "@/db/queries/audit";
import { readChainState } from "@/db/queries/audit-chain";
import type { ShownChain } from "@/lib/domain/audit-chain";

/** The state of an organization's chain for its reviewer, with the first bad row; null before the first sealing. */
export async function readChain(tx: Tx, orgId: string): Promise<ShownChain | null> {
  const state = await readChainState(tx);
  if (!state?.bad?.rowId) return state;
  const row = await findAuditLine(tx, orgId, state.bad.rowId);
  return row ? { ...state, row } : state;
}
