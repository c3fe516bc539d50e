import { randomUUID } from "node:crypto";
import { z } from "zod";
import { asAuth } from "@/db/client";
import { decideAddressChange } from "@/db/queries/roster/addresses";
import { lockRoster, readRoster } from "@/db/queries/roster/roster";
import { writePeople } from "@/db/queries/roster/write";
import { isProvenUser, markReached } from "@/db/queries/setup";
import { consumeToken, findBound, insertVerification } from "@/db/queries/sign-in";
import { addressInput } from "@/lib/domain/address";
import type { Viewer } from "@/lib/domain/permissions";
import type { SetupFault } from "@/lib/domain/setup";
import { asAdmin } from "../as-admin";
import { redeemCode } from "../auth/code";
import { linkToken, mailedCode, presentedCode, verificationHash } from "../auth/secrets";
import { env, localSignInEnabled } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { countTowards } from "../http/rate-limit";
import { sendAtOnce } from "../mail/send-at-once";

const refuse = (field: string, fault: SetupFault) => new DomainError("invalid", { [field]: fault });

async function adminsAddress(viewer: Viewer) {
  if (!viewer.isAdmin) throw new DomainError("not-found");
  const person = await asAuth((tx) => findBound(tx, viewer.userId));
  if (!person) throw new DomainError("not-found");
  return person;
}

/**
 * Sends the admin the mail that everybody signs in with, at once and not through the outbox, so that what the mail
 * server says is known. Refuses with "invalid" and the field `mail`.
 */
export async function sendTestMail(viewer: Viewer): Promise<void> {
  const person = await adminsAddress(viewer);
  if (!localSignInEnabled()) throw new DomainError("not-found");
  const address = person.email.toLowerCase();
  await countTowards("mail-everybody", "");
  await countTowards("mail-address", address);
  const id = randomUUID();
  await asAuth((tx) =>
    insertVerification(tx, {
      identifier: address,
      tokenHash: verificationHash(linkToken(id)),
      codeHash: verificationHash(presentedCode(address, mailedCode(id))),
    }),
  );
  const fault = await sendAtOnce({ id, viewer, address });
  if (fault) throw refuse("mail", fault);
}

const codeInput = z.object({ code: z.string().min(1, "wrong").max(400, "wrong") });

/** Takes the code of the test mail: with it, mail is known to arrive. */
export async function confirmTestMail(viewer: Viewer, input: unknown): Promise<void> {
  const { code } = parse(codeInput, input);
  const { email } = await adminsAddress(viewer);
  const outcome = await redeemCode(email.toLowerCase(), code);
  if (outcome.kind !== "accepted") throw refuse("code", outcome.kind);
  await asAuth(async (tx) => {
    if (!(await consumeToken(tx, verificationHash(outcome.token)))) throw refuse("code", "wrong");
    await markReached(tx, viewer.userId);
  });
}

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** Asks the company's provider for what signing in needs to know. Refuses with "invalid" and the field `provider`. */
export async function checkProvider(viewer: Viewer): Promise<void> {
  if (!viewer.isAdmin) throw new DomainError("not-found");
  const { AUTH_OIDC_ISSUER: issuer } = env();
  if (!issuer) throw new DomainError("not-found");
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => {
    throw refuse("provider", "provider-silent");
  });
  if (!response.ok) throw refuse("provider", "provider-status");
  const said = discovery.safeParse(await response.json().catch(() => undefined));
  if (!said.success) throw refuse("provider", "provider-answer");
  if (said.data.issuer.replace(/\/$/, "") !== issuer.replace(/\/$/, ""))
    throw refuse("provider", "provider-issuer");
}

const correction = z.object({ email: addressInput });

/**
 * Corrects the address of the first admin while no mail has reached them: the person who used the printed
 * link may have mistyped it. Afterwards an address changes only with a confirmation from the old one.
 */
export async function correctAddress(viewer: Viewer, input: unknown): Promise<void> {
  const { email } = parse(correction, input);
  if (!viewer.isAdmin) throw new DomainError("not-found");
  if (await asAuth((tx) => isProvenUser(tx, viewer.userId))) throw new DomainError("conflict");
  await asAdmin(viewer, async (tx) => {
    await lockRoster(tx);
    const { people } = await readRoster(tx, viewer.orgId);
    const self = people.find(({ id }) => id === viewer.personId);
    if (!self) throw new DomainError("not-found");
    if (people.some((person) => person.id !== self.id && person.email.toLowerCase() === email)) {
      throw new DomainError("invalid", { email: "taken" });
    }
    const [change] = await writePeople(tx, [{ ...self, pendingEmail: email, isNew: false }]);
    if (!change) return;
    await decideAddressChange(tx, change.changeId, true);
  });
}
