import type { Page } from "@playwright/test";
import { confirm } from "./confirming";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test, unique } from "./fixtures";
import { checkFiles, csvFile } from "./importing";
import { signInMail } from "./inbox";
import { OwnServer } from "./own-server";

const printed = /http:\/\/localhost:\d+\/setup\?token=\S+/;

async function fillIn(page: Page, name: string, email: string) {
  await page.getByLabel("Name of your organization").fill("Acme");
  await page.getByLabel("Its home time zone").selectOption("Europe/Paris");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Your work e-mail").fill(email);
}

/** Signs in with a code; `mails` counts the sign-in mails that the address then has. */
async function signIn(
  page: Page,
  { at }: OwnServer,
  { email, mails = 1 }: { email: string; mails?: number },
) {
  await page.goto(`${at}/sign-in`);
  await page.getByLabel("Your work e-mail").fill(email);
  await page.getByRole("button", { name: "Send me a link and a code" }).click();
  const { code } = await signInMail(email, mails);
  await page.getByLabel("Six-digit code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith("/sign-in"));
}

/** Erases Person 7, whom a backup from a moment before still has; gives the address that says so. */
async function eraseAfterBackup(page: Page, server: OwnServer) {
  server.backUp("before.backup");
  await page.goto(`${server.at}/program/roster/people?q=Person%207`);
  await page.getByRole("link", { name: "Person 7", exact: true }).click();
  await page.getByRole("link", { name: "Erase this person" }).click();
  await page.getByLabel("Type the name").fill("Person 7");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible();
  return page.url();
}

test.describe("an empty installation", () => {
  let server: OwnServer;
  test.beforeEach(() => {
    server = new OwnServer();
  });
  test.afterEach(() => server.remove());

  test("is led from the printed link to the first cycle, with a pause in between", async ({
    page,
    browser,
  }) => {
    test.setTimeout(300_000);
    const link = printed.exec(await server.start(printed))![0];
    const id = unique();
    const email = `ada.${id}@acme.example`;

    await page.goto(`${server.at}/sign-in`);
    await expect(page.getByText("Nobody is invited yet.", { exact: false })).toBeVisible();
    await page.goto(`${server.at}/setup?token=made-up`);
    await expect(page.getByText(/Start the server again: it prints a new one/)).toBeVisible();

    // Two people open the link; opening it uses nothing up.
    const other = await browser.newContext();
    const second = await other.newPage();
    await second.goto(link);
    await fillIn(second, "Bo Late", `bo.${id}@acme.example`);
    await page.goto(link);
    await expectAccessible(page);
    await expectFits(page, "set-up form");
    // The browser's own check lets this through: the server says what is wrong, and everything typed stays.
    await fillIn(page, "Ada Admin", "ada@acme");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText(/This is not an address we can send to/)).toBeVisible();
    await expect(page.getByLabel("Name of your organization")).toHaveValue("Acme");
    await expect(page.getByLabel("Its home time zone")).toHaveValue("Europe/Paris");
    await page.getByLabel("Your work e-mail").fill(`typo.${id}@acme.example`);
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page).toHaveURL(/\/program\/setup$/);
    await expect(page.getByText("Acme, in the time of Europe/Paris.")).toBeVisible();
    await second.getByRole("button", { name: "Set up" }).click();
    await expect(second.getByText(/somebody else has used one meanwhile/)).toBeVisible();
    await expect(second.getByLabel("Your name")).toHaveValue("Bo Late");
    await second.goto(link);
    await expect(second.getByText(/Twofold is set up already/)).toBeVisible();
    await expectAccessible(second);
    await other.close();

    // Left and resumed: nobody has come by mail yet, so the next start prints a new link.
    await server.stop();
    const again = printed.exec(await server.start(printed))![0];
    await page.context().clearCookies();
    await page.goto(again);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go on as Ada Admin" }).click();
    await expect(page).toHaveURL(/\/program\/setup$/);

    // The address had a typing error.
    await page.getByText("The address is wrong").click();
    await page.getByLabel("Your right address").fill(email);
    await page.getByRole("button", { name: "Change my address" }).click();
    await expect(page.getByText(`It goes to ${email} at once.`, { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Send a test mail" }).click();
    await expect(page.getByText(/The mail server took it/)).toBeVisible();
    await page.reload();
    const { code } = await signInMail(email);
    await page.getByLabel("Six-digit code from the mail").fill(code === "000000" ? "000001" : "000000");
    await page.getByRole("button", { name: "It arrived" }).click();
    await expect(page.getByText(/This code does not work/)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Six-digit code from the mail").fill(code);
    await page.getByRole("button", { name: "It arrived" }).click();
    await expect(page.getByText(`Twofold knows that you can be reached under ${email}.`)).toBeVisible();
    await page.getByRole("button", { name: "Ask the provider" }).click();
    await expect(page.getByText(/The provider answers/)).toBeVisible();
    await expectFits(page, "set-up");

    await page.getByRole("link", { name: "Import from a file" }).click();
    const people = Array.from({ length: 500 }, (_, i) => `P${i},Person ${i},p${i}.${id}@acme.example`);
    const duos = Array.from({ length: 250 }, (_, i) => `P${2 * i},P${2 * i + 1},Acme / Eng`);
    await checkFiles(
      page,
      csvFile("units.csv", "unit\nAcme / Eng\n"),
      csvFile("people.csv", `person_id,name,email\n${people.join("\n")}\n`),
      csvFile("duos.csv", `ic_id,manager_id,unit\n${duos.join("\n")}\n`),
    );
    await confirm(page, "Import");
    await expect(page.getByRole("heading", { name: "Imported", exact: true })).toBeVisible();

    await page.goto(`${server.at}/program`);
    await page.getByRole("link", { name: "Go on with it" }).click();
    await expect(page.getByText("501 people and 250 active duos are here.")).toBeVisible();
    const erased = await eraseAfterBackup(page, server);
    await page.goto(`${server.at}/program/setup`);
    await page.getByRole("link", { name: "Open one by hand" }).click();
    await confirm(page, "Open cycle");
    await expect(page.getByText(/Cycle 1 is open until/)).toBeVisible();
    await page.goto(`${server.at}/program/setup`);
    await expect(page.getByText("Everything is set up.")).toBeVisible();
    await expectAccessible(page);

    // The backup has the person still; the ledger erases them again before anybody is served.
    await server.stop();
    server.restore("before.backup");
    await server.start(/Twofold is at/);
    await page.context().clearCookies();
    // The first mail was asked for by the set-up.
    await signIn(page, server, { email, mails: 2 });
    await page.goto(erased);
    await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible();
  });

  test("invites the address that the environment names, and prints no link", async ({ page }) => {
    test.setTimeout(300_000);
    const email = `first.${unique()}@acme.example`;
    const said = await server.start(/is invited as its first program admin/, { TWOFOLD_ADMIN_EMAIL: email });
    expect(said).not.toMatch(printed);
    await signIn(page, server, { email });
    await page.goto(`${server.at}/program/setup`);
    await expect(page.getByText(`Twofold knows that you can be reached under ${email}.`)).toBeVisible();
    await page.getByText("Change name or time zone").click();
    await page.getByLabel("Name of your organization").fill("Acme Works");
    await page.getByLabel("Its home time zone").selectOption("Asia/Tokyo");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Acme Works, in the time of Asia/Tokyo.")).toBeVisible();
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Nothing has changed: name and time zone were so already.")).toBeVisible();
    await expect(page.getByText("Saved.", { exact: true })).toBeHidden();
  });
});

test("a link of an installation that is set up says so", async ({ page, arrange }) => {
  await arrange({ people: { Ada: { admin: true } } });
  await page.goto("/setup?token=made-up");
  await expect(page.getByText(/Twofold is set up already/)).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
});
