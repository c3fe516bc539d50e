import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import {
  createOrganization,
  createSession,
  type MadeOrganization,
  type MadePerson,
  type OrganizationSpec,
  sessionCookieName,
} from "@/testkit/factories/organization";

type WorkerFixtures = { database: pg.Client };
type Fixtures = {
  /** An organization of this test's own. */
  arrange: (spec: OrganizationSpec) => Promise<MadeOrganization>;
  /** Signs a person in on a browser context, by a session row and its cookie. */
  signIn: (context: BrowserContext, person: MadePerson) => Promise<void>;
};

export const sessionCookie = sessionCookieName(process.env.PW_PORT ?? "");

/** A connection to the app's database as its administrator. */
export async function connect(): Promise<pg.Client> {
  const { DATABASE_URL_ADMIN, TWOFOLD_MASTER_KEY } = JSON.parse(readFileSync(".twofold/e2e.json", "utf8"));
  // Arranged answers are encrypted as the app's are.
  process.env.TWOFOLD_MASTER_KEY = TWOFOLD_MASTER_KEY;
  const client = new pg.Client({ connectionString: DATABASE_URL_ADMIN });
  await client.connect();
  return client;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const client = await connect();
      await use(client);
      await client.end();
    },
    { scope: "worker" },
  ],
  arrange: async ({ database }, use) => {
    await use((spec) => createOrganization(database, spec));
  },
  signIn: async ({ database, baseURL }, use) => {
    await use(async (context, person) => {
      const value = await createSession(database, person);
      await context.addCookies([
        { name: sessionCookie, value, url: baseURL, httpOnly: true, sameSite: "Lax" },
      ]);
    });
  },
});

/** No accessibility violation that axe can find, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion: a colour on its way from one scheme to the other is neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(" ")) })),
      `axe, ${colorScheme}`,
    ).toEqual([]);
  }
}

export { expect };
