import { randomUUID } from "node:crypto";
import type { Viewer } from "@/lib/domain/permissions";
import { beginPasskeySignIn, signInWithPasskey } from "./passkey-sign-in";
import {
  addPasskey,
  addPasskeyByMail,
  beginPasskey,
  loadPasskeys,
  namePasskey,
  removePasskey,
} from "./passkeys";
import {
  askPasskeyAgain,
  mailCodeAgain,
  passkeyAgain,
  requireRecentSignIn,
  signInAgain,
} from "./sign-in-again";
import { loadStrongSignIn, setStrongSignIn } from "./strong-sign-in";

/** Passes the checks of its shape, and is a signature of nothing. */
const answer = (response: Record<string, string>) => ({
  id: "none",
  rawId: "none",
  type: "public-key",
  response: {
    clientDataJSON: Buffer.from(JSON.stringify({ challenge: "none" })).toString("base64url"),
    ...response,
  },
});
const signed = answer({ authenticatorData: "none", signature: "none" });

/**
 * Every service of passkeys and of signing in again by its file, for tests that call them all as a viewer who
 * types `text`.
 */
export const passkeyServices = (
  viewer: (more?: Partial<Viewer>) => Viewer,
  text: string,
): Record<string, Record<string, () => unknown>> => ({
  "auth/passkeys.ts": {
    loadPasskeys: () => loadPasskeys(viewer()),
    beginPasskey: () => beginPasskey(viewer(), { name: text }),
    addPasskey: () => addPasskey(viewer(), { name: text, answer: answer({ attestationObject: "none" }) }),
    addPasskeyByMail: () =>
      addPasskeyByMail(viewer(), { name: text, answer: answer({ attestationObject: "none" }) }),
    namePasskey: () => namePasskey(viewer(), { id: randomUUID(), name: text }),
    removePasskey: () => removePasskey(viewer(), { id: randomUUID() }),
  },
  "auth/passkey-sign-in.ts": {
    beginPasskeySignIn,
    signInWithPasskey: () => signInWithPasskey(text, signed),
  },
  "auth/strong-sign-in.ts": {
    loadStrongSignIn: () => loadStrongSignIn(viewer({ isAdmin: true })),
    setStrongSignIn: () => setStrongSignIn(viewer({ isAdmin: true }), { wanted: "off" }),
  },
  "auth/sign-in-again.ts": {
    requireRecentSignIn: () => requireRecentSignIn(viewer()),
    mailCodeAgain: () => mailCodeAgain(viewer()),
    signInAgain: () => signInAgain(viewer({ signedInAt: new Date(0) }), { code: text }),
    askPasskeyAgain: () => askPasskeyAgain(viewer()),
    passkeyAgain: () => passkeyAgain(viewer(), signed),
  },
});
