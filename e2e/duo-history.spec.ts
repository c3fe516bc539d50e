import type pg from "pg";
import { insightsOrganization } from "@/testkit/scenes/insights";
import { expectFits } from "./fitting";
import { expect, expectAccessible } from "./fixtures";
import { datedCycles, type Lead, section, test } from "./leading";

/** The scene's company, in which p1 took the place of another duo of its IC's while the first cycle was open. */
async function leadWithReplaced(lead: Lead, database: pg.Client): ReturnType<Lead> {
  const company = insightsOrganization();
  const spec = {
    ...company,
    people: { ...company.people, Oona: {} },
    duos: { ...company.duos, old: { ic: "Ip1", manager: "Oona", unit: "Product" } },
  };
  const [first, second] = datedCycles;
  const scene = await lead("Ip1", [{ duos: { ...first.duos, old: "steady" } }, second], spec);
  const { p1, old } = scene.made.duos;
  await database.query("update duos set started_on = '2026-01-05' where id = $1", [p1]);
  await database.query("update duos set started_on = '2025-02-03', ended_on = '2026-01-05' where id = $1", [
    old,
  ]);
  return scene;
}

/** The partners' own rows, with the figures of those that the scene published for leaders. */
async function publishForPartners(database: pg.Client, orgId: string): Promise<void> {
  const { rows } = await database.query<{ columns: string }>(
    `select string_agg(quote_ident(p.column_name), ', ') as columns
     from information_schema.columns p join information_schema.columns l using (table_schema, column_name)
     where p.table_schema = 'public' and p.table_name = 'published_duo_partners' and l.table_name = 'published_duos'`,
  );
  const { columns } = rows[0]!;
  await database.query(
    `insert into published_duo_partners (${columns}, watch_declining, watch_apart) select ${columns}, false, false from published_duos where org_id = $1 on conflict do nothing`,
    [orgId],
  );
}

test("the two see their level, their topics and their talks over the cycles", async ({
  lead,
  database,
  page,
  context,
  signIn,
}) => {
  const { made, cycleIds } = await leadWithReplaced(lead, database);
  const duo = made.duos.p1!;
  await database.query(
    "insert into duo_talks (org_id, cycle_id, duo_id, person_id) values ($1, $2, $3, $4)",
    [made.orgId, cycleIds[0], duo, made.people.Ip1!.id],
  );
  await publishForPartners(database, made.orgId);
  await page.goto(`/duos/${duo}`);
  const history = section(page, "Your history");
  await expect(history.getByRole("heading", { name: "How has your level moved?" })).toBeVisible();
  const topics = history.getByRole("table", { name: "Topics, cycle by cycle" });
  await expect(topics.getByRole("row")).toHaveCount(9);
  await expect(topics.getByRole("row", { name: /^One team/ }).getByRole("cell")).toHaveText(["High", "High"]);
  await expect(topics).not.toContainText("Delegated trust");
  const cycles = history
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /^(January|February) / }) });
  await expect(cycles).toHaveCount(2);
  await expect(cycles.nth(1)).toContainText("you talked");
  await expect(cycles.nth(0)).not.toContainText("you talked");
  await expect(cycles.nth(0)).toContainText("Multiplying");
  await expectAccessible(page);
  await expectFits(page, "the duo with its history");

  // The one who stayed gets to the former duo; the new partner sees when theirs began and no more.
  await expect(history.getByText("This duo began in January 2026")).toBeVisible();
  await history.getByRole("link", { name: "Until January 2026 with Oona" }).click();
  await expect(page).toHaveURL(`/duos/${made.duos.old}`);
  await signIn(context, made.people.Mp1!);
  await page.goto(`/duos/${duo}`);
  await expect(history.getByText("This duo began in January 2026")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Until|Oona/);

  await signIn(context, made.people.Mp2!);
  await page.goto(`/duos/${made.duos.p2}`);
  const published = section(page, "What was published for the two of you");
  await expect(published).toContainText("Diverging, declining since about February");
  await expect(published).toContainText("It probably began between January 2026 and February 2026.");
  await expect(published).toContainText("The level is about 30 points lower since then.");
  await expect(published).toContainText("Questions: version 1.0.0.");
  const trend = section(page, "How has your level moved?");
  await trend.getByText("Show as table").click();
  await expect(trend.getByRole("row", { name: /January 2026/ })).toContainText("change began about here");
});
