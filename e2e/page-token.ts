import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

type Person = { orgId: string; id: string };

function signed(purpose: string, { orgId, id }: Person): string {
  const { AUTH_SECRET } = JSON.parse(readFileSync(".twofold/e2e.json", "utf8"));
  return createHmac("sha256", AUTH_SECRET).update(`${purpose}:${orgId}:${id}`).digest("base64url");
}

/** The token by which a page of this person names them: what the server signs into every page that writes. */
export const pageTokenOf = (person: Person) => signed("page", person);

/** The token of the links in a reminder to this person. */
export const reminderTokenOf = (person: Person) =>
  `${person.orgId}.${person.id}.${signed("reminders", person)}`;
