import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { parseCsv } from "@/lib/csv/csv";
import { createUser, type OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { expect, expectAccessible, test, unique } from "./fixtures";
import { checkFiles, csvFile } from "./importing";

const spec: OrganizationSpec = {
  units: { Acme: {}, Eng: { parent: "Acme" } },
  people: { Ada: { admin: true, externalId: "E0" }, Ian: { externalId: "E1" }, Mia: { externalId: "E2" } },
  duos: { first: { ic: "Ian", manager: "Mia", unit: "Eng" } },
};

async function choose(page: Page, ...files: ReturnType<typeof csvFile>[]) {
  await page.goto("/program/import");
  await checkFiles(page, ...files);
}

test("an admin imports four files: a list first, then all of it", async ({ arrangeAs, page }) => {
  await arrangeAs("Ada", spec);
  await page.goto("/program");
  await page.getByRole("link", { name: "Import a roster" }).click();
  await expect(page.getByRole("heading", { name: "Import your roster" })).toBeVisible();
  await expectAccessible(page);
  const id = unique();
  const people = Array.from({ length: 500 }, (_, i) => `P${i};Person ${i};person.${i}.${id}@example.test`);
  const pairs = Array.from(
    { length: 250 },
    (_, i) => `D${i};P${2 * i};P${2 * i + 1};Eng / Core;4;${i === 0 ? 6 : 5}`,
  );
  await choose(
    page,
    csvFile("units.csv", "unit_id;unit\nU1;Acme / Eng\nU2;Acme / Eng / Core\n"),
    csvFile("people.csv", `person_id;name;email\n${people.join("\n")}\n`),
    csvFile("duos.csv", `duo_id;ic_id;manager_id;unit;ic_grade;manager_grade\n${pairs.join("\n")}\n`),
    csvFile("leaders.csv", "person_id;unit\nP0;Eng\n"),
  );
  await expect(page.getByRole("heading", { name: "What this import would change" })).toBeVisible();
  const counts = page.getByRole("table", { name: "Changes by kind" });
  await expect(counts.getByRole("row", { name: /People/ })).toContainText("500");
  await expect(counts.getByRole("row", { name: /Duos/ })).toContainText("250");
  await expect(page.getByText("Two or more grades apart")).toBeVisible();
  await expect(page.getByText("1 to 50 of 753", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await confirm(page, "Import");
  await expect(page.getByRole("heading", { name: "Imported", exact: true })).toBeVisible();
  await expect(page.getByText("753 changes made. The files were deleted.")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/program");
  await expect(page.getByText(/It asks 251 active duos/)).toBeVisible();

  // What was exported imports back without a change, and the files were named complete.
  const roster = await page.request.get("/api/program/roster?what=roster&kind=all");
  expect(parseCsv(await roster.text())).toHaveLength(1 + 3 + 503 + 251 + 1);
  await page.goto("/program/import");
  await page.getByLabel("CSV files").setInputFiles(csvFile("roster.csv", await roster.text()));
  await page.getByLabel("These files are complete").check();
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByText("Nothing to change: your roster says the same already.")).toBeVisible();
});

test("errors are told by kind with their lines, and nothing is imported", async ({ arrangeAs, page }) => {
  await arrangeAs("Ada", spec);
  const lines = Array.from({ length: 1000 }, (_, i) => `X${i},Person ${i},no address`);
  await choose(page, csvFile("people.csv", `person_id,name,email,Salary\n${lines.join("\n")}\n`));
  await expect(page.getByText(/1,000 errors stop this import/)).toBeVisible();
  await expect(page.getByText("people.csv, line 2, email, “no address”")).toBeVisible();
  await expect(page.getByText("and 995 more")).toBeVisible();
  await expect(page.getByText("Unknown column, left out")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  const href = await page.getByRole("link", { name: "Download all problems (CSV)" }).getAttribute("href");
  const problems = parseCsv(await (await page.request.get(href!)).text());
  expect(problems).toHaveLength(1002);
  expect(problems[2]!.slice(0, 5)).toEqual(["error", "1", "2", "email", "no address"]);
  await confirm(page, "Discard");
  await expect(page.getByText("Nothing was changed. The files were deleted.")).toBeVisible();
});

test("names that lost letters are told above the list, before they are stored", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", spec);
  await page.goto("/program/import");
  const lines = "person_id,name,email\nX1,J?rgen Example,j@example.test\nX2,Andr? Example,a@example.test\n";
  await checkFiles(page, csvFile("people.csv", lines));
  const note = page.getByText("2 names seem to have lost letters, such as “J?rgen Example”");
  await expect(note).toContainText("as “CSV UTF-8” and begin again");
  await expectAccessible(page);
});

test("pasted lines that end many ask for their number", async ({ arrangeAs, page }) => {
  await arrangeAs("Ada", spec);
  await page.goto("/api/program/roster?what=nothing");
  await expect(page.getByRole("heading", { name: "There is nothing here for you" })).toBeVisible();
  await page.goto("/program/import");
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByText("Choose a file or paste some lines first.")).toBeVisible();
  await page.getByLabel("CSV files").setInputFiles(csvFile("none.csv", ""));
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByText("none.csv is empty")).toBeVisible();
  await page.getByLabel("CSV files").setInputFiles([]);
  const pasted = page.getByLabel("Or paste lines here");
  await pasted.fill("person_id\temail\nE0\tnowhere\n");
  await page.getByLabel("These files are complete").check();
  await page.getByRole("button", { name: "Check the files" }).click();
  await page.getByRole("link", { name: "Choose other files" }).click();
  await expect(pasted).toHaveValue("person_id\temail\nE0\tnowhere\n");
  await expect(page.getByLabel("These files are complete")).toBeChecked();
  await pasted.fill("person_id\tname\nE0\tAda Example\n");
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByText("2 of 3 people would end.")).toBeVisible();
  await page.getByLabel("How many people end?").fill("3");
  await page.getByLabel("How many duos end?").fill("1");
  await confirm(page, "Import");
  await expect(page.getByText("Type the number that stands above.").first()).toBeVisible();
  await expect(page.getByLabel("How many people end?")).toHaveValue("3");
  await expectAccessible(page);
  await page.getByLabel("How many people end?").fill("2");
  await confirm(page, "Import");
  await expect(page.getByText("3 changes made. The files were deleted.")).toBeVisible();
});

