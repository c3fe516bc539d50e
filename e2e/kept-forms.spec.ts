import type { BrowserContext, Page, Route } from "@playwright/test";
import { insightsOrganization } from "@/testkit/scenes/insights";
import { keptOnDevice } from "./answering";
import { expect, expectAccessible } from "./fixtures";
import { section, test, twoCycles } from "./leading";
import { holdScripts } from "./reloading";

const back = (page: Page) => page.getByText("What you typed here is back");
/** Words that are typed in the forms below; none of them may be in the storage. */
const typedWords = [
  "Nora Novel",
  "Olga Older",
  "nora.novel",
  "PX99",
  "Pasted Person",
  "offered",
  "A release",
  "Twice",
];

/** Opens an address anew in a tab of its own, as after a closed one. */
async function openAnew(context: BrowserContext, page: Page): Promise<Page> {
  const [url, next] = [page.url(), await context.newPage()];
  await page.close();
  await next.goto(url);
  return next;
}

/** Lets no script come that the page itself does not name, as where the line breaks once the page is there. */
async function refuseLaterScripts(page: Page, address: string): Promise<void> {
  const named = await (await page.request.get(address)).text();
  await page.route(/\/_next\/static\/.*\.js/, (route) =>
    named.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  );
}

/** Sends a form as one of another version: with an action that this server does not know. */
const sendToNewer = (route: Route) => {
  const headers = route.request().headers();
  return route.continue({
    headers: headers["next-action"] ? { ...headers, "next-action": `40${"0".repeat(40)}` } : headers,
  });
};

async function expectOnlySealed(page: Page): Promise<void> {
  await expect.poll(() => keptOnDevice(page)).toContain("twofold:unsaved:form");
  const kept = await keptOnDevice(page);
  for (const word of typedWords) expect(kept).not.toContain(word);
}

