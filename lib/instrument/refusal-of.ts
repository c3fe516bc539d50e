import { isBusyAnswer, isUnconfirmedAnswer } from "../domain/busy-answer";
import type { Refusal } from "./outcomes";

/** What could be read of a response that is no outcome of a save or a submission. */
export interface Answered {
  /** The HTTP status, where the answer came with one. */
  readonly status?: number;
  readonly code?: string | undefined;
  readonly reference?: string | undefined;
  readonly signedInAs?: string | undefined;
}

const unavailable = new Set([502, 503, 504]);

/** The refusal that such a response means. Never "unreachable": something answered. */
export function refusalOf({ status, code, reference, signedInAs = "" }: Answered): Refusal {
  switch (code) {
    case "other-person":
      return { kind: "other-person", name: signedInAs };
    case "not-signed-in":
    case "sign-in-again":
      return { kind: "signed-out" };
    case "too-many":
    case "busy":
      return { kind: "failed", code };
    case "unconfirmed":
      // Sent again under the same key it finds out what became of it.
      return { kind: "failed", code: "busy" };
    case "fault":
      return { kind: "failed", code, reference };
    case undefined:
      return { kind: "failed", code: codeOf(status) };
    case "not-found":
      return { kind: "gone" };
    default:
      return { kind: "failed", code: "refused" };
  }
}

/** What an answer without the server's own words means. */
function codeOf(status = 0) {
  if (status === 429) return "too-many";
  if (unavailable.has(status)) return "busy";
  return status >= 500 ? "fault" : "unexpected";
}

/** The JSON object of a response; empty where there is none, as in a proxy's page or a redirect. */
export async function readAnswer(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? { ...body } : {};
}

/** The refusal that an error of a request means: one that got no response ends in a TypeError. */
export function refusalOfError(error: unknown): Refusal {
  if (error instanceof TypeError) return { kind: "unreachable" };
  if (isBusyAnswer(error) || isUnconfirmedAnswer(error)) return { kind: "failed", code: "busy" };
  // The server is of another version than the page and does not have its action.
  const isOutdated = error instanceof Error && error.name === "UnrecognizedActionError";
  return { kind: "failed", code: isOutdated ? "refused" : "unexpected" };
}
