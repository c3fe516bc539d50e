import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const spec: OrganizationSpec = {
  people: { Ines: { leads: "Company" }, Ada: { admin: true }, Marek: { reviewer: true } },
};

test("the reviewer reads who did what, page by page, and an admin what concerns the program", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(spec);
  const { Ines, Ada } = made.people;
  const write = (actor: string, at: string, { action, area }: { action: string; area: string }) =>
    database.query(
      "insert into audit_log (org_id, id, at, actor_id, action, area, subject_id) values ($1, $2, $3, $4, $5, $6, $7)",
      [made.orgId, randomUUID(), at, actor, action, area, made.units.Company],
    );
  await write(Ines!.id, "2026-01-03T09:00Z", { action: "unit.read", area: "reading" });
  await write(Ada!.id, "2026-01-02T09:00Z", { action: "role.granted", area: "program" });
  const opened = { action: "session.opened", area: "access" };
  for (let n = 0; n < 99; n++) await write(Ines!.id, "2026-01-01T09:00Z", opened);
  const open = async (name: string) => {
    const page = await openAs(made, name, "/home");
    await page.getByRole("link", { name: "Audit log", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What was done, and by whom");
    return page;
  };

  const marek = await open("Marek");
  const rows = marek.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(rows).toHaveCount(101);
  await expect(rows.nth(1)).toContainText("Read a unit");
  await expect(rows.nth(1)).toContainText("Company");
  await expect(rows.nth(1)).toContainText("Ines");
  expect(await marek.content()).not.toContain(Ines!.email);
  await expectAccessible(marek);
  await marek.getByRole("link", { name: "Older rows" }).click();
  await expect(rows).toHaveCount(2);
  await marek.getByRole("link", { name: "Newer rows" }).click();
  await expect(rows).toHaveCount(101);

  const bar = marek.getByRole("form", { name: "Rows of the log" });
  const download = async (name: string) => {
    const started = marek.waitForEvent("download");
    await marek.getByRole("link", { name }).click();
    const file = await started;
    return [file.suggestedFilename(), await readFile(await file.path(), "utf8")] as const;
  };
  await bar.getByLabel("Area").selectOption("Program");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("A role was granted");
  const [csvName, csv] = await download("Export CSV");
  expect(csvName).toMatch(/ audit log \d{4}-\d\d-\d\d\.csv$/);
  expect(csv.split("\r\n").map((line) => line.split(",")[3])).toEqual(["action", "role.granted", undefined]);
  const [, lines] = await download("Export JSON Lines");
  expect(JSON.parse(lines)).toMatchObject({ action: "role.granted", actor: { name: "Ada Example" } });
  await bar.getByLabel("From", { exact: true }).fill("2026-01-03");
  await bar.getByRole("button", { name: "Show" }).click();
  await expect(marek.getByText("No row matches")).toBeVisible();
  await expectAccessible(marek);
  await bar.getByLabel("To", { exact: true }).fill("2026-01-01");
  await bar.getByLabel("To", { exact: true }).press("Enter");
  await expect(marek.getByText("The first day is after the last one.")).toBeVisible();
  await expect(bar.getByLabel("From", { exact: true })).toHaveValue("2026-01-03");
  await expectAccessible(marek);
  await bar.getByRole("link", { name: "Clear filters" }).click();
  await expect(rows).toHaveCount(101);
  await bar.getByLabel("Person or duo").fill("ada");
  await bar.getByLabel("Person or duo").press("Enter");
  await expect(rows).toHaveCount(2);
  await marek.goto("/audit?from=2026-02-30&action=duo.sold");
  await expect(marek.getByText("“2026-02-30” is no day of the calendar.")).toBeVisible();
  await expect(marek.getByText("There is no action “duo.sold” that you may read.")).toBeVisible();
  await expect(rows).toHaveCount(0);
  await marek.goto("/audit/export?format=csv&area=weather");
  await expect(marek.getByText("There is no area “weather”.")).toBeVisible();

  // What a review asks for, on one page.
  await marek.goto("/audit");
  await marek.getByRole("link", { name: "For a review, on one page" }).click();
  await expect(marek.getByRole("heading", { level: 1 })).toHaveText("What a review asks for");
  const matrix = marek.getByRole("table", { name: "Who reads what" });
  await expect(matrix.getByRole("row", { name: /^Answers, comments/ })).toContainText("Reads");
  const checks = marek.getByRole("table", { name: /^Checks of the start/ });
  await expect(checks.getByRole("row", { name: "The role of pages" })).toContainText("In order");
  await expect(marek.getByText(/^Open in the organization: 1\. Your own: 1\.$/)).toBeVisible();
  await expectAccessible(marek);
  await expectFits(marek, "the page for a review");
  // A phone names those who read a kind of data, and leaves out who does not.
  const mails = matrix.getByRole("row", { name: /^Mails/ });
  await expect(mails.getByRole("cell")).toHaveCount(5);
  await marek.setViewportSize({ width: 390, height: 844 });
  await expect(mails.getByRole("cell").filter({ visible: true })).toHaveText([
    "Reads a part",
    "Reads a part",
  ]);
  await marek.setViewportSize({ width: 1280, height: 800 });

  // What is stored of people, which admins read too.
  await marek.goto("/audit");
  await marek.getByRole("link", { name: "Personal data that is stored" }).click();
  await expect(marek.getByRole("heading", { level: 1 })).toHaveText("Which personal data Twofold stores");
  const answers = marek.getByRole("region", { name: "Answers, comments and private notes" });
  await answers.getByText("Show 7 columns").click();
  await expect(answers.getByRole("row", { name: /^answers/ })).toContainText("encrypted");
  await expectAccessible(marek);
  await expectFits(marek, "which personal data is stored");
  const loading = marek.waitForEvent("download");
  await marek.getByRole("link", { name: "Download as CSV" }).click();
  expect(await readFile((await (await loading).path())!, "utf8")).toContain("response_parts,answers,");

  // Somebody with a superuser's connection changes a row that was sealed: the page names it. The minute's job
  // may have checked that row before, and the page reads such a one only at the next full check, which is due
  // where nothing counts as checked.
  await database.query("select seal_audit($1)", [made.orgId]);
  await database.query(
    `begin; set local session_replication_role = replica;
     update audit_log set action = 'role.revoked' where org_id = '${made.orgId}' and action = 'role.granted';
     update audit_chains set checked_number = null, checked_hash = null, checked_at = null where org_id = '${made.orgId}'; commit`,
  );
  const [changed] = (
    await database.query("select id from audit_log where org_id = $1 and action = 'role.revoked'", [
      made.orgId,
    ])
  ).rows;
  await marek.goto("/audit");
  await expect(marek.getByText("The chain is not intact.")).toBeVisible();
  await expect(
    marek.getByText(new RegExp(`^Link \\d+, row ${changed.id}\\. Its row was changed`)),
  ).toBeVisible();
  await expect(marek.getByText(/^The row now says: .*Ada.*A role was revoked\.$/)).toBeVisible();
  await expectAccessible(marek);
  await expectFits(marek, "a log whose chain is broken");

  const ada = await open("Ada");
  await expect(ada.getByRole("table", { name: "Audit log" }).getByRole("row")).toHaveCount(2);
  await expect(ada.getByRole("cell", { name: "You", exact: true })).toBeVisible();
});
