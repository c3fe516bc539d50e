import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import { actAs, asAuth, currentTime, type Tx, withViewer } from "@/db/client";
import {
  deletePasskey,
  insertChallenge,
  insertPasskey,
  listCredentials,
  listPasskeys,
  renamePasskey,
} from "@/db/queries/passkeys";
import { findBound, queueAccountMail } from "@/db/queries/sign-in";
import { MOST_PASSKEYS, type OwnPasskey, PASSKEY_NAME_MOST } from "@/lib/domain/passkeys";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { storableText } from "@/lib/domain/text";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { logger, traits } from "../logger";
import { isWithoutCertificate, registrationAnswer, takeChallenge } from "./passkey-answers";
import { passkeysEnabled, relyingParty } from "./relying-party";
import { challengeHash } from "./secrets";

const name = storableText().min(1, "empty").max(PASSKEY_NAME_MOST, "long");
const named = z.object({ name });
const newPasskey = z.object({ name, answer: registrationAnswer });
const renaming = z.object({ id: z.uuid(), name });
const removing = z.object({ id: z.uuid() });

/** The viewer's passkeys, the newest first; undefined where this installation has none. */
export async function loadPasskeys(viewer: Viewer): Promise<OwnPasskey[] | undefined> {
  return passkeysEnabled() ? withViewer(viewer, (tx) => listPasskeys(tx, viewer)) : undefined;
}

/** Runs what changes the viewer's passkeys. Refuses with "sign-in-again" when the last sign-in is over an hour old. */
async function changing<T>(viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!passkeysEnabled()) throw new DomainError("not-found");
  return asAuth(async (tx) => {
    if (!signedInRecently(viewer, await currentTime(tx))) throw new DomainError("sign-in-again");
    await actAs(tx, viewer);
    return work(tx);
  });
}

const ceremonyOf = ({ personId }: Viewer) => ({ purpose: "add", of: personId }) as const;

/**
 * What the viewer's browser needs to make a passkey. It is told which ones there are, so that a device makes no second
 * one. Refuses with "conflict" where there are as many as there may be.
 */
export async function beginPasskey(viewer: Viewer, given: unknown) {
  parse(named, given);
  return changing(viewer, async (tx) => {
    const person = await findBound(tx, viewer.userId);
    const known = await listCredentials(tx, viewer);
    if (!person) throw new DomainError("not-found");
    if (known.length >= MOST_PASSKEYS) throw new DomainError("conflict");
    const options = await generateRegistrationOptions({
      rpName: "Twofold",
      rpID: relyingParty().id,
      userID: new TextEncoder().encode(viewer.personId),
      userName: person.email,
      userDisplayName: person.name,
      attestationType: "none",
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    await insertChallenge(tx, challengeHash(ceremonyOf(viewer), options.challenge));
    return options;
  });
}

/**
 * Keeps the passkey that the viewer's browser made, and tells its person by mail. Refuses with "stale" where the challenge
 * was used, is too old or was another person's, with "unreadable" where the answer proves nothing, and with "conflict"
 * where the passkey is known already.
 */
export async function addPasskey(viewer: Viewer, given: unknown): Promise<void> {
  const { name, answer } = parse(newPasskey, given);
  const refusal = await changing(viewer, async (tx) => {
    const challenge = await takeChallenge(tx, ceremonyOf(viewer), answer.response.clientDataJSON);
    if (challenge === undefined) return "stale" as const;
    const credential = await readCredential(answer, challenge);
    if (!credential) return "unreadable" as const;
    if ((await listCredentials(tx, viewer)).length >= MOST_PASSKEYS) return "conflict" as const;
    const { id: credentialId, counter } = credential;
    const publicKey = Buffer.from(credential.publicKey).toString("base64url");
    const { orgId, personId } = viewer;
    const transports = answer.response.transports.join(" ");
    const kept = { orgId, personId, credentialId, publicKey, counter, transports, name };
    if (!(await insertPasskey(tx, kept))) return "conflict" as const;
    await tell(tx, viewer, "passkey-added");
    await recordAudit(tx, viewer, { action: "passkey.added" });
    return undefined;
  });
  // Only now: the challenge is used up, whatever the outcome.
  if (refusal) throw new DomainError(refusal);
}

/** The credential of a browser's answer; undefined where it was made elsewhere, for something else or without its person. */
async function readCredential(response: z.infer<typeof registrationAnswer>, challenge: string) {
  if (!isWithoutCertificate(response.response.attestationObject)) return undefined;
  const { id, origin } = relyingParty();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    return registrationInfo?.credential;
  } catch (error) {
    logger.warn({ fault: traits(error) }, "passkey refused");
    return undefined;
  }
}

const tell = (tx: Tx, viewer: Viewer, kind: "passkey-added" | "passkey-removed") =>
  queueAccountMail(tx, viewer, kind);

/** Refuses with "not-found" where the passkey is not the viewer's. */
export async function namePasskey(viewer: Viewer, given: unknown): Promise<void> {
  const input = parse(renaming, given);
  await changing(viewer, async (tx) => {
    if (!(await renamePasskey(tx, viewer, input))) throw new DomainError("not-found");
    await recordAudit(tx, viewer, { action: "passkey.renamed" });
  });
}

/** The same for what removes a passkey; its person is told by mail. */
export async function removePasskey(viewer: Viewer, given: unknown): Promise<void> {
  const { id } = parse(removing, given);
  await changing(viewer, async (tx) => {
    if (!(await deletePasskey(tx, viewer, id))) throw new DomainError("not-found");
    await tell(tx, viewer, "passkey-removed");
    await recordAudit(tx, viewer, { action: "passkey.removed" });
  });
}
