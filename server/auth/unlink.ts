import { z } from "zod";
import { actAs, asAuth, currentTime, type Tx } from "@/db/client";
import { findInvited, queueAccountMail, unlinkIdentities } from "@/db/queries/sign-in";
import { addressInput } from "@/lib/domain/address";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { oidcProvider } from "./admission";

const input = z.object({ email: addressInput });

/**
 * Unlinks the company account from a person, after the provider has registered its people anew and sign-in is refused
 * with "other-identity". The person keeps address, answers and roles, is told by mail, and links the account that they
 * sign in with next. The address cannot be changed until the person has signed in again, so that an admin cannot hand
 * it to somebody else. Without an actor the administrator of the server did it.
 */
async function unlink(tx: Tx, email: string, actor?: Viewer): Promise<void> {
  const person = await findInvited(tx, email);
  if (!person || (actor && person.orgId !== actor.orgId)) throw new DomainError("not-found");
  const { orgId, personId, userId } = person;
  const identities =
    userId === null ? 0 : await unlinkIdentities(tx, oidcProvider, { orgId, personId, userId });
  if (identities === 0) throw new DomainError("conflict");
  await queueAccountMail(tx, person, "identity-unlinked");
  await actAs(tx, actor ?? { orgId });
  await recordAudit(tx, { orgId }, { action: "identity.unlinked", subjectId: personId });
}

/**
 * The same by an admin of the person's organization, signed in within the last hour. Refuses with "not-found" for an
 * address of nobody there, and with "conflict" where no company account is linked.
 */
export async function unlinkIdentity(viewer: Viewer, given: unknown): Promise<void> {
  if (!viewer.isAdmin) throw new DomainError("not-found");
  const { email } = parse(input, given);
  await asAuth(async (tx) => {
    if (!signedInRecently(viewer, await currentTime(tx))) throw new DomainError("sign-in-again");
    await unlink(tx, email, viewer);
  });
}

/** The same by the administrator of the server: `npm run db:unbind`. */
export const unlinkByServer = (email: string): Promise<void> => asAuth((tx) => unlink(tx, email));
