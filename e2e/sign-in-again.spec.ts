import type { Page } from "@playwright/test";
import type pg from "pg";
import type { MadePerson } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { inDays } from "./days";
import { expect, expectAccessible, unique } from "./fixtures";
import { csvFile } from "./importing";
import { mailsTo, signInMail } from "./inbox";
import { test as base } from "./leading";
import { passProvider } from "./provider";
import { mark, stayed } from "./reloading";

type Fixtures = {
  /** Two admins; Ada has opened the program's page, which is marked. */
  admins: { orgId: string; ada: MadePerson; amos: MadePerson };
};

const test = base.extend<Fixtures>({
  admins: async ({ arrange, signIn, context, page }, use) => {
    const { orgId, people } = await arrange({
      people: { Iris: {}, Milo: {}, Ada: { admin: true }, Amos: { admin: true } },
      duos: { pair: { ic: "Iris", manager: "Milo" } },
    });
    const [ada, amos] = [people.Ada!, people.Amos!];
    await signIn(context, ada);
    await page.goto("/program");
    await mark(page);
    await use({ orgId, ada, amos });
  },
});

const asked = (page: Page) => page.getByRole("dialog", { name: "Sign in again to go on" });
const code = (page: Page) => asked(page).getByLabel("Six-digit code");

/** Makes every session of somebody so old that a step asks for a new one. */
async function age(database: pg.Client, { id }: MadePerson): Promise<void> {
  await database.query(
    "update sessions set created_at = created_at - interval '61 minutes' where user_id in (select user_id from people where id = $1)",
    [id],
  );
}

/** Signs in again in place, with the code of the mail that is the `count`th to this address. */
async function enterCode(page: Page, email: string, count = 1): Promise<void> {
  await asked(page).getByRole("button", { name: "Mail me a code" }).click();
  await code(page).fill((await signInMail(email, count)).code);
  await asked(page).getByRole("button", { name: "Go on" }).click();
}

/** The notice in place of the page says that somebody else is signed in, and nothing lies over it. */
async function expectOnlyNotice(page: Page, name: string): Promise<void> {
  const notice = page.getByRole("heading", { name: `${name} Example is signed in on this browser now` });
  await expect(notice).toBeFocused();
  await expect(asked(page)).toHaveCount(0);
}

const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

const closing = (page: Page) => page.getByLabel(/^Closes/);

async function askToOpen(page: Page, closes: string): Promise<void> {
  await closing(page).fill(closes);
  await confirm(page, "Open cycle");
}

const closes = `${inDays(30)}T09:15`;
const opened = (page: Page) => expect(page.getByText(/Cycle 1 is open until/)).toBeVisible();

/** When the cycles of an organization close, in their own zone. */
async function closingTimes(database: pg.Client, orgId: string): Promise<string[]> {
  const { rows } = await database.query("select closes_local from cycles where org_id = $1", [orgId]);
  return rows.map(({ closes_local }) => closes_local);
}

test("a program change asks again after an hour, takes a code by keyboard, and goes on with what was typed", async ({
  admins: { orgId, ada },
  page,
  database,
}) => {
  await age(database, ada);
  await askToOpen(page, closes);
  await expect(asked(page)).toContainText("more than an hour old");
  await expectAccessible(page);
  await asked(page).getByRole("button", { name: "Mail me a code" }).focus();
  await page.keyboard.press("Enter");
  await expect(code(page)).toBeFocused();
  await expectAccessible(page);
  const mail = await signInMail(ada.email);
  await page.keyboard.type(mail.code === "000000" ? "000001" : "000000");
  await page.keyboard.press("Enter");
  await expect(asked(page)).toContainText("This code does not work");
  await expect(code(page)).toBeFocused();
  await page.keyboard.type(`${mail.code.slice(0, 3)} ${mail.code.slice(3)}`);
  await page.keyboard.press("Enter");
  await opened(page);
  await expect(asked(page)).toBeHidden();
  expect(await stayed(page)).toBe(true);
  expect(await closingTimes(database, orgId)).toEqual([closes]);
  const { rows } = await database.query(
    "select s.created_at > now() - interval '10 minutes' as recent from sessions s join people p on p.user_id = s.user_id where p.id = $1",
    [ada.id],
  );
  expect(rows).toEqual([{ recent: true }]);
});

