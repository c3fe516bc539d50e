import { z } from "zod";

/** Somebody with a role: what the organization may ask a passkey or the company's account of. */
export type RolePerson = {
  id: string;
  name: string;
  roles: readonly ("admin" | "leader" | "reviewer")[];
  /** Whether they have a passkey or an account of the company's that signs in on this installation. */
  ready: boolean;
};

type Ways = { passkey: boolean; provider: boolean };

/** Whether what somebody has signs in on this installation: a passkey that its address cannot use counts for nothing. */
export const isReadyWith = (ways: Ways, has: { passkey: boolean; account: boolean }): boolean =>
  (has.passkey && ways.passkey) || (has.account && ways.provider);

/** How people with a role sign in, as an admin sees and changes it. */
export type StrongSignIn = {
  required: boolean;
  /** What this installation offers beside mail. */
  ways: Ways;
  /** Whether the admin who looks is ready themselves: without that the rule cannot begin. */
  own: boolean;
  people: readonly RolePerson[];
};

/** Whether an admin begins or ends the rule. */
export const strongSignInInput = z.object({ wanted: z.enum(["on", "off"]) });
