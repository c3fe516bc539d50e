import type { Page } from "@playwright/test";
import { steadyBut } from "@/testkit/scenes/insights";
import { connect, expect, expectAccessible } from "./fixtures";
import { test as base, section, title } from "./leading";

type Hold = {
  release: () => Promise<void>;
  /** Ends the connections of the waiting reads. */
  breakOff: () => Promise<void>;
};
type Fixtures = {
  /** Blocks writes that refer to an organization; every view of insights writes to the audit log before it answers. */
  hold: (orgId: string) => Promise<Hold>;
};

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  hold: async ({}, use) => {
    const client = await connect();
    await use(async (orgId) => {
      await client.query("begin");
      await client.query("select from organizations where id = $1 for update", [orgId]);
      return {
        release: async () => void (await client.query("commit")),
        breakOff: async () => {
          const broken = `select pg_terminate_backend(pid) from pg_stat_activity
            where pg_backend_pid() = any(pg_blocking_pids(pid))`;
          await expect.poll(async () => (await client.query(broken)).rowCount).toBeGreaterThan(0);
        },
      };
    });
    await client.end();
  },
});

const cycles = [
  { duos: steadyBut({ p1: "multiplying", p2: "multiplying" }) },
  { duos: steadyBut({ p1: "multiplying", p2: { status: "diverging", reason: "declining" } as const }) },
];

const skeleton = (page: Page) => page.getByRole("main").getByRole("status").filter({ hasText: "Loading" });

test("a view that takes longer shows its frame and a skeleton first, then its figures", async ({
  page,
  lead,
  hold,
}) => {
  const { made } = await lead("Vera", cycles);
  const paths = ["", "/changes", "/duos", "/units", `/units/${made.units.Product}`, "/flow"];
  for (const path of paths) {
    const { release } = await hold(made.orgId);
    await page.goto(`/insights${path}`, { waitUntil: "commit" });
    await expect(skeleton(page)).toBeVisible();
    await expect(page.getByRole("form", { name: "What these pages show" })).toBeVisible();
    await expect(title(page)).toHaveText("Loading");
    if (path === "") await expectAccessible(page);
    await release();
    const figures = page.getByRole("table").or(page.getByRole("region", { name: /Diverging, declining/ }));
    await expect(figures.first()).toBeVisible();
    await expect(title(page)).not.toHaveText("Loading");
    await expect(skeleton(page)).toHaveCount(0);
  }
});

test("an answer in time stands in its place without any script", async ({ page, lead }) => {
  await lead("Vera", cycles);
  const main = async () => /<main.*<\/main>/s.exec(await (await page.request.get("/insights")).text())?.[0];
  // Asked again until it is fast enough: on a busy machine the first answer may come after the skeleton.
  await expect.poll(main).toContain("1 of 22 complete duos multiplies");
});

test("what is out of scope is not found, before anything waits", async ({ page, lead, hold }) => {
  const { made } = await lead("Dina", cycles);
  const { release } = await hold(made.orgId);
  for (const path of [`/insights?unit=${made.units.Platform}`, `/insights/units/${made.units.Platform}`]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(title(page)).toHaveText("There is nothing here for you");
  }
  await release();
});

test("without scripts the figures come in a page of their own", async ({ browser, lead, context, hold }) => {
  const { made } = await lead("Vera", cycles);
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const page = await plain.newPage();
  const { release } = await hold(made.orgId);
  await page.goto("/insights", { waitUntil: "commit" });
  await expect(page.getByRole("form", { name: "What these pages show" })).toBeVisible();
  await expect(skeleton(page)).toBeVisible();
  await release();
  await expect(title(page)).toHaveText(/^1 of 22 complete duos multiplies/);
  await expect(skeleton(page)).toHaveCount(0);
  // All sections, in the order of the page.
  const parts = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(parts.first()).toHaveText("Where do our duos stand?");
  await expect(parts.last()).toHaveText("Which duos should I look at first?");
  await page.getByRole("link", { name: "Changes", exact: true }).click();
  await expect(page).toHaveURL(/\/changes\?whole=1/);
  await plain.close();
});

test("an answer that fails after the skeleton says so in plain words", async ({ page, lead, hold }) => {
  const { made } = await lead("Vera", cycles);
  const { breakOff, release } = await hold(made.orgId);
  await page.goto("/insights", { waitUntil: "commit" });
  await expect(skeleton(page)).toBeVisible();
  await breakOff();
  await expect(title(page)).toHaveText("Twofold is not available at this moment");
  await expect(page.getByText("terminat")).toHaveCount(0);
  await release();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(title(page)).toHaveText(/^1 of 22 complete duos multiplies/);
});

test("what lies far below the first screen is drawn once it is near, and on paper", async ({
  page,
  lead,
}) => {
  await lead("Vera");
  await page.goto("/insights");
  const last = section(page, "Which duos should I look at first?").getByRole("table");
  const isDrawn = () => last.evaluate((table) => table.checkVisibility({ contentVisibilityAuto: true }));
  await expect(last).toHaveCount(1);
  expect(await isDrawn()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await isDrawn()).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  await expect.poll(isDrawn).toBe(true);
});
