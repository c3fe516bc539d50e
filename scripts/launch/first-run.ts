import type pg from "pg";
import { withClient } from "@/db/setup/create-database";
import { foundByLink } from "@/db/setup/found-organization";
import { makeSetupLink, setupLinkHash, waitsForAdmin } from "@/db/setup/setup-link";
import { typedAddress } from "@/lib/domain/address";
import { SettingError } from "./settings";

const name = "TWOFOLD_ADMIN_EMAIL";

/** The address of the first admin, in place of a printed link. Throws `SettingError`. */
export function firstAdminSetting(): string | undefined {
  const value = process.env[name];
  if (!value) return undefined;
  const address = typedAddress(value);
  if (address) return address;
  throw new SettingError({ name, value }, "it must be the e-mail address of the first program admin", [
    "ada@acme.example",
  ]);
}

type FirstRun = {
  /** Where people reach the product. */
  at: string;
  /** What the launcher settles for the web server; the environment has the rest. */
  settings: Readonly<Record<string, string>>;
  firstAdmin: string | undefined;
  /** A link is wanted although a command founded the organization: no mail reaches its admin. */
  forAdmin?: boolean;
};

/**
 * Says how to set Twofold up, as long as nobody has signed in: with a one-time link, or with the address of the first
 * admin, who is invited into a new organization. Where a command founded it, its admin signs in. A failure is printed and
 * does not stop the server; the next start tries again.
 */
export async function sayHowToSetUp(run: FirstRun): Promise<void> {
  try {
    const said = await wayToSetUp(run);
    if (said) console.log(said);
  } catch (error) {
    console.error(`A link for the set-up could not be made: ${(error as Error).message}`);
  }
}

/** What leads to the set-up, in words; undefined once somebody has signed in. */
export async function wayToSetUp(run: FirstRun): Promise<string | undefined> {
  const { at, settings, firstAdmin, forAdmin } = run;
  const url = settings.DATABASE_URL_AUTH ?? process.env.DATABASE_URL_AUTH;
  const masterKey = settings.TWOFOLD_MASTER_KEY;
  if (!url) return undefined;
  if (masterKey) process.env.TWOFOLD_MASTER_KEY = masterKey;
  return withClient(url, (auth) => howToSetUp(auth, { at, firstAdmin, forAdmin }));
}

async function howToSetUp(
  auth: pg.Client,
  { at, firstAdmin, forAdmin }: Pick<FirstRun, "at" | "firstAdmin" | "forAdmin">,
): Promise<string | undefined> {
  const token = await makeSetupLink(auth, { forAdmin });
  const waits = `Nobody has signed in yet. The organization’s program admin signs in with the address that it was made with; if no mail reaches that, \`npm run db:link -- --for-admin\` prints a one-time link.`;
  if (!token) return (await waitsForAdmin(auth)) ? waits : undefined;
  if (firstAdmin && !forAdmin) {
    return (await invite(auth, token, firstAdmin))
      ? `${firstAdmin} is invited as its first program admin: sign in there, and Program leads through the set-up.`
      : waits;
  }
  return `Nobody has signed in yet. This link sets Twofold up; it works once, for a day:\n  ${at}/setup?token=${token}`;
}

/**
 * Founds an organization that is called after the address until its admin renames it; false where there is one already.
 */
async function invite(auth: pg.Client, token: string, adminEmail: string): Promise<boolean> {
  const [adminName = "", organization = ""] = adminEmail.split("@");
  const input = {
    name: organization.slice(0, 100),
    timeZone: "UTC",
    adminName: adminName.slice(0, 100),
    adminEmail,
  };
  await auth.query("begin");
  const founded = await foundByLink(auth, { link: setupLinkHash(token), input });
  await auth.query(founded ? "commit" : "rollback");
  return founded !== undefined;
}
