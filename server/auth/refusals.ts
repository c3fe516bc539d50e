import { AsyncLocalStorage } from "node:async_hooks";
import type { SignInRefusal } from "@/lib/domain/sign-in-refusals";
import { logger, traits } from "../logger";

/** The sign-in page with the reason, and the page that was asked for kept. */
export function refusedPath(refusal: SignInRefusal, next: string): string {
  return `/sign-in?${new URLSearchParams({ error: refusal, next })}`;
}

type Noted = { refusal?: SignInRefusal };
const storage = new AsyncLocalStorage<Noted>();

/** Runs a sign-in and gives, beside its result, why it was refused. */
export async function withRefusal<T>(work: () => Promise<T>): Promise<Noted & { result: T }> {
  const noted: Noted = {};
  return storage.run(noted, async () => {
    const result = await work();
    return { ...noted, result };
  });
}

/** Remembers why the sign-in that runs is refused; the first reason is the one that counts. */
export function noteRefusal(refusal: SignInRefusal): void {
  const noted = storage.getStore();
  if (noted) noted.refusal ??= refusal;
}

/** next-auth's errors: their `type` is a constant of each class, their cause holds what was thrown inside. */
type AuthFault = Error & { type?: string; cause?: { err?: unknown } };

const byType: Readonly<Record<string, SignInRefusal>> = {
  OAuthCallbackError: "provider-refused",
  InvalidCheck: "expired",
  Verification: "used-up",
  OAuthAccountNotLinked: "other-identity",
  AccountNotLinked: "other-identity",
};

/** Errors inside a step that talks to the provider: a request that failed is one of fetch, anything else an answer. */
const talking = new Set(["CallbackRouteError", "SignInError", "OAuthSignInError", "OAuthProfileParseError"]);

/** The reason that an error of next-auth stands for. */
export function signInRefusalOf(fault: Error): SignInRefusal {
  const { type = "", cause } = fault as AuthFault;
  const inner = cause?.err;
  if (byType[type]) return byType[type];
  if (isNetworkFailure(fault) || isNetworkFailure(inner)) return "provider-unreachable";
  return talking.has(type) ? "provider-answer" : "fault";
}

/** Node's fetch throws a TypeError whose cause is the failure of the connection. */
function isNetworkFailure(fault: unknown): boolean {
  if (fault instanceof DOMException) return fault.name === "TimeoutError" || fault.name === "AbortError";
  return fault instanceof TypeError && fault.cause instanceof Error;
}

/** next-auth's logger: a refusal is one line with its reason; `AccessDenied` alone says none of ours. */
export function logRefusal(fault: Error): void {
  const { type, cause } = fault as AuthFault;
  noteRefusal(signInRefusalOf(fault));
  const reason = storage.getStore()?.refusal;
  logger.warn({ reason, type, fault: traits(cause?.err ?? fault) }, "sign-in refused");
}
