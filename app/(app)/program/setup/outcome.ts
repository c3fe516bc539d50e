import type { FormOutcome } from "@/lib/domain/form-state";
import type { ActionResult } from "@/server/http/action";
import { changed } from "../outcome";

/**
 * The result of a step of the set-up, in words of its own. For somebody with the printed link, "stale" means that the
 * link is used up.
 */
export const setupInWords = (
  result: ActionResult<unknown>,
  by: "admin" | "link" = "admin",
): Promise<FormOutcome> =>
  changed(result, ({ setup }) => ({
    refusals: by === "link" ? { stale: setup.lost } : {},
    fields: { ...setup.faults, ...setup.fields },
  }));
