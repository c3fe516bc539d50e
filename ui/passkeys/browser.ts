"use client";

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";

export type MakingOptions = PublicKeyCredentialCreationOptionsJSON;
export type SigningOptions = PublicKeyCredentialRequestOptionsJSON;

/** Why the browser made or used no passkey. `known`: the device has one of this person already. */
export type PasskeyProblem = "cancelled" | "known" | "unsupported" | "failed";

const byName: Readonly<Record<string, PasskeyProblem>> = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  InvalidStateError: "known",
  NotSupportedError: "unsupported",
};

const problemOf = (error: unknown): PasskeyProblem =>
  typeof window.PublicKeyCredential === "undefined"
    ? "unsupported"
    : (byName[error instanceof Error ? error.name : ""] ?? "failed");

/** Has the person's device make a passkey. The library is loaded only now. */
export async function makePasskey(
  optionsJSON: MakingOptions,
): Promise<RegistrationResponseJSON | PasskeyProblem> {
  try {
    const { startRegistration } = await import("@simplewebauthn/browser");
    return await startRegistration({ optionsJSON });
  } catch (error) {
    return problemOf(error);
  }
}

/** Has the person's device sign with one of its passkeys for this site. */
export async function signWithPasskey(
  optionsJSON: SigningOptions,
): Promise<AuthenticationResponseJSON | PasskeyProblem> {
  try {
    const { startAuthentication } = await import("@simplewebauthn/browser");
    return await startAuthentication({ optionsJSON });
  } catch (error) {
    return problemOf(error);
  }
}