test("what a leader, a partner and an admin typed is kept on the device until they are back, and no longer", async ({
  lead,
  signIn,
  context,
  page: first,
}) => {
  const spec = insightsOrganization();
  const { made, cycleIds } = await lead("Vera", twoCycles, {
    ...spec,
    people: { ...spec.people, Ada: { admin: true } },
  });
  const { Vera, Ada, Ip8 } = made.people;

  // The leader: chooses before the page’s scripts run, and somebody else signs in before the form is sent.
  let page = first;
  const runScripts = await holdScripts(page);
  await page.goto(`/insights/duos/${made.duos.p8}?cycle=${cycleIds[0]}`, { waitUntil: "commit" });
  const kind = (at: Page) => section(at, "What was done").getByRole("combobox", { name: "What was done" });
  await kind(page).selectOption("Offered a coach");
  runScripts();
  await signIn(context, Ip8!);
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(page.getByText("Only they can open it, by signing in", { exact: false })).toBeVisible();
  await expectOnlySealed(page);
  await signIn(context, Ada!);
  page = await openAnew(context, page);
  await expect(back(page)).toHaveCount(0);
  await signIn(context, Vera!);
  await page.reload();
  await expect(back(page)).toBeVisible();
  await expect(kind(page).locator("option:checked")).toHaveText("Offered a coach");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(section(page, "What was done").getByRole("listitem")).toHaveText([/^Offered a coach/]);
  await expect(back(page)).toHaveCount(0);
  expect(await keptOnDevice(page)).not.toContain("twofold:unsaved:form");

  // A partner: of the scripts no later one arrives, and the session ends.
  await signIn(context, Ip8!);
  await refuseLaterScripts(page, `/duos/${made.duos.p8}`);
  await page.goto(`/duos/${made.duos.p8}`);
  await page.getByText("Write one down").click();
  const what = (at: Page) => at.getByLabel("What did you two achieve?");
  await what(page).fill("A release");
  await page.getByLabel("When?").fill("2026-01-15");
  // A newer server does not know the form of this page: what is typed is in that of the next one.
  await page.route("**/duos/**", sendToNewer);
  await page.getByRole("button", { name: "Write it down" }).click();
  await expect(page.getByText("a new version of Twofold runs", { exact: false })).toBeVisible();
  await expect(what(page)).toHaveValue("A release");
  await expectOnlySealed(page);
  await page.unroute("**/duos/**", sendToNewer);
  await page.reload();
  await expect(back(page)).toBeVisible();
  await expect(what(page)).toHaveValue("A release");
  await expect(page.getByLabel("When?")).toHaveValue("2026-01-15");
  await context.clearCookies();
  await page.getByRole("button", { name: "Write it down" }).click();
  await expect(page.getByText("What you typed is kept on this device, encrypted")).toBeVisible();
  await what(page).fill("A release. Twice.");
  await expectOnlySealed(page);
  await signIn(context, Ip8!);
  page = await openAnew(context, page);
  await expect(what(page)).toHaveValue("A release. Twice.");
  await expect(page.getByLabel("When?")).toHaveValue("2026-01-15");
  await page.getByRole("button", { name: "Throw it away" }).click();
  await expect(what(page)).toHaveValue("");
  expect(await keptOnDevice(page)).not.toContain("twofold:unsaved:form");

  // An admin: by hand, in two tabs, and pasted lines of an import; all tabs are closed at once.
  await signIn(context, Ada!);
  const older = await context.newPage();
  await older.goto("/program/roster/people/new");
  await older.getByLabel("Name", { exact: true }).fill("Olga Older");
  await older.getByLabel("Sign-in address").fill("olga@example.test");
  await page.goto("/program/roster/people/new");
  await page.getByLabel("Name", { exact: true }).fill("Nora Novel");
  await page.getByLabel("Sign-in address").fill("nora.novel@example.test");
  await page.getByLabel("Personnel id").fill("PX99");
  let second = await context.newPage();
  await second.goto("/program/import");
  await second
    .getByLabel("Or paste lines here")
    .fill("person_id;name;email\nPX1;Pasted Person;x@example.test\n");
  await second.getByLabel("These files are complete").check();
  await context.clearCookies();
  await older.getByRole("button", { name: "See what follows" }).click();
  await expect(older.getByRole("dialog")).toContainText("You are signed out");
  await older.close();
  await page.getByRole("button", { name: "See what follows" }).click();
  await second.getByRole("button", { name: "Check the files" }).click();
  for (const tab of [page, second]) await expect(tab.getByRole("dialog")).toContainText("You are signed out");
  await expectOnlySealed(page);
  await signIn(context, Ada!);
  [page, second] = [await openAnew(context, page), await openAnew(context, second)];
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nora Novel");
  await expect(page.getByLabel("Personnel id")).toHaveValue("PX99");
  await expect(page.getByText("in another tab is kept too")).toBeVisible();
  await expect(second.getByLabel("Or paste lines here")).toHaveValue(/Pasted Person/);
  await expect(second.getByLabel("These files are complete")).toBeChecked();
  await expect(second.getByText("Files are never kept")).toBeVisible();
  await second.getByRole("button", { name: "Check the files" }).click();
  await second.waitForURL(/\/program\/import\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "See what follows" }).click();
  await page.getByRole("button", { name: "Do it" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await page.goto("/program/roster/people/new");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Olga Older");
  await expect(page.getByText("in another tab is kept too")).toHaveCount(0);
  await page.getByRole("button", { name: "Throw it away" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
  expect(await keptOnDevice(page)).not.toContain("twofold:unsaved:form");

  // Its fields have other names than its state: where no answer comes they hold what was typed all the same.
  await page.getByLabel("Name", { exact: true }).fill("Nora Novel");
  await page.getByLabel("Sign-in address").fill("nora@example.test");
  await page.route("**/program/**", sendToNewer);
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText("a new version of Twofold runs", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nora Novel");
  await expect(page.getByLabel("Sign-in address")).toHaveValue("nora@example.test");
});
