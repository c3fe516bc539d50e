import { unstable_rethrow } from "next/navigation";
import type { NextRequest } from "next/server";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError, type RefusalCode } from "../errors";
import { logFault } from "../logger";
import { currentViewer } from "../viewer";
import { countTowards } from "./rate-limit";
import { assertSameOrigin, noStore, readJson } from "./request";

/** `fault` is everything that is not a refusal; the reference is all that leaves the server of it. */
export type Refused = {
  ok: false;
  code: RefusalCode | "fault";
  fields: Readonly<Record<string, string>>;
  reference?: string;
};
export type ActionResult<T> = { ok: true; value: T } | Refused;

async function signedIn(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new DomainError("not-signed-in");
  return viewer;
}

function refused(error: unknown, context: Record<string, string | undefined>): Refused {
  unstable_rethrow(error);
  if (error instanceof DomainError) return { ok: false, code: error.code, fields: error.fields };
  return { ok: false, code: "fault", fields: {}, reference: logFault(error, context) };
}

/** A server action: the session decides who acts, the verb checks its input, and every outcome is a value. */
export function action<A extends readonly unknown[], T>(
  verb: (viewer: Viewer, ...args: A) => Promise<T>,
): (...args: A) => Promise<ActionResult<T>> {
  return async (...args) => {
    let actor: Viewer | undefined;
    try {
      actor = await signedIn();
      await countTowards("write", actor.personId);
      return { ok: true, value: await verb(actor, ...args) };
    } catch (error) {
      return refused(error, { action: verb.name, personId: actor?.personId });
    }
  };
}

/** The parts of a request that a verb may want; all of it is unchecked input. */
export type Call = {
  params: Record<string, string | string[] | undefined>;
  query: Record<string, string>;
  body: unknown;
};

const reads = new Set(["GET", "HEAD"]);

/** A route handler: the same stack for HTTP, answering with JSON, or with the response that the verb made. */
export function handler<T>(verb: (viewer: Viewer, call: Call) => Promise<T>) {
  return async (request: NextRequest, { params }: { params: Promise<Call["params"]> }): Promise<Response> => {
    let actor: Viewer | undefined;
    try {
      const writes = !reads.has(request.method);
      if (writes) assertSameOrigin(request.headers);
      actor = await signedIn();
      if (writes) await countTowards("write", actor.personId);
      const value = await verb(actor, {
        params: await params,
        query: Object.fromEntries(request.nextUrl.searchParams),
        body: writes ? await readJson(request) : undefined,
      });
      if (value instanceof Response) {
        // Next sends no body for a HEAD, and does not let go of it either.
        if (request.method === "HEAD") await value.body?.cancel();
        return value;
      }
      return value === undefined
        ? new Response(null, { status: 204, headers: noStore })
        : Response.json(value, { headers: noStore });
    } catch (error) {
      const context = { route: request.nextUrl.pathname, method: request.method, personId: actor?.personId };
      return refusedResponse(error, context);
    }
  };
}

/** A refusal over HTTP: its status and code, or a fault's reference. */
export function refusedResponse(error: unknown, context: Record<string, string | undefined>): Response {
  const { code, fields, reference } = refused(error, context);
  const status = error instanceof DomainError ? error.status : 500;
  const headers = status === 429 ? { ...noStore, "retry-after": "60" } : noStore;
  return Response.json({ error: code, fields, reference }, { status, headers });
}