test("a new address waits until its person confirms it", async ({ arrange, openAs, database }) => {
  const made = await arrange(spec);
  await createUser(database, made.people.Ian!);
  const ada = await openAs(made, "Ada");
  const address = `ian.new.${unique()}@example.test`;
  await choose(ada, csvFile("people.csv", `person_id,email\nE1,${address}\n`));
  await expect(ada.getByText("The new address waits for its person")).toBeVisible();
  await ada.getByLabel("How many addresses change?").fill("1");
  await confirm(ada, "Import");
  await expect(ada.getByText("1 person got a mail to confirm a new sign-in address.")).toBeVisible();

  const ian = await openAs(made, "Ian", "/home");
  await ian.getByRole("link", { name: "Confirm your new sign-in address" }).click();
  await expect(ian.getByText(address)).toBeVisible();
  await expectAccessible(ian);
  await ian.getByRole("button", { name: "Confirm the new address" }).click();
  await ian.waitForURL(/\/home$/);
  const { rows } = await database.query("select email from people where id = $1", [made.people.Ian!.id]);
  expect(rows).toEqual([{ email: address }]);
});

test("a file may be larger than other bodies, up to 20 MB", async ({ arrangeAs, page }, testInfo) => {
  await arrangeAs("Ada", spec);
  const id = unique();
  const lines = Array.from(
    { length: 6000 },
    (_, i) => `P${i},Person ${i} of a long name,person.${i}.${id}@example.test`,
  );
  const text = `person_id,name,email\n${lines.join("\n")}\n`;
  expect(text.length).toBeGreaterThan(300_000);
  await choose(page, csvFile("people.csv", text));
  await expect(page.getByRole("table", { name: "Changes by kind" })).toContainText("6,000");
  const big = testInfo.outputPath("big.csv");
  writeFileSync(big, "x".repeat(21 * 1024 * 1024));
  await page.goto("/program/import");
  await page.getByLabel("CSV files").setInputFiles(big);
  await page.getByRole("button", { name: "Check the files" }).click();
  await expect(page.getByText("big.csv has 21 MB. All files of one import may have 20 MB")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check the files" })).toBeEnabled();
});
