import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { withdrawResponse } from "../withdrawal";
import { loadWithdrawing, withdrawEverything } from "./withdrawing";

/** For tests: withdraws a survey as somebody does who reads what happens just before. */
export async function readAndWithdraw(viewer: Viewer, { cycleId, duoId }: DuoCycle) {
  const { chosen, surveys } = await loadWithdrawing(viewer, { cycle: cycleId, duo: duoId });
  const read = chosen[0] ?? surveys.find((one) => one.cycleId === cycleId && one.duoId === duoId);
  return withdrawResponse(viewer, { cycleId, duoId, stage: read?.stage ?? "draft" });
}

/** For tests: the same of everything. */
export async function readAndWithdrawEverything(viewer: Viewer) {
  const { chosen } = await loadWithdrawing(viewer, { all: "yes" });
  return withdrawEverything(viewer, chosen);
}
