import { asAuth } from "@/db/client";
import { countActiveDuos, findOrganization, listCycles } from "@/db/queries/cycles";
import { countPeople } from "@/db/queries/roster/roster";
import { listAhead } from "@/db/queries/schedules";
import { changeOrganization, isProvenUser } from "@/db/queries/setup";
import { findBound } from "@/db/queries/sign-in";
import type { Viewer } from "@/lib/domain/permissions";
import { organizationFacts, type Setup } from "@/lib/domain/setup";
import { asAdmin } from "../as-admin";
import { recordAudit } from "../audit/record";
import { loadSignInWays } from "../auth/ways";
import { env } from "../env";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

/** How far the set-up of the organization is. */
export async function loadSetup(viewer: Viewer): Promise<Setup> {
  const seen = await asAdmin(
    viewer,
    async (tx) => {
      const { orgId } = viewer;
      const organization = await findOrganization(tx, orgId);
      if (!organization) throw new DomainError("not-found");
      return {
        organization: { name: organization.name, timeZone: organization.timeZone },
        activeDuos: await countActiveDuos(tx, orgId),
        people: await countPeople(tx, orgId),
        hasCycle: (await listCycles(tx, orgId)).length > 0 || (await listAhead(tx, orgId)).length > 0,
      };
    },
    false,
  );
  const { proven, address } = await asAuth(async (tx) => ({
    proven: await isProvenUser(tx, viewer.userId),
    address: (await findBound(tx, viewer.userId))?.email ?? "",
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
    done: { organization: true, "sign-in": proven, roster: seen.activeDuos > 0, cycle: hasCycle },
  };
}

/** Changes what the organization is called and in which zone it lives. */
export function saveOrganization(viewer: Viewer, input: unknown): Promise<void> {
  const facts = parse(organizationFacts, input);
  return asAdmin(viewer, async (tx) => {
    await changeOrganization(tx, facts);
    await recordAudit(tx, viewer, { action: "organization.changed" });
  });
}
