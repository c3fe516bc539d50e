import { handler } from "@/server/http/action";
import { noStore } from "@/server/http/request";
import { saveDraft } from "@/server/responses";

const status = { saved: 200, stale: 409, closed: 409, locked: 409, invalid: 422 } as const;

/** Stores the draft of a survey. */
export const PUT = handler(async (viewer, { params, body }) => {
  const outcome = await saveDraft(viewer, params, body);
  return Response.json(outcome, {
    status: status[outcome.kind as keyof typeof status],
    headers: noStore,
  });
});