test("turning the question down does nothing and keeps what was typed", async ({
  admins: { orgId, ada },
  page,
  database,
}) => {
  await age(database, ada);
  await askToOpen(page, closes);
  await expect(asked(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("signed in within the last hour")).toBeVisible();
  await expect(closing(page)).toHaveValue(closes);
  expect(await closingTimes(database, orgId)).toEqual([]);
});

test("a file asks again in place, on the page as it was filtered", async ({ lead, page, database }) => {
  const { made } = await lead("Vera");
  const vera = made.people.Vera!;
  await page.goto("/insights/duos?q=p");
  await mark(page);
  await age(database, vera);
  await page.getByRole("link", { name: "Export CSV" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), enterCode(page, vera.email)]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  await expect(asked(page)).toBeHidden();
  expect(await stayed(page)).toBe(true);
  await expect(page).toHaveURL(/\/insights\/duos\?q=p$/);
});

test("what one tab has renewed serves the other, without a code there", async ({
  admins: { ada },
  context,
  page,
  database,
}) => {
  const second = await context.newPage();
  await second.goto("/program");
  await age(database, ada);
  await askToOpen(page, closes);
  await askToOpen(second, `${inDays(40)}T10:00`);
  for (const [tab, count] of [
    [page, 1],
    [second, 2],
  ] as const) {
    await asked(tab).getByRole("button", { name: "Mail me a code" }).click();
    await expect.poll(async () => (await mailsTo(ada.email)).length).toBe(count);
    await expect(code(tab)).toBeVisible();
  }
  await code(page).fill((await signInMail(ada.email, 2)).code);
  await asked(page).getByRole("button", { name: "Go on" }).click();
  await opened(page);
  await second.bringToFront();
  await lookAgain(second);
  await expect(asked(second)).toBeHidden();
  await expect(second.getByText("Another cycle is open already")).toBeVisible();
});

test("somebody else who signs in meanwhile gets nothing done, and the page’s person repeats the step", async ({
  admins: { orgId, ada, amos },
  signIn,
  context,
  page,
  database,
}) => {
  await age(database, ada);
  await askToOpen(page, closes);
  await asked(page).getByRole("button", { name: "Mail me a code" }).click();
  const mail = await signInMail(ada.email);
  await signIn(context, amos);
  await code(page).fill(mail.code);
  await asked(page).getByRole("button", { name: "Go on" }).click();
  await expectOnlyNotice(page, "Amos");
  await expectAccessible(page);
  expect(await closingTimes(database, orgId)).toEqual([]);

  const [elsewhere] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Sign in in a new tab" }).click(),
  ]);
  await passProvider(elsewhere, `s${crypto.randomUUID()};${ada.email};true`);
  await expect(elsewhere.getByRole("heading", { name: "You are signed in again" })).toBeVisible();
  await expectAccessible(elsewhere);
  await elsewhere.close();
  await lookAgain(page);
  // The page said that nothing was sent, and keeps to it.
  await expect(page.getByText("Nothing was changed yet: press the button again.")).toBeVisible();
  await expect(page.getByText("Amos Example is signed in")).toHaveCount(0);
  await expect(closing(page)).toHaveValue(closes);
  expect(await closingTimes(database, orgId)).toEqual([]);
  await confirm(page, "Open cycle");
  await opened(page);
  expect(await stayed(page)).toBe(true);
});

test("signed out altogether, a change waits for signing in in another tab", async ({
  admins: { ada },
  signIn,
  context,
  page,
}) => {
  await context.clearCookies();
  await askToOpen(page, closes);
  await expect(asked(page)).toContainText("You are signed out");
  await signIn(context, ada);
  await lookAgain(page);
  await opened(page);
});

test("an import asks for its files, its download and its change in place and loses nothing", async ({
  admins: { ada },
  page,
  database,
}) => {
  await page.goto("/program/import");
  await mark(page);
  const id = unique();
  await page.getByLabel("CSV files").setInputFiles(csvFile("units.csv", "unit_id;unit\nU1;Acme\n"));
  await page
    .getByLabel("Or paste lines here")
    .fill(`person_id;name;email\nP1;Pat ${id};pat.${id}@example.test\n`);

  await age(database, ada);
  await page.getByRole("link", { name: "Download Present roster: People" }).click();
  const [roster] = await Promise.all([page.waitForEvent("download"), enterCode(page, ada.email)]);
  expect(roster.suggestedFilename()).toBe("twofold-roster-person.csv");
  expect(await stayed(page)).toBe(true);

  await age(database, ada);
  await page.getByRole("button", { name: "Check the files" }).click();
  await enterCode(page, ada.email, 2);
  await page.waitForURL(/\/program\/import\/[0-9a-f-]{36}/);
  await expect(page.getByText(/^units\.csv, .*: 2 lines read\./)).toBeVisible();

  await age(database, ada);
  await confirm(page, "Import");
  await enterCode(page, ada.email, 3);
  await expect(page.getByRole("heading", { name: "Imported" })).toBeVisible();
});

test("the file of an import's problems says in place that somebody else is signed in", async ({
  admins: { amos },
  signIn,
  context,
  page,
}) => {
  await page.goto("/program/import");
  await page.getByLabel("Or paste lines here").fill("person_id;name;email\nP1;Pat;nowhere\n");
  await page.getByRole("button", { name: "Check the files" }).click();
  const file = page.getByRole("link", { name: "Download all problems (CSV)" });
  await expect(file).toBeVisible();
  await mark(page);
  await signIn(context, amos);
  await file.click();
  await expectOnlyNotice(page, "Amos");
  expect(await stayed(page)).toBe(true);
});

test("confirming a new address asks in place", async ({ arrange, signIn, context, page, database }) => {
  const { orgId, people } = await arrange({ people: { Iris: {} } });
  const iris = people.Iris!;
  const address = `iris.${crypto.randomUUID()}@example.test`;
  await signIn(context, iris);
  await database.query(
    "insert into address_changes (org_id, id, person_id, new_address) values ($1, $2, $3, $4)",
    [orgId, crypto.randomUUID(), iris.id, address],
  );
  await page.goto("/account/address");
  await age(database, iris);
  await page.getByRole("button", { name: "Confirm the new address" }).click();
  // The first mail asked her about the new address.
  await enterCode(page, iris.email, 2);
  await page.waitForURL(/\/home$/);
  const { rows } = await database.query("select email from people where id = $1", [iris.id]);
  expect(rows).toEqual([{ email: address }]);
});
