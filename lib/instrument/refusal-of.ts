import type { Refusal } from "./outcomes";

/** An answer of the server that is no outcome of a save or a submission, as far as it could be read. */
export interface Answered {
  /** The HTTP status, where the answer came with one. */
  readonly status?: number;
  readonly code?: string | undefined;
  readonly reference?: string | undefined;
  readonly signedInAs?: string | undefined;
}

const unavailable = new Set([502, 503, 504]);

/** What such an answer means to the page. Never "unreachable": something answered. */
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
    case "fault":
      return { kind: "failed", code, reference };
    case undefined:
      return { kind: "failed", code: codeOf(status) };
    case "not-found":
      // A request that the server does not serve in this form has this code too, under another status.
      return status === undefined || status === 404 ? { kind: "gone" } : { kind: "failed", code: "refused" };
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

/** The JSON object of a response, or nothing of one that has none: a proxy's page, a redirect. */
export async function readAnswer(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? { ...body } : {};
}

/** The same for an answer that could not be taken at all: a request that got none ends in a TypeError. */
export function refusalOfError(error: unknown): Refusal {
  if (error instanceof TypeError) return { kind: "unreachable" };
  // The server is of another version than the page and does not have its action.
  const isOutdated = error instanceof Error && error.name === "UnrecognizedActionError";
  return { kind: "failed", code: isOutdated ? "refused" : "unexpected" };
}
