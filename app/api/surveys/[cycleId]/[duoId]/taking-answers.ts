import type { Viewer } from "@/lib/domain/permissions";
import type { SaveOutcome, SubmitOutcome } from "@/lib/instrument/outcomes";
import { handler } from "@/server/http/action";
import { noStore } from "@/server/http/request";

type Outcome = SaveOutcome | SubmitOutcome;
const statuses = {
  saved: 200,
  submitted: 200,
  stale: 409,
  closed: 409,
  left: 409,
  withdrawn: 409,
  locked: 409,
  invalid: 422,
} as const;

/** A request that stores answers: what became of them is its body, and its kind decides the status. */
export const takingAnswers = (
  service: (viewer: Viewer, target: unknown, input: unknown) => Promise<Outcome>,
) =>
  handler(async (viewer, { params, body }) => {
    const outcome = await service(viewer, params, body);
    const status = statuses[outcome.kind as keyof typeof statuses];
    return Response.json(outcome, { status, headers: noStore });
  });
