import { randomUUID } from "node:crypto";
import type { Viewer } from "@/lib/domain/permissions";
import type { MadeOrganization } from "./organization";

/** A person of a made organization as the services know them, signed in now and without a role that `more` does not give. */
export const viewerOf = (
  { orgId, people }: Pick<MadeOrganization, "orgId" | "people">,
  name: string,
  more: Partial<Viewer> = {},
): Viewer => ({
  orgId,
  personId: people[name]!.id,
  userId: randomUUID(),
  name,
  timeZone: "UTC",
  locale: "en",
  isAdmin: false,
  isReviewer: false,
  leads: [],
  signedInAt: new Date(),
  ...more,
});

/** The same as the leader of some units. */
export const leaderOf = (made: MadeOrganization, name: string, units: readonly string[]): Viewer =>
  viewerOf(made, name, { leads: units.map((unit) => made.units[unit]!) });
