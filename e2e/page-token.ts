import { readFileSync } from "node:fs";
import { signedFor } from "@/testkit/page-token";

type Person = { orgId: string; id: string };

function signed(purpose: string, person: Person): string {
  const { AUTH_SECRET } = JSON.parse(readFileSync(".twofold/e2e.json", "utf8"));
  return signedFor(purpose, person, AUTH_SECRET);
}

/** The token by which a page of this person names them: what the server signs into every page that writes. */
export const pageTokenOf = (person: Person) => signed("page", person);

/** The token of the links in a reminder to this person. */
export const reminderTokenOf = (person: Person) =>
  `${person.orgId}.${person.id}.${signed("reminders", person)}`;
