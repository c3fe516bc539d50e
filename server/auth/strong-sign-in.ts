import { asAuth } from "@/db/client";
import {
  changeStrongSignIn,
  countStrongSignIn,
  isStrongSignIn,
  listRolePeople,
} from "@/db/queries/strong-sign-in";
import { NotBootable } from "@/db/setup/boot-checks";
import type { Viewer } from "@/lib/domain/permissions";
import {
  isReadyWith,
  type RolePerson,
  type StrongSignIn,
  strongSignInInput,
} from "@/lib/domain/strong-sign-in";
import { asAdmin, readAsAdmin } from "../as-admin";
import { oidcEnabled } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { passkeysEnabled } from "./relying-party";

const waysHere = () => ({ passkey: passkeysEnabled(), provider: oidcEnabled() });

/** Everybody with a role; who has what is known to the sign-in role alone. */
async function peopleOf({ orgId }: Viewer): Promise<RolePerson[]> {
  const ways = waysHere();
  const people = await asAuth((tx) => listRolePeople(tx, orgId));
  return people.map(({ passkey, account, ...person }) => ({
    ...person,
    ready: isReadyWith(ways, { passkey, account }),
  }));
}

const isReady = (people: readonly RolePerson[], { personId }: Viewer) =>
  people.some(({ id, ready }) => id === personId && ready);

/** The rule that is in force, and whom it keeps or would keep from their pages until they act. */
export async function loadStrongSignIn(viewer: Viewer): Promise<StrongSignIn> {
  const required = await readAsAdmin(viewer, (tx) => isStrongSignIn(tx, viewer.orgId));
  const people = await peopleOf(viewer);
  return { required, ways: waysHere(), own: isReady(people, viewer), people };
}

/**
 * Begins or ends the rule; the database records which. Refuses with "conflict" where an admin begins it who
 * could not keep it; the database refuses that too.
 */
export async function setStrongSignIn(viewer: Viewer, input: unknown): Promise<void> {
  const wanted = parse(strongSignInInput, input).wanted === "on";
  await asAdmin(viewer, async (tx) => {
    const people = await peopleOf(viewer);
    if (wanted && !isReady(people, viewer)) throw new DomainError("conflict");
    const waiting = people.filter(({ ready }) => !ready).length;
    await changeStrongSignIn(tx, { wanted, waiting });
  });
}

/**
 * Throws where an organization has the rule and nobody could keep it, because this installation offers neither passkeys nor
 * the company's account: its admins, leaders and reviewers would find that out one by one.
 */
export async function assertStrongSignInOffered(): Promise<void> {
  const { passkey, provider } = waysHere();
  if (passkey || provider) return;
  const asking = await asAuth(countStrongSignIn);
  if (asking === 0) return;
  const who = asking === 1 ? "1 organization asks its" : `${asking} organizations ask their`;
  throw new NotBootable(
    `${who} admins, leaders and reviewers for a passkey or the company’s account, and these settings offer neither: none of them could sign in. Passkeys need SMTP_URL, AUTH_LOCAL=on and an AUTH_URL with https and a host name; the company’s account needs AUTH_OIDC_ISSUER, AUTH_OIDC_ID and AUTH_OIDC_SECRET. Or end the rule: docs/operations.md, “People with a role cannot sign in”.`,
  );
}
