import type { FormOutcome } from "@/lib/domain/form-state";
import type { ActionResult } from "@/server/http/action";
import { inWords } from "../../outcome";

/** The result of an action of an import, in the admin's words. */
export const importInWords = (result: ActionResult<unknown>): Promise<FormOutcome> =>
  inWords(result, ({ roster }) => ({
    refusals: { stale: roster.stale, conflict: roster.stale },
    fields: { other: roster.breakers.number },
  }));
