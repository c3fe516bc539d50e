import { z } from "zod";
import { isOneLine } from "./characters";
import { limitedText } from "./text";
import { timeZoneText } from "./time-zone-text";

const nameOf = limitedText(100, "long-name")
  .min(1, "required")
  // In one line: the database takes no name with a control in it.
  .refine(isOneLine, "unreadable");

/** The name of an organization and its IANA time zone. Refuses with "required", "long-name" or "unknown". */
export const organizationFacts = z.object({
  name: nameOf,
  timeZone: timeZoneText(),
});
export type OrganizationFacts = z.output<typeof organizationFacts>;

/** The same with the values that the form showed when it was made; without them, everything counts as typed. */
export const savedOrganization = organizationFacts.extend({
  startedName: z.string().optional(),
  startedTimeZone: z.string().optional(),
});
export type OrganizationTyped = OrganizationFacts & { startedName: string; startedTimeZone: string };

/**
 * The value that saving a form gives a fact: the typed one, or, where it was left as the form showed it, the present one,
 * which somebody else may have changed meanwhile. Undefined where both changed it, to different values.
 */
export function settledFact(typed: string, started: string | undefined, now: string): string | undefined {
  if (started === undefined || now === started) return typed;
  return typed === started || typed === now ? now : undefined;
}

/** The fields of the form that founds an organization, as typed. */
export type FoundTyped = { name: string; timeZone: string; adminName: string; adminEmail: string };

/** What a one-time link leads to: the form, the founder's session, or, once it does not work any more, nothing. */
export type SetupLink =
  | { kind: "found" }
  | { kind: "go-on"; organization: string; admin: string }
  | { kind: "dead"; isSetUp: boolean };

/** The steps of the set-up, in their order. */
export const setupSteps = ["organization", "sign-in", "roster", "cycle"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** What is done of the set-up and what the page needs for the rest. */
export type Setup = {
  done: Readonly<Record<SetupStep, boolean>>;
  organization: OrganizationFacts;
  /** The address that the admin signs in with. */
  address: string;
  mail: boolean;
  /** Where people sign in by a company's provider: its name and the address that it must lead back to. */
  provider: { name: string | null; callback: string } | null;
  activeDuos: number;
  people: number;
};

/** Why a test of mail or provider failed, in the order in which it is looked for. */
export const setupFaults = [
  "mail-host",
  "mail-refused",
  "mail-silent",
  "mail-certificate",
  "mail-login",
  "mail-sender",
  "mail-recipient",
  "mail-other",
  "provider-silent",
  "provider-status",
  "provider-answer",
  "provider-issuer",
  "wrong",
  "locked",
] as const;
export type SetupFault = (typeof setupFaults)[number];
