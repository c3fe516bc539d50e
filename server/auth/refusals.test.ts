import {
  AccessDenied,
  AdapterError,
  CallbackRouteError,
  InvalidCheck,
  OAuthAccountNotLinked,
  OAuthCallbackError,
  SignInError,
  Verification,
} from "@auth/core/errors";
import { describe, expect, it } from "vitest";
import { ProviderFailed, storableSubject } from "./provider-fetch";
import { claimOf, noteDebugLine, noteRefusal, signInRefusalOf, withRefusal } from "./refusals";

const unreachable = () =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) });

/** next-auth takes the error that it wraps where its types say a message. */
const around = (Wrapper: new (message: string) => Error, inner: unknown) => new Wrapper(inner as string);

/** What oauth4webapi throws for an error in the body of an answer. */
const bodyError = (error: string) =>
  Object.assign(new Error("body"), { error, code: "OAUTH_RESPONSE_BODY_ERROR" });

describe("the reason that an error of next-auth stands for", () => {
  it.each([
    ["provider-refused", new OAuthCallbackError("the provider returned an error")],
    ["expired", new InvalidCheck("state cookie was missing")],
    ["used-up", new Verification()],
    ["other-identity", new OAuthAccountNotLinked("linked")],
    ["provider-unreachable", around(CallbackRouteError, unreachable())],
    ["provider-unreachable", around(SignInError, unreachable())],
    ["provider-unreachable", unreachable()],
    ["provider-silent", around(CallbackRouteError, new DOMException("slow", "TimeoutError"))],
    ["provider-failed", around(CallbackRouteError, new ProviderFailed(502))],
    ["provider-failed", around(SignInError, new ProviderFailed(500))],
    ["provider-answer", around(CallbackRouteError, new Error("invalid_client"))],
    ["provider-failed", around(CallbackRouteError, bodyError("server_error"))],
    ["provider-answer", around(CallbackRouteError, bodyError("invalid_grant"))],
    ["provider-answer", Object.assign(new Error("no JSON"), { code: "OAUTH_PARSE_ERROR" })],
    ["fault", around(AdapterError, new Error("database"))],
    ["fault", new AccessDenied("the look-up failed")],
    ["fault", new Error("anything")],
  ] as const)("%s: %s", (reason, fault) => {
    expect(signInRefusalOf(fault)).toBe(reason);
  });
});

/** An error as oauth4webapi throws it. */
const refused = (message: string, cause: unknown = {}) => new Error(message, { cause });

describe("the claim that an answer is refused for", () => {
  it.each([
    ["aud", refused('unexpected JWT "aud" (audience) claim value', { claims: {}, claim: "aud" })],
    ["nonce", refused('unexpected ID Token "nonce" claim value', { claim: "nonce" })],
    ["issuer", refused('"response" body "issuer" property does not match', { attribute: "issuer" })],
    ["exp", refused('JWT "exp" (expiration time) claim missing', { claims: {} })],
    ["iss", refused('unexpected "iss" (issuer) response parameter value', { parameters: {} })],
    ["state", refused('response parameter "state" missing')],
    ["id_token", refused('"response" body "id_token" property must be a string')],
    [undefined, refused('"response" is not a conform UserInfo Endpoint response')],
    [undefined, refused('failed to parse "response" body as JSON')],
    [undefined, refused("anything", { claim: "dana@example.test" })],
    [undefined, "no error"],
  ])("%s", (claim, fault) => expect(claimOf(fault)).toBe(claim));

  it.each(["", "s\0", "s\ud800", "x".repeat(256)])("is the subject where none can hold it: %j", (subject) => {
    let fault: unknown;
    try {
      storableSubject(subject);
    } catch (error) {
      fault = error;
    }
    expect(claimOf(fault)).toBe("sub");
  });
});

describe("a refused sign-in", () => {
  it("has the first reason that was noted, and none where none was", async () => {
    const refused = await withRefusal(async () => {
      noteRefusal("not-invited");
      noteRefusal("fault");
      return "done";
    });
    expect(refused).toEqual({ result: "done", refusal: "not-invited" });
    expect(await withRefusal(async () => 1)).toEqual({ result: 1 });
  });

  it("is a fault of the provider where its code, in a debug line before the error, says so", async () => {
    const refusalAfter = async (error: string) =>
      (
        await withRefusal(async () => {
          noteDebugLine("OAuthCallbackError", { error, providerId: "oidc" });
          noteRefusal(signInRefusalOf(new OAuthCallbackError("the provider returned an error")));
        })
      ).refusal;
    expect(await refusalAfter("temporarily_unavailable")).toBe("provider-failed");
    expect(await refusalAfter("access_denied")).toBe("provider-refused");
  });

  it("does not get the reason of another one at the same time", async () => {
    const both = await Promise.all([
      withRefusal(async () => noteRefusal("expired")),
      withRefusal(async () => undefined),
    ]);
    expect(both.map(({ refusal }) => refusal)).toEqual(["expired", undefined]);
  });
});
