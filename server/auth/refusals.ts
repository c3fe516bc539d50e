import { AsyncLocalStorage } from "node:async_hooks";
import type { SignInRefusal } from "@/lib/domain/sign-in-refusals";
import { logger, traits } from "../logger";
import { ProviderFailed } from "./provider-fetch";

/** The sign-in page with the reason, and the page that was asked for kept. */
export function refusedPath(refusal: SignInRefusal, next: string): string {
  return `/sign-in?${new URLSearchParams({ error: refusal, next })}`;
}

type Noted = { refusal?: SignInRefusal; providerCode?: string };
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
  const both = [fault, inner];
  if (cannotServe.has(providerCode(fault) ?? "")) return "provider-failed";
  if (both.some((one) => one instanceof ProviderFailed)) return "provider-failed";
  if (byType[type]) return byType[type];
  if (both.some(isTooSlow)) return "provider-silent";
  if (both.some(isNetworkFailure)) return "provider-unreachable";
  return talking.has(type) || both.some(isUnusableAnswer) ? "provider-answer" : "fault";
}

/** Codes by which a provider says that it cannot serve now. */
const cannotServe = new Set(["temporarily_unavailable", "server_error"]);

/** The code that a provider gives for its refusal (RFC 6749, 4.1.2.1 and 5.2). */
function codeIn(details: unknown): string | undefined {
  const { error } = (details ?? {}) as { error?: unknown };
  return typeof error === "string" && /^[a-z_]{1,50}$/.test(error) ? error : undefined;
}

/** Where next-auth and its library keep the code: in the error, or in a debug line that came before it. */
const providerCode = (fault: Error): string | undefined =>
  codeIn((fault as AuthFault).cause?.err) ?? storage.getStore()?.providerCode;

/** next-auth's debug lines: one of them alone holds the code of a provider that refuses. */
export function noteDebugLine(_message: string, details: unknown): void {
  const noted = storage.getStore();
  const code = codeIn(details);
  if (noted && code) noted.providerCode = code;
}

/** An answer of the provider that oauth4webapi does not accept: its codes begin alike. */
const isUnusableAnswer = (fault: unknown) =>
  String((fault as { code?: unknown } | undefined)?.code).startsWith("OAUTH_");

const isTooSlow = (fault: unknown) => fault instanceof DOMException && fault.name === "TimeoutError";

/** Node's fetch throws a TypeError whose cause is the failure of the connection. */
const isNetworkFailure = (fault: unknown) => fault instanceof TypeError && fault.cause instanceof Error;

/** What oauth4webapi says with an error about a claim, or only in its message, which quotes no value. */
type AboutClaim = Error & { cause?: { claim?: unknown; attribute?: unknown } };

/** Which claim an answer of the provider was refused for, such as `aud`; never what it held. */
export function claimOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined;
  const { cause, message } = fault as AboutClaim;
  const [, named] = /(?:JWT|ID Token|parameter|unexpected|body) "([a-z_]+)"/.exec(message) ?? [];
  const claim = cause?.claim ?? cause?.attribute ?? named;
  return typeof claim === "string" && /^[a-z_]{1,30}$/.test(claim) ? claim : undefined;
}

/** next-auth's logger: a refusal is one line with its reason; `AccessDenied` alone says none of ours. */
export function logRefusal(fault: Error): void {
  const { type, cause } = fault as AuthFault;
  noteRefusal(signInRefusalOf(fault));
  const reason = storage.getStore()?.refusal;
  const inner = cause?.err ?? fault;
  const codes = { providerCode: providerCode(fault), claim: claimOf(inner) };
  logger.warn({ reason, type, ...codes, fault: traits(inner) }, "sign-in refused");
}
