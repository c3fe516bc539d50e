import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

/** The token by which a page of this person names them: what the server signs into every page that writes. */
export function pageTokenOf({ orgId, id }: { orgId: string; id: string }): string {
  const { AUTH_SECRET } = JSON.parse(readFileSync(".twofold/e2e.json", "utf8"));
  return createHmac("sha256", AUTH_SECRET).update(`page:${orgId}:${id}`).digest("base64url");
}
