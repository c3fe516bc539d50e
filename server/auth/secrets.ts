import { createHash, createHmac, randomBytes } from "node:crypto";
import { env } from "../env";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sign = (purpose: string, id: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`${purpose}:${id}`).digest();

export const newSessionToken = () => randomBytes(32).toString("base64url");
/** What stands in the database for a session: a dump opens none. */
export const sessionHash = (token: string) => sha256(token);

/** What stands in the database for a link or a code, hashed as next-auth hashes it: with the secret. */
export const verificationHash = (presented: string) => sha256(presented + env().AUTH_SECRET);

// Both are derived from the mail's id, so that neither lies in the outbox while the mail waits.
export const linkToken = (mailId: string) => sign("link", mailId).toString("base64url");
export const mailedCode = (mailId: string) =>
  String(sign("code", mailId).readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
/** A code counts for the address it was mailed to and for no other. */
export const presentedCode = (address: string, code: string) => `${address}:${code}`;
