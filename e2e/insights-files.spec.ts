import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { csvOriginal, parseCsv } from "@/lib/csv/csv";
import { statusCodes } from "@/lib/domain/published";
import { expect } from "./fixtures";
import { rows, section, test, twoCycles } from "./leading";

async function recordsOf(download: Download): Promise<Record<string, string>[]> {
  const [head, ...records] = parseCsv(readFileSync(await download.path(), "utf8"));
  return records.map((record) => Object.fromEntries(head!.map((name, n) => [name, csvOriginal(record[n]!)])));
}

async function download(page: Page, link: string): Promise<Download> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: link, exact: true }).click();
  return started;
}

/** The texts of a table's body, also of one inside a closed disclosure. */
async function bodyOf(page: Page, caption: string): Promise<string[][]> {
  const found = page.locator("table").filter({ has: page.locator("caption", { hasText: caption }) });
  return found
    .last()
    .locator("tbody tr")
    .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? "")));
}

test("the overview gives the figures it shows as files, and none of them is printed", async ({
  page,
  lead,
}) => {
  await lead("Vera");
  await page.goto("/insights");
  await page.getByText("Take it along").click();
  await expect(page.getByRole("link", { name: "What the columns mean" })).toBeVisible();

  const mix = await recordsOf(await download(page, "The mix over the cycles"));
  const shares = (await bodyOf(page, "Is the mix improving?")).map(([, ...cells]) => cells.slice(0, -1));
  expect(shares.map((cells) => cells.map((cell) => /\((\d+)\)/.exec(cell)?.[1]))).toEqual(
    ["1", "2"].map((cycle) => mix.filter((row) => row.cycle === cycle).map(({ value }) => value)),
  );
  expect(mix.slice(0, 5).map(({ measure }) => measure)).toEqual(statusCodes.map((code) => `status:${code}`));

  const trend = await recordsOf(await download(page, "The level over the cycles"));
  expect((await bodyOf(page, "Is the level moving?")).map(([, level, between]) => [level, between])).toEqual(
    trend.map(({ value, low, high }) => [value, `${low} and ${high}`]),
  );

  const units = await recordsOf(await download(page, "Units by level and dimension"));
  const heat = await bodyOf(page, "Is it one team or the whole department?");
  const inCell = ({ value, duos_low, duos_high, duos_counted, hidden_because }: Record<string, string>) => {
    if (hidden_because) return expect.stringContaining("Too few complete duos");
    return value || `${duos_low} · ${duos_high}${duos_low} low, ${duos_high} high, of ${duos_counted}`;
  };
  expect(heat.map(([unit, , ...figures]) => [unit, ...figures])).toEqual(
    ["Company", "Labs", "Platform", "Product"].map((name) => [
      name,
      ...units.filter(({ unit }) => unit === name).map(inCell),
    ]),
  );
  // Nothing is hidden whose rows can be read.
  expect(
    units.filter(({ hidden_because }) => hidden_because).map(({ unit, measure }) => [unit, measure]),
  ).toEqual([["Labs", "dimension:TRUST"]]);

  const changes = await recordsOf(await download(page, "What changed"));
  await expect(
    section(page, "What changed?").getByRole("listitem").locator("p:first-of-type > bdi:first-child"),
  ).toHaveText(changes.map(({ duo }) => duo!));

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "What changed", exact: true })).toBeHidden();
});

test("a private cycle gives no file of duos", async ({ page, lead }) => {
  await lead("Vera", [twoCycles[0], { ...twoCycles[1], sharingMode: "private" }]);
  await page.goto("/insights");
  await page.getByText("Take it along").click();
  await expect(page.getByRole("link", { name: "The mix over the cycles" })).toBeVisible();
  await expect(page.getByRole("link", { name: "The duos", exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "What changed", exact: true })).toHaveCount(0);
});

test("changes and flow give the rows they show", async ({ page, lead }) => {
  await lead("Vera");
  await page.goto("/insights/changes");
  const changes = await recordsOf(await download(page, "Export CSV"));
  expect(changes.map(({ status, reason }) => [status, reason])).toEqual([
    ["diverging", "apart"],
    ["diverging", "declining"],
  ]);
  await expect(page.getByRole("main").locator("section li p:first-of-type > bdi:first-child")).toHaveText(
    changes.map(({ duo }) => duo!),
  );

  await page.goto("/insights/flow");
  const flow = await recordsOf(await download(page, "Export CSV"));
  const inState: Record<string, string> = { "": "Incomplete", "not-enough-data": "Not enough data" };
  const word = (code: string) => inState[code] ?? code[0]!.toUpperCase() + code.slice(1);
  const matrix = page.getByRole("table", { name: "Who moved where?" });
  const states = await matrix.locator("tbody th").allInnerTexts();
  const counts = await matrix
    .locator("tbody tr")
    .evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent)),
    );
  const said = (from: string, to: string) => {
    const at = (code: string) => states.findIndex((state) => state.endsWith(word(code)));
    return counts[at(from)]?.[at(to)];
  };
  expect(flow.map(({ from, to }) => said(from!, to!))).toEqual(flow.map(({ duos }) => duos));
  expect(counts.flat().filter((count) => count !== "0")).toHaveLength(flow.length);
});

test("the file is the screen row for row, and an old sign-in is asked to sign in again", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Vera");
  await page.goto("/insights/duos?sort=name&dir=desc&q=ip");
  const file = await download(page, "Export CSV");
  expect(file.suggestedFilename()).toMatch(/^Organization .{8} 2026-02 duos \d{4}-\d{2}-\d{2}\.csv$/);
  const records = await recordsOf(file);
  expect(records).toHaveLength(8);
  await expect(rows(page).getByRole("link")).toHaveText(records.map(({ duo }) => duo!));
  await expect(rows(page).locator("td:nth-of-type(3)")).toHaveText(records.map(({ level }) => level || "–"));

  await page.goto("/insights/units");
  const units = await recordsOf(await download(page, "Export CSV"));
  const shown = units.filter(({ measure }) => measure === "level");
  await expect(page.getByRole("table").first().getByRole("rowheader")).toHaveText(
    shown.map(({ unit }) => new RegExp(unit!)),
  );

  await database.query(
    "update sessions set created_at = created_at - interval '2 hours' where user_id in (select user_id from people where id = $1)",
    [made.people.Vera!.id],
  );
  await page.goto("/insights/duos?q=p");
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Mail me a code" })).toBeVisible();
  await expect(page).toHaveURL(/\/insights\/duos\?q=p$/);
});
