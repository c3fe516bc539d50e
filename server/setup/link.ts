import { z } from "zod";
import { asAuth } from "@/db/client";
import { findFounder, hasOrganization, isLiveLink, takeLink } from "@/db/queries/setup";
import { foundByLink, founding } from "@/db/setup/found-organization";
import { setupLinkHash } from "@/db/setup/setup-link";
import type { SetupLink } from "@/lib/domain/setup";
import type { SignInMethod } from "@/lib/domain/sign-in-methods";
import { openSession } from "../auth/sessions";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

const linkInput = z.object({ token: z.string().min(1).max(200) });

/** How a session that began with the printed link is named in the audit log. */
const method: SignInMethod = "setup-link";

/** Whether nobody is invited here yet. */
export const isEmptyInstallation = () => asAuth(async (tx) => !(await hasOrganization(tx)));

/** What a printed link leads to. Looking at it uses nothing up. */
export function loadSetupLink(token: unknown): Promise<SetupLink> {
  const parsed = linkInput.safeParse({ token });
  return asAuth(async (tx) => {
    const isSetUp = await hasOrganization(tx);
    const live = parsed.success && (await isLiveLink(tx, setupLinkHash(parsed.data.token)));
    if (!live) return { kind: "dead", isSetUp };
    if (!isSetUp) return { kind: "found" };
    const founder = await findFounder(tx);
    return founder
      ? { kind: "go-on", organization: founder.organization, admin: founder.name }
      : { kind: "dead", isSetUp };
  });
}

/**
 * Founds the first organization and signs its first admin in; gives the session's token. Of two people with a link one
 * wins: the other is refused with "stale", like everybody whose link does not work any more.
 */
export function foundFirst(input: unknown): Promise<string> {
  const { token } = parse(linkInput, input);
  const facts = parse(founding, input);
  return asAuth(async (tx, client) => {
    const founded = await foundByLink(client, { link: setupLinkHash(token), input: facts });
    if (!founded) throw new DomainError("stale");
    const person = { ...founded, userId: null, name: facts.adminName, email: facts.adminEmail };
    return openSession(tx, person, method);
  });
}

/** Signs the first admin in who has not come back by mail or provider yet; gives the session's token. */
export function goOnWithSetup(input: unknown): Promise<string> {
  const { token } = parse(linkInput, input);
  return asAuth(async (tx) => {
    const founder = await findFounder(tx);
    if (!founder || !(await takeLink(tx, setupLinkHash(token)))) throw new DomainError("stale");
    return openSession(tx, founder, method);
  });
}
