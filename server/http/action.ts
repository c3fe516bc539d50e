import { notFound, redirect, unstable_rethrow } from "next/navigation";
import type { NextRequest } from "next/server";
import { BusyFault, UnconfirmedFault } from "@/db/fault";
import { pageField, pageHeader } from "@/lib/domain/page-header";
import type { Viewer } from "@/lib/domain/permissions";
import { failure } from "@/lib/i18n/en/failure";
import { refusals as sentences } from "@/lib/i18n/en/refusals";
import { unanswered } from "@/lib/i18n/en/unanswered";
import { isPageOf } from "../auth/secrets";
import { DomainError, type RefusalCode, refusals } from "../errors";
import { logFault, logger, traits } from "../logger";
import { currentHeld, currentViewer, type HeldPerson } from "../viewer";
import { unreadablePath } from "./paths";
import { countTowards } from "./rate-limit";
import { noStore, readJson } from "./request";
import { requestFacts } from "./request-facts";
import { inWords, seeOther } from "./responses";
import { reads, wantsPage } from "./senders";

/** `fault` is everything that is not a refusal; the reference is all that leaves the server of it. */
export type Refused = {
  ok: false;
  code: RefusalCode | "fault";
  fields: Readonly<Record<string, string>>;
  reference?: string;
  /** For "other-person": the name of who is signed in. */
  signedInAs?: string;
};
export type ActionResult<T> = { ok: true; value: T } | Refused;

async function signedIn(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new DomainError("not-signed-in");
  return viewer;
}

export { pageField };

/**
 * The signed-in person, if the page was made for them. A browser has one session: another tab may have signed somebody
 * else in since, and what is typed in this page must neither be written as theirs nor be answered with what is theirs.
 */
async function signedInOn(page: unknown): Promise<Viewer> {
  const viewer = await signedIn();
  if (!isPageOf(viewer, page)) throw new DomainError("other-person", {}, viewer.name);
  return viewer;
}

/** The person of a session that is not enough, if the page was made for them. */
async function heldOn(page: unknown): Promise<HeldPerson> {
  const held = await currentHeld();
  if (!held) throw new DomainError("not-signed-in");
  if (!isPageOf(held, page)) throw new DomainError("other-person", {}, held.name);
  return held;
}

function refused(error: unknown, context: Record<string, string | undefined>): Refused {
  unstable_rethrow(error);
  if (error instanceof BusyFault) {
    if (error.cause) logger.warn({ ...context, fault: traits(error.cause) }, "not served by the database");
    return { ok: false, code: "busy", fields: {} };
  }
  if (error instanceof UnconfirmedFault) return { ok: false, code: "unconfirmed", fields: {} };
  if (error instanceof DomainError) {
    const { code, fields, signedInAs } = error;
    return { ok: false, code, fields, ...(signedInAs !== undefined && { signedInAs }) };
  }
  return { ok: false, code: "fault", fields: {}, reference: logFault(error, context) };
}

/**
 * Every exported action calls this before anything else: arguments of another shape than its page sends are answered
 * with 400, as a body is that Next cannot decode (`front`).
 */
function acceptArguments(expected: boolean): void {
  if (!expected) throw new DomainError("unreadable");
  const facts = requestFacts();
  if (facts) facts.accepted = true;
}

/**
 * A server action: the session decides who acts, `page` (`pageToken`) that it is the person the page was made for, the
 * service checks its input, and every outcome is a value.
 */
export const action = <A extends readonly unknown[], T>(
  service: (viewer: Viewer, ...args: A) => Promise<T>,
): Action<A, T> => actionOf(signedInOn, service);

/** The same for somebody whose sign-in is not enough for their role, and for nobody else. */
export const heldAction = <A extends readonly unknown[], T>(
  service: (held: HeldPerson, ...args: A) => Promise<T>,
): Action<A, T> => actionOf(heldOn, service);

type Action<A extends readonly unknown[], T> = (page: string, ...args: A) => Promise<ActionResult<T>>;

function actionOf<P extends { personId: string }, A extends readonly unknown[], T>(
  find: (page: unknown) => Promise<P>,
  service: (person: P, ...args: A) => Promise<T>,
): Action<A, T> {
  return async (page, ...args) => {
    acceptArguments(true);
    let actor: P | undefined;
    try {
      actor = await find(page);
      await countTowards("write", actor.personId);
      return { ok: true, value: await service(actor, ...args) };
    } catch (error) {
      return refused(error, { action: service.name, personId: actor?.personId });
    }
  };
}

/** An action that a form of a page calls and that leads to another page. */
export function formAction(work: (form: FormData) => Promise<void>): (form: FormData) => Promise<void> {
  return async (form) => {
    acceptArguments(form instanceof FormData);
    try {
      await work(form);
    } catch (error) {
      if (error instanceof DomainError && error.status === 404) notFound();
      throw error;
    }
  };
}

