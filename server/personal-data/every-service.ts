import type { Viewer } from "@/lib/domain/permissions";
import { replayErasures } from "../erasure/replay";
import { removeDueAnswers } from "../jobs/remove-answers";
import { openOwnDataFile } from "./file";
import { openInventoryFile } from "./inventory";
import { loadOwnData } from "./own-data";
import { loadWithdrawing, withdrawEverything } from "./withdrawing";

/** For tests: every service about a person's own data that asks the database, by its file; `as` gives a partner. */
export const ownDataServices = (as: () => Viewer) => ({
  "erasure/replay.ts": { replayErasures },
  "jobs/remove-answers.ts": { removeDueAnswers: () => removeDueAnswers() },
  "personal-data/file.ts": { openOwnDataFile: () => openOwnDataFile(as(), { format: "json" }) },
  "personal-data/inventory.ts": {
    openInventoryFile: () => openInventoryFile({ ...as(), isReviewer: true }),
  },
  "personal-data/own-data.ts": { loadOwnData: () => loadOwnData(as()) },
  "personal-data/withdrawing.ts": {
    loadWithdrawing: () => loadWithdrawing(as(), { all: "yes" }),
    withdrawEverything: () => withdrawEverything(as(), []),
  },
});
