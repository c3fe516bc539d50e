import { asAuth } from "@/db/client";
import { countActiveDuos, findOrganization, listCycles } from "@/db/queries/cycles";
import { countPeople } from "@/db/queries/roster/roster";
import { listAhead } from "@/db/queries/schedules";
import { changeOrganization, isProvenUser } from "@/db/queries/setup";
import { findBound } from "@/db/queries/sign-in";
import type { Viewer } from "@/lib/domain/permissions";
import { type Setup, savedOrganization, settledFact } from "@/lib/domain/setup";
import { asAdmin, readAsAdmin } from "../as-admin";
import { loadSignInWays } from "../auth/ways";
import { env } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { shownAddress } from "../mail/shown-address";

/** How far the set-up of the organization is. */
export async function loadSetup(viewer: Viewer): Promise<Setup> {
  const seen = await readAsAdmin(viewer, async (tx) => {
    const { orgId } = viewer;
    const organization = await findOrganization(tx, orgId);
    if (!organization) throw new DomainError("not-found");
    return {
      organization: { name: organization.name, timeZone: organization.timeZone },
      activeDuos: await countActiveDuos(tx, orgId),
      people: await countPeople(tx, orgId),
      hasCycle: (await listCycles(tx, orgId)).length > 0 || (await listAhead(tx, orgId)).length > 0,
    };
  });
  const { proven, address } = await asAuth(async (tx) => ({
    proven: await isProvenUser(tx, viewer.userId),
    address: shownAddress((await findBound(tx, viewer.userId))?.email ?? ""),
  }));
  const { mail, provider } = loadSignInWays();
  const { hasCycle, ...rest } = seen;
  return {
    ...rest,
    address,
    mail,
    provider: provider
      ? {
          name: provider.name ?? null,
          callback: new URL("/api/auth/callback/oidc", env().AUTH_URL).href,
        }
      : null,
    // Where nobody signs in by mail or by a provider, as in the demo, there is nothing to try.
    done: {
      organization: true,
      "sign-in": proven || !(mail || provider),
      roster: seen.activeDuos > 0,
      cycle: hasCycle,
    },
  };
}

/**
 * Changes the organization's name and home time zone. Refuses with "stale" where somebody else has changed the same one
 * to another value since the form was made; gives whether anything has changed.
 */
export function saveOrganization(viewer: Viewer, input: unknown): Promise<boolean> {
  const { name, timeZone, startedName, startedTimeZone } = parse(savedOrganization, input);
  return asAdmin(viewer, async (tx) => {
    const now = await findOrganization(tx, viewer.orgId);
    if (!now) throw new DomainError("not-found");
    const settled = {
      name: settledFact(name, startedName, now.name),
      timeZone: settledFact(timeZone, startedTimeZone, now.timeZone),
    };
    if (settled.name === undefined || settled.timeZone === undefined) throw new DomainError("stale");
    return changeOrganization(tx, { name: settled.name, timeZone: settled.timeZone });
  });
}