/**
 * The same for a form of a signed-in person's page. Posted under somebody else's session it does nothing and leads to
 * the page that says who is signed in.
 */
export function personalFormAction(work: (viewer: Viewer | undefined) => Promise<void>) {
  return formAction(async (form) => {
    const viewer = await currentViewer();
    if (viewer && !isPageOf(viewer, form.get(pageField))) redirect("/account?signed-in=other");
    await work(viewer);
  });
}

/** What an action of somebody who is not signed in comes to: what they present, not a session, lets them through. */
export async function attempt<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return refused(error, {});
  }
}

/** An action of a form that stays on its page: `useActionState` hands it its last answer, of which `attempt` counts. */
export function formStateAction<State extends { attempt: number }>(
  work: (form: FormData, attempt: number) => Promise<State>,
): (last: State, form: FormData) => Promise<State> {
  return async (last, form) => {
    const attempt = (last as Partial<State> | undefined)?.attempt;
    acceptArguments(form instanceof FormData && Number.isSafeInteger(attempt));
    return work(form, (attempt as number) + 1);
  };
}

/** The parts of a request that a service may want; all of it is unchecked input. */
export type Call = {
  params: Record<string, string | string[] | undefined>;
  query: Record<string, string>;
  body: unknown;
};

/**
 * A route handler: the same for HTTP, answering with JSON, or with the response that the service made. What writes
 * demands the page's token, and so does a read that is `onlyForItsPage`.
 */
export function handler<T>(
  service: (viewer: Viewer, call: Call) => Promise<T>,
  { onlyForItsPage = false, readBody = readJson as (request: Request) => Promise<unknown> } = {},
) {
  return async (request: NextRequest, { params }: { params: Promise<Call["params"]> }): Promise<Response> => {
    let actor: Viewer | undefined;
    try {
      // A server that is starting: nothing has checked who sends this.
      if (!requestFacts()) throw new DomainError("busy");
      const writes = !reads.has(request.method);
      const page = request.headers.get(pageHeader);
      actor = await (writes || onlyForItsPage ? signedInOn(page) : signedIn());
      if (writes) await countTowards("write", actor.personId);
      const value = await service(actor, {
        params: await params,
        query: Object.fromEntries(request.nextUrl.searchParams),
        body: writes ? await readBody(request) : undefined,
      });
      if (value instanceof Response) {
        // Next sends no body for a HEAD, and does not end it either.
        if (request.method === "HEAD") await value.body?.cancel();
        return value;
      }
      return value === undefined
        ? new Response(null, { status: 204, headers: noStore })
        : Response.json(value, { headers: noStore });
    } catch (error) {
      const context = { route: request.nextUrl.pathname, method: request.method, personId: actor?.personId };
      const isPage = wantsPage(
        request.method,
        request.headers.get("sec-fetch-mode"),
        request.headers.get("accept"),
      );
      return isPage ? refusedPage(error, context) : refusedResponse(error, context);
    }
  };
}

/** Seconds after which a refused request may be tried again. */
const retryAfter: Partial<Record<RefusalCode, string>> = { "too-many": "60", busy: "2", unconfirmed: "10" };

/** A refusal for a person to read: signing in, the product's own page of what is not there, or a page with a sentence. */
export function refusedPage(error: unknown, context: Record<string, string | undefined>): Response {
  const { code, reference = "", signedInAs = "" } = refused(error, context);
  if (code === "not-signed-in") return seeOther("/sign-in");
  if (code === "not-found" || code === "invalid") return seeOther(unreadablePath);
  // Words of the default language: nobody may be signed in. The whole dictionary would come with the survey's page.
  const words = sentences[code];
  const text = typeof words === "string" ? words : words(code === "fault" ? reference : signedInAs);
  if (code === "fault") return inWords({ title: failure.title, text }, 500);
  const own = code === "busy" || code === "unconfirmed" ? failure[code] : undefined;
  const wait = retryAfter[code];
  const title = own?.title ?? unanswered.refused;
  return inWords({ title, text }, refusals[code], wait ? { "retry-after": wait } : {});
}

/** A refusal over HTTP: its status and code, or a fault's reference. */
export function refusedResponse(error: unknown, context: Record<string, string | undefined>): Response {
  const { code, fields, reference, signedInAs } = refused(error, context);
  const status = code === "fault" ? 500 : refusals[code];
  const wait = code === "fault" ? undefined : retryAfter[code];
  const headers = wait ? { ...noStore, "retry-after": wait } : noStore;
  return Response.json({ error: code, fields, reference, signedInAs }, { status, headers });
}
