import { parseCsv } from "@/lib/csv/csv";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";

const six = [1, 2, 3, 4, 5, 6];

/** Six duos of twelve people under one root, an admin who opens and closes, a VP who reads. */
const spec: OrganizationSpec = {
  people: {
    ...Object.fromEntries(
      six.flatMap((n) => [
        [`Ic${n}`, {}],
        [`Manager${n}`, {}],
      ]),
    ),
    Ada: { admin: true },
    Vera: { leads: "Company" },
  },
  duos: Object.fromEntries(six.map((n) => [`duo${n}`, { ic: `Ic${n}`, manager: `Manager${n}` }])),
  cycle: {},
};

test("the admin closes the cycle, the VP sees it, and the file says what the screen says", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(spec);
  await answerFor(database, made, (duo) => evenAnswers(duo === "duo1" ? 2 : 4));
  const vera = await openAs(made, "Vera", "/insights");
  await expectAccessible(vera);
  await expect(vera.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await vera.content()).not.toMatch(/\bof 6\b/);

  const ada = await openAs(made, "Ada", "/program");
  await expect(ada.getByText("6 of 6 duos complete")).toBeVisible();
  await expectAccessible(ada);
  await ada.getByLabel("Search").fill("ic3");
  await ada.getByLabel("Search").press("Enter");
  await expect(ada.getByText("1 to 1 of 1", { exact: true })).toBeVisible();
  await ada.goto("/program?show=missing");
  await expect(ada.getByText("Nobody is missing. Everybody has submitted.")).toBeVisible();
  await ada.goto("/program");
  await ada.getByRole("button", { name: "Close now" }).click();
  const dialog = ada.getByRole("dialog", { name: "Close cycle 1 now?" });
  await expect(dialog).toContainText("This cannot be undone.");
  await dialog.getByRole("button", { name: "Close now" }).click();
  await expect(async () => {
    await ada.goto("/program");
    await expect(ada.getByRole("cell", { name: "Published", exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
  expect(await ada.content()).not.toMatch(/Multiplying|Strained|Steady/);

  await vera.goto("/insights");
  await expect(vera.getByText(/6 of 6/).first()).toBeVisible();
  await expectAccessible(vera);

  await vera.goto("/insights/duos?sort=name&dir=asc");
  const table = vera.getByRole("table").first();
  const names = await table.getByRole("rowheader").allInnerTexts();
  expect(names).toHaveLength(6);
  const link = vera.getByRole("link", { name: "Export CSV" });
  const href = await link.getAttribute("href");
  const download = vera.waitForEvent("download");
  await link.click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  const file = await vera.request.get(href!);
  expect(file.headers()["cache-control"]).toContain("no-store");
  const [head, ...records] = parseCsv(await file.text());
  expect(records.map((record) => record[head!.indexOf("duo")])).toEqual(
    names.map((name) => name.split("\n")[0]!.trim()),
  );
});

test("the admin opens the next cycle with its window and sharing, and is told what stands in the way", async ({
  arrangeAs,
  page,
}) => {
  const { cycle: _, ...idle } = spec;
  await arrangeAs("Ada", idle);
  await page.goto("/program");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Your own questions" }).click();
  await page.getByLabel("The question").fill("Where did you and {P} mostly meet?");
  await page.getByLabel("The answers").fill("In the office\nOn a call");
  const classes = page.getByRole("group", { name: "Who reads the answers?" });
  await expect(classes).toContainText("Leaders: of their units a mean to the nearest 5 points");
  await expect(classes).toContainText("In the survey: “Who sees this answer? Nobody reads your answer.");
  await expect(classes.getByRole("radio", { checked: true })).toHaveCount(0);
  await classes.getByRole("radio", { name: /Nobody; leaders read/ }).check();
  await page.getByRole("button", { name: "Add question" }).click();
  await expect(page.getByText("Give exactly five answers, one on each line.")).toBeVisible();
  await expect(page.getByLabel("The question")).toHaveValue("Where did you and {P} mostly meet?");
  await page.getByRole("radio", { name: /A choice/ }).check();
  await expect(page.getByRole("radio", { name: /Nobody; leaders read/ })).toBeChecked();
  await page.getByRole("button", { name: "Add question" }).click();
  await expect(page.getByText("Added. The next cycle that opens asks it.")).toBeVisible();
  const inForce = page.getByRole("region", { name: "Asked from the next cycle on" });
  await expect(inForce.getByRole("listitem")).toContainText(["In the office · On a call"]);
  await expect(inForce.getByRole("listitem")).toContainText(["For figures of units. Not asked yet."]);
  await expectAccessible(page);
  await confirm(page, "Retire");
  await expect(inForce).toContainText("None. Every survey asks Twofold’s questions alone.");
  await expect(page.getByRole("region", { name: "Retired" })).toContainText("Not asked yet.");
  await page.goto("/program");
  await page.getByLabel("Closes on").fill("2020-01-01T10:00");
  await page.getByRole("radio", { name: /Units only/ }).check();
  await confirm(page, "Open cycle");
  await expect(page.getByText("This moment has passed. Choose a later one.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /Units only/ })).toBeChecked();
  const later = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 11);
  await page.getByLabel("Closes on").fill(`${later}18:00`);
  await page.getByLabel("Closes on").press("Enter");
  await expect(page.getByRole("dialog", { name: "Open the cycle now?" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Open cycle" }).click();
  await expect(page.getByText(/Cycle 1 is open until/)).toBeVisible();
  const said = page.getByRole("status").filter({ hasText: "The cycle is open. Everybody in an active duo" });
  await expect(said).toBeAttached();
  await expect(page.getByText("0 of 6 duos complete")).toBeVisible();
  // A cycle that names no duo shows none as incomplete.
  await page.getByRole("button", { name: "Close now" }).click();
  const closing = page.getByRole("dialog", { name: "Close cycle 1 now?" });
  await expect(closing).toContainText("are shown to nobody and count in no figure");
  await expect(closing).not.toContainText("incomplete");
});

test("a withdrawn cycle says so to those who could read it", async ({ arrange, openAs, database }) => {
  const made = await arrange(spec);
  await answerFor(database, made, () => evenAnswers(4));
  const ada = await openAs(made, "Ada", "/program");
  await confirm(ada, "Close now");
  await expect(async () => {
    await ada.goto("/program");
    await expect(ada.getByRole("button", { name: "Withdraw" }).first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await ada.getByRole("button", { name: "Withdraw" }).first().click();
  const dialog = ada.getByRole("dialog", { name: /Withdraw cycle 1/ });
  await dialog.getByLabel(/Why is it withdrawn/).fill("The roster was last year's.");
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await expect(ada.getByText("Withdrawn: The roster was last year's.")).toBeVisible();
  const said = ada
    .getByRole("status")
    .filter({ hasText: "The cycle is withdrawn. Leaders read your reason" });
  await expect(said).toBeAttached();

  const vera = await openAs(made, "Vera");
  for (const path of [
    "/insights",
    "/insights/duos",
    "/insights/units",
    "/insights/changes",
    "/insights/flow",
  ]) {
    await vera.goto(path);
    await expect(vera.getByText(/The roster was last year's/).first()).toBeVisible();
  }
  const page = await openAs(made, "Ic1", `/duos/${made.duos.duo1}`);
  await expect(page.getByText(/The roster was last year's/)).toBeVisible();
});
