import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Viewer } from "@/lib/domain/permissions";
import { env } from "../env";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sign = (purpose: string, id: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`${purpose}:${id}`).digest();

export const newSessionToken = () => randomBytes(32).toString("base64url");
/** The hash by which the database stores a session: a copy of the database opens no session. */
export const sessionHash = (token: string) => sha256(token);

/** The hash by which the database stores a passkey's challenge: for what it was given, and to whom. */
export const challengeHash = ({ purpose, of }: { purpose: string; of: string }, challenge: string) =>
  sha256(`passkey:${purpose}:${of}:${challenge}`);

/** The hash by which the database stores a link or a code, made as next-auth makes it: with the secret. */
export const verificationHash = (presented: string) => sha256(presented + env().AUTH_SECRET);

// Both are derived from the mail's id, so that the outbox holds neither of them.
export const linkToken = (mailId: string) => sign("link", mailId).toString("base64url");
export const mailedCode = (mailId: string) =>
  String(sign("code", mailId).readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
/** A code counts for the address it was mailed to and for no other. */
export const presentedCode = (address: string, code: string) => `${address}:${code}`;

type Person = Pick<Viewer, "orgId" | "personId">;

/** A signed token that names the person a page is made for, without revealing who. Each change from the page has it. */
export const pageToken = ({ orgId, personId }: Person) =>
  sign("page", `${orgId}:${personId}`).toString("base64url");

/** Whether a page that carries this token was made for this person. */
export function isPageOf(person: Person, presented: unknown): boolean {
  if (typeof presented !== "string") return false;
  const [wanted, given] = [Buffer.from(pageToken(person)), Buffer.from(presented)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** The key, in base64, that encrypts what a person's browser keeps of unsaved answers; only their sign-in gives it. */
export function deviceKey({ orgId, personId }: Person): string {
  const key = hkdfSync("sha256", env().AUTH_SECRET, `${orgId}:${personId}`, "answers kept on a device", 32);
  return Buffer.from(key).toString("base64");
}

/** Names, signed, the person whose reminders its holder may stop and start without signing in, and nothing else. */
export const reminderToken = ({ orgId, personId }: Person) =>
  `${orgId}.${personId}.${sign("reminders", `${orgId}:${personId}`).toString("base64url")}`;

/** The person whom a token of `reminderToken` names; undefined when it was not made here. */
export function personOfReminderToken(presented: string): Person | undefined {
  const [orgId = "", personId = ""] = presented.split(".");
  const [wanted, given] = [Buffer.from(reminderToken({ orgId, personId })), Buffer.from(presented)];
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? { orgId, personId } : undefined;
}
