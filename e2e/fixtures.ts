import { readFileSync } from "node:fs";
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
import { violationsOf } from "./axe";

type WorkerFixtures = { database: pg.Client };
type Fixtures = {
  /** An organization of this test's own. */
  arrange: (spec: OrganizationSpec) => Promise<MadeOrganization>;
  /** The same, with this person signed in on the test's own context. */
  arrangeAs: (name: string, spec: OrganizationSpec) => Promise<MadeOrganization>;
  /** Signs a person in on a browser context, by a session row and its cookie. */
  signIn: (context: BrowserContext, person: MadePerson) => Promise<void>;
  /** A page in a browser context of its own with this person signed in; at `path`, if given. Closed after the test. */
  openAs: (made: MadeOrganization, name: string, path?: string) => Promise<Page>;
};

/** The screen of a phone; tests with the tag `@phone` are also run on it from beginning to end. */
const phone = { width: 390, height: 844 };

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
  arrangeAs: async ({ arrange, signIn, context }, use) => {
    await use(async (name, spec) => {
      const made = await arrange(spec);
      await signIn(context, made.people[name]!);
      return made;
    });
  },
  signIn: async ({ database, baseURL }, use) => {
    await use(async (context, person) => {
      const value = await createSession(database, person);
      await context.addCookies([
        { name: sessionCookie, value, url: baseURL, httpOnly: true, sameSite: "Lax" },
      ]);
    });
  },
  openAs: async ({ browser, signIn }, use) => {
    const opened: BrowserContext[] = [];
    await use(async ({ people }, name, path) => {
      const context = await browser.newContext();
      opened.push(context);
      await signIn(context, people[name]!);
      const page = await context.newPage();
      if (path) await page.goto(path);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

/** A few letters for addresses: each belongs to one organization, so a test's have to be its own. */
export const unique = () => Math.random().toString(36).slice(2, 8);

/** Gives a page another size, unless it has it. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  const own = page.viewportSize()!;
  if (own.width !== size.width || own.height !== size.height) await page.setViewportSize(size);
}

/**
 * No accessibility violation that axe can find: in the light at the test's own width, in the dark at a phone's, so that
 * two looks cover both schemes and both widths. A test that is run on a phone as well has had the dark look there.
 * The title is waited for: following a link, Next may show a page a moment before it sets its title.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  const own = page.viewportSize()!;
  const dark = ["dark", phone] as const;
  for (const [colorScheme, size] of [["light", own] as const, ...(isRunAgain() ? [] : [dark])]) {
    // Without motion: a colour on its way from one scheme to the other is neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await resize(page, size);
    expect(await violationsOf(page), `axe, ${colorScheme}, ${size.width} wide`).toEqual([]);
  }
  await resize(page, own);
}

/** Whether this is the run on a phone of a test that is also run on a desktop. */
const isRunAgain = () => base.info().project.name === "phone";

export { expect };
