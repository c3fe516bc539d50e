import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import type { PublishedDuo } from "@/testkit/factories/published-duo";
import { violationsOf } from "./axe";
import { expectFits } from "./fitting";
import { expect } from "./fixtures";
import { test } from "./leading";
import { pagesPrinted } from "./printing";

/** The width between the margins of an A4 page, in CSS pixels. */
const PAPER = 688;

const columns = (page: Page) =>
  page
    .locator("thead th")
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));

/** What of the shown page paper could not do without harm, each as a short description. */
function faults(): string[] {
  const found: string[] = [];
  const shown = (selector: string) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  for (const one of shown("nav, button, select, input, summary")) {
    found.push(`for the screen alone: ${one.tagName} ${one.textContent}`);
  }
  for (const one of shown("tr, li, figure, section:has([role=img])")) {
    if (getComputedStyle(one).breakInside !== "avoid")
      found.push(`may be cut by a page's end: ${one.textContent}`);
  }
  for (const one of shown("main a")) {
    const { textDecorationLine } = getComputedStyle(one);
    const after = getComputedStyle(one, "::after").content;
    if (textDecorationLine !== "none" || /http/.test(after)) found.push(`a link: ${one.textContent}`);
  }
  for (const one of shown("table")) {
    const beyond = one.scrollWidth - one.parentElement!.clientWidth;
    if (beyond > 0) found.push(`cut off at the side by ${beyond}: ${one.textContent?.slice(0, 60)}`);
  }
  for (const one of shown("th")) {
    if (getComputedStyle(one).position !== "static")
      found.push(`does not stay in its place: ${one.textContent}`);
  }
  return found;
}

/** Opens a page in the dark and brings it onto paper: all columns, nothing for screens alone, legible on white. */
async function expectPrintable(
  page: Page,
  path: string,
  columnsLeftOut: readonly string[] = [],
): Promise<void> {
  await page.emulateMedia({ media: "screen", colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const onScreen = (await columns(page)).filter((text) => !columnsLeftOut.includes(text ?? ""));
  await page.setViewportSize({ width: PAPER, height: 1020 });
  await page.emulateMedia({ media: "print" });
  // A list that prints whole takes the place of the one on the screen, maybe while the columns of that are looked at.
  await expect.poll(() => columns(page), path).toEqual(expect.arrayContaining(onScreen));
  expect((await page.evaluate(faults)).slice(0, 5), path).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), path).toBe(
    "rgb(255, 255, 255)",
  );
  expect(await violationsOf(page, ["color-contrast"]), path).toEqual([]);
  await expectFits(page, path, []);
}

const shownRows = (page: Page) => page.locator("tbody tr").filter({ visible: true });

/** All rows of a list come onto paper; again where the page was not yet ready to be printed. */
const expectRowsPrinted = (page: Page, rows: number) =>
  expect(async () => {
    await page.emulateMedia({ media: "screen" });
    await page.emulateMedia({ media: "print" });
    await expect(shownRows(page)).toHaveCount(rows, { timeout: 2_000 });
  }).toPass({ timeout: 15_000 });

const spec: OrganizationSpec = {
  people: { Ines: {}, Marc: {}, Ada: { admin: true }, Marek: { reviewer: true } },
  duos: { Payments: { ic: "Ines", manager: "Marc" } },
  cycle: {},
};

