import { createHmac } from "node:crypto";

/** What the server signs about a person with its AUTH_SECRET: "page" for the token that their pages carry, for example. */
export function signedFor(
  purpose: string,
  { orgId, id }: { orgId: string; id: string },
  authSecret: string,
): string {
  return createHmac("sha256", authSecret).update(`${purpose}:${orgId}:${id}`).digest("base64url");
}
