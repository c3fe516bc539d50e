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
import { inOneLine } from "@/lib/domain/characters";
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
import { openSession } from "./sessions";

const name = storableText().overwrite(inOneLine).min(1, "empty").max(PASSKEY_NAME_MOST, "long");
const named = z.object({ name });
const newPasskey = z.object({ name, answer: registrationAnswer });
const renaming = z.object({ id: z.uuid(), name });
const removing = z.object({ id: z.uuid() });

/** Whose passkeys are changed: the viewer's, or those of somebody whose sign-in is not enough for their role. */
type Owner = Pick<Viewer, "orgId" | "personId" | "userId" | "signedInAt">;

/** The viewer's passkeys, the newest first; undefined where this installation has none. */
export async function loadPasskeys(viewer: Viewer): Promise<OwnPasskey[] | undefined> {
  return passkeysEnabled() ? withViewer(viewer, (tx) => listPasskeys(tx, viewer)) : undefined;
}

/** Runs what changes somebody's passkeys. Refuses with "sign-in-again" when the last sign-in is over an hour old. */
async function changing<T>(owner: Owner, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!passkeysEnabled()) throw new DomainError("not-found");
  return asAuth(async (tx) => {
    if (!signedInRecently(owner, await currentTime(tx))) throw new DomainError("sign-in-again");
    await actAs(tx, owner);
    return work(tx);
  });
}

const ceremonyOf = ({ personId }: Owner) => ({ purpose: "add", of: personId }) as const;

/**
 * What the owner's browser needs to make a passkey. It is told which ones there are, so that a device makes no second
 * one. Refuses with "conflict" where there are as many as there may be.
 */
export async function beginPasskey(owner: Owner, given: unknown) {
  parse(named, given);
  return changing(owner, async (tx) => {
    const person = await findBound(tx, owner.userId);
    const known = await listCredentials(tx, owner);
    if (!person) throw new DomainError("not-found");
    if (known.length >= MOST_PASSKEYS) throw new DomainError("conflict");
    const options = await generateRegistrationOptions({
      rpName: "Twofold",
      rpID: relyingParty().id,
      userID: new TextEncoder().encode(owner.personId),
      userName: person.email,
      userDisplayName: person.name,
      attestationType: "none",
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    await insertChallenge(tx, challengeHash(ceremonyOf(owner), options.challenge));
    return options;
  });
}

/**
 * Keeps the passkey that the viewer's browser made, and tells its person by mail. Refuses with "stale" where the challenge
 * was used, is too old or was another person's, with "unreadable" where the answer proves nothing, and with "conflict"
 * where the passkey is known already.
 */
export function addPasskey(viewer: Viewer, given: unknown): Promise<void> {
  return adding(viewer, given, (tx) => recordAudit(tx, viewer, { action: "passkey.added" }));
}

/**
 * The same for somebody whom the organization's rule asks for a passkey: it signs them in, and the token of that session
 * is given. The log says that a mailed sign-in let it in.
 */
export function addPasskeyByMail(owner: Owner, given: unknown): Promise<string> {
  return adding(owner, given, async (tx) => {
    const person = await findBound(tx, owner.userId);
    if (!person) throw new DomainError("not-found");
    await recordAudit(tx, owner, { action: "passkey.added-by-mail" });
    return openSession(tx, person, "passkey");
  });
}

async function adding<T>(owner: Owner, given: unknown, afterwards: (tx: Tx) => Promise<T>): Promise<T> {
  const input = parse(newPasskey, given);
  const outcome = await changing(owner, async (tx): Promise<Outcome<T>> => {
    const refusal = await keep(tx, owner, input);
    return refusal === undefined ? { value: await afterwards(tx) } : { refusal };
  });
  // Only now: the challenge is used up, whatever the outcome.
  if (outcome.refusal !== undefined) throw new DomainError(outcome.refusal);
  return outcome.value;
}

type Outcome<T> = { refusal: Refusal } | { refusal?: undefined; value: T };
type Refusal = "stale" | "unreadable" | "conflict";

/** Keeps a new passkey, or says why not. */
async function keep(
  tx: Tx,
  owner: Owner,
  { name, answer }: z.infer<typeof newPasskey>,
): Promise<Refusal | undefined> {
  const challenge = await takeChallenge(tx, ceremonyOf(owner), answer.response.clientDataJSON);
  if (challenge === undefined) return "stale";
  const credential = await readCredential(answer, challenge);
  if (!credential) return "unreadable";
  if ((await listCredentials(tx, owner)).length >= MOST_PASSKEYS) return "conflict";
  const { id: credentialId, counter } = credential;
  const publicKey = Buffer.from(credential.publicKey).toString("base64url");
  const { orgId, personId } = owner;
  const transports = answer.response.transports.join(" ");
  const kept = { orgId, personId, credentialId, publicKey, counter, transports, name };
  if (!(await insertPasskey(tx, kept))) return "conflict";
  await tell(tx, owner, "passkey-added");
  return undefined;
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

const tell = (tx: Tx, owner: Owner, kind: "passkey-added" | "passkey-removed") =>
  queueAccountMail(tx, owner, kind);

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