test("a list of several pages prints whole", async ({ page, arrange, signIn, database, context }) => {
  const made = await arrange(spec);
  await database.query(
    `insert into audit_log (org_id, id, at, actor_id, action, area)
     select $1, gen_random_uuid(), '2026-01-01T09:00Z', $2, 'session.opened', 'access' from generate_series(1, 240)`,
    [made.orgId, made.people.Ines!.id],
  );
  await signIn(context, made.people.Marek!);
  await page.goto("/audit?page=2");
  await expect(shownRows(page)).toHaveCount(100);
  await expectRowsPrinted(page, 240);
  await expect(page.getByText("1 to 240 of 240")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(shownRows(page)).toHaveCount(100);
  // Printing itself, which announces itself in another way: 100 rows are three pages.
  expect(await pagesPrinted(page)).toBeGreaterThan(5);
  await expect(shownRows(page)).toHaveCount(100);

  await page.getByRole("link", { name: "All on one page" }).click();
  await expect(shownRows(page)).toHaveCount(240);
  await page.getByRole("link", { name: "Page by page" }).click();
  await expect(shownRows(page)).toHaveCount(100);
  await expectPrintable(page, "/audit/review");
});

for (const [what, change] of [
  ["cannot be fetched", ({ clear }) => clear()],
  ["are somebody else's since then", ({ signInAda }) => signInAda()],
] as [string, (ways: Record<"clear" | "signInAda", () => Promise<void>>) => Promise<void>][]) {
  test(`a list whose other pages ${what} says on paper that they are missing`, async ({
    page,
    arrange,
    signIn,
    database,
    context,
  }) => {
    const made = await arrange(spec);
    await database.query(
      `insert into audit_log (org_id, id, at, actor_id, action, area)
       select $1, gen_random_uuid(), '2026-01-01T09:00Z', $2, action, area from generate_series(1, 101),
       (values ('session.opened', 'access'), ('cycle.opened', 'program')) as one (action, area)`,
      [made.orgId, made.people.Ines!.id],
    );
    await signIn(context, made.people.Marek!);
    await page.goto("/audit");
    const signInAda = () => signIn(context, made.people.Ada!);
    await change({ clear: () => context.clearCookies(), signInAda });
    await page.emulateMedia({ media: "print" });
    await expect(shownRows(page)).toHaveCount(100);
    await expect(page.getByText("These are rows 1 to 100 of 202.")).toBeVisible();
  });
}

test("the pages of a program print without what only a screen needs", async ({ page, arrangeAs }) => {
  await arrangeAs("Ada", spec);
  await expectPrintable(page, "/program", ["Action"]);
  await expectPrintable(page, "/audit");
  await expectPrintable(page, "/account");
});

test("an import, the schedule and the jobs print without what only a screen needs", async ({
  page,
  arrange,
  signIn,
  database,
  context,
}) => {
  const { people, duos } = spec;
  const made = await arrange({ people, duos });
  const ada = made.people.Ada!;
  await signIn(context, ada);
  await page.goto("/program/import");
  const lines = Array.from(
    { length: 60 },
    (_, n) => `P${n},Person ${n},${n < 2 ? "no address" : `p${n}@x${made.orgId}.example`}`,
  );
  await page.getByLabel("Or paste lines here").fill(`person_id,name,email\n${lines.join("\n")}\n`);
  await page.getByRole("button", { name: "Check the files" }).click();
  await page.waitForURL(/\/program\/import\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What this import would change" })).toBeVisible();
  const report = new URL(page.url()).pathname;
  await expectPrintable(page, report);
  await expect(page.getByText("“no address”").first()).toBeVisible();
  await expectPrintable(page, "/program/import", ["Kind", "Template", "Present roster"]);
  await expect(page.getByRole("table", { name: "Imports, newest first" })).toBeVisible();

  await page.emulateMedia({ media: "screen" });
  await page.goto("/program/schedule");
  await page.getByRole("button", { name: "Start the schedule" }).click();
  await expect(page.getByRole("button", { name: "Skip" }).first()).toBeVisible();
  await expectPrintable(page, "/program/schedule", ["Change"]);
  await database.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload, failed_at, attempts, last_error)
     values ($1, gen_random_uuid(), 'cycle-published', 'cycle-published:printed', $2, '{}', now(), 1, 'EENVELOPE 550')`,
    [made.orgId, ada.id],
  );
  await expectPrintable(page, "/program/jobs", ["Action"]);
  await expect(page.getByRole("table", { name: "Jobs" })).toBeVisible();
});

test("the pages of a duo print without what only a screen needs, with all that was agreed", async ({
  page,
  arrangeAs,
  database,
}) => {
  const made = await arrangeAs("Ines", spec);
  await expectPrintable(page, "/home");
  await answerFor(database, made, () => evenAnswers(3));
  await expectPrintable(page, `/duos/${made.duos.Payments}`);
  const agreed = page.locator("main ol > li").filter({ visible: true });
  const more = /\d+/.exec((await page.getByText(/Show the \d+ questions/).textContent()) ?? "");
  expect(await agreed.count()).toBe(Number(more?.[0]));
  await expectPrintable(page, "/methodology");
});

/** More duos, and more of them changed in the second cycle, than a page of either list shows. */
function manyDuos() {
  const spec = { units: { Company: {} }, people: { Vera: { leads: "Company" } }, duos: {} } as Required<
    Pick<OrganizationSpec, "units" | "people" | "duos">
  >;
  const [before, after]: Record<string, PublishedDuo>[] = [{}, {}];
  for (let n = 0; n < 40; n++) {
    const [duo, unit] = [`duo ${n}`, `Division ${n % 4}`];
    spec.units[unit] = { parent: "Company" };
    Object.assign(spec.people, { [`I${n}`]: {}, [`M${n}`]: {} });
    spec.duos[duo] = { ic: `I${n}`, manager: `M${n}`, unit };
    before![duo] = "multiplying";
    after![duo] = n < 30 ? { status: "diverging", reason: "declining" } : "multiplying";
  }
  return { spec, cycles: [{ duos: before! }, { duos: after! }] };
}

test("the views of insights print whole, without what only a screen needs", async ({ page, lead }) => {
  const { spec: company, cycles } = manyDuos();
  const { made } = await lead("Vera", cycles, company);
  // The units' states are for the screen: on paper the overview is two pages.
  const states = ["Multiplying", "Steady", "Strained", "Diverging", "Not enough data"];
  await expectPrintable(page, "/insights", ["Participation", ...states, "Likely between"]);
  await expectPrintable(page, "/insights/changes");
  await expect(page.locator("main li").filter({ visible: true, hasText: "Diverging" })).toHaveCount(30);
  await expectPrintable(page, "/insights/duos?sort=name");
  await expectRowsPrinted(page, 40);
  await expect(page.getByText("1 to 40 of 40")).toBeVisible();
  await expectPrintable(page, `/insights/duos/${made.duos["duo 1"]}`);
  await expectPrintable(page, "/insights/units");
  await expectPrintable(page, `/insights/units/${made.units["Division 1"]}`);
  await expectPrintable(page, "/insights/flow");
  await expectPrintable(page, "/insights/report");
});
