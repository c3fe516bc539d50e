import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type pg from "pg";
import type { Answers } from "@/lib/instrument/answers";
import { addVersion } from "@/lib/instrument/versions/versions";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import type { MadeOrganization, OrganizationSpec } from "@/testkit/factories/organization";
import { answerQuestion, resumeSurvey } from "./answering";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";
import { section } from "./leading";

/** A version that words ST1 anew and adds EASE; the test server knows it and offers it to nobody. */
const next = "1.1.0";
const bothWordings = `${next}-linking`;
test.beforeAll(() => addVersion(JSON.parse(readFileSync(`testkit/instrument-${next}.json`, "utf8"))));

const places = Array.from({ length: 31 }, (_, place) => place);

/** 62 people in 31 duos, Iris and Milo, and two of whom one begins the linking survey in the browser. */
const spec: OrganizationSpec = {
  people: {
    ...Object.fromEntries(places.flatMap((n) => [`Ic${n}`, `Manager${n}`]).map((name) => [name, {}])),
    Iris: {},
    Milo: {},
    Nina: {},
    Olaf: {},
    Ada: { admin: true },
    Vera: { leads: "Company" },
  },
  duos: {
    ...Object.fromEntries(places.map((n) => [`${n}`, { ic: `Ic${n}`, manager: `Manager${n}` }])),
    pair: { ic: "Iris", manager: "Milo" },
    late: { ic: "Nina", manager: "Olaf" },
  },
  cycle: {},
};

/** The old wording and the new one measure different things. */
const oldAnswer = (place: number) => 1 + (place % 5);
const newAnswer = (place: number) => 4 + (Math.floor(place / 5) % 2);

/** The two of a duo answer alike, except Iris and Milo. */
const placeOf = (duo: string, side: "ic" | "manager") =>
  duo === "pair" ? { ic: 2, manager: 5 }[side] : Number(duo);

const everybody = (answersOf: (place: number) => Answers) => (duo: string, side: "ic" | "manager") =>
  duo === "late" ? undefined : { ...evenAnswers(3), ...answersOf(placeOf(duo, side)) };

/** The id of the organization's open cycle. */
async function openCycleOf(database: pg.Client, { orgId }: MadeOrganization): Promise<string> {
  const open = "select id from cycles where org_id = $1 and state = 'open'";
  return (await database.query<{ id: string }>(open, [orgId])).rows[0]!.id;
}

/** Puts the cycles that are over a month further back, as if the next one opened a month later. */
async function letAMonthPass(database: pg.Client, { orgId }: MadeOrganization): Promise<void> {
  await database.query("set session_replication_role = replica");
  await database.query(
    "update cycles set opens_at = opens_at - interval '1 month', closes_at = closes_at - interval '1 month' where org_id = $1",
    [orgId],
  );
  await database.query("reset session_replication_role");
}

async function closeCycle(ada: Page, published: number): Promise<void> {
  await ada.goto("/program");
  await confirm(ada, "Close now");
  await expect(async () => {
    await ada.goto("/program");
    const done = ada.getByRole("cell", { name: "Published", exact: true });
    await expect(done).toHaveCount(published, { timeout: 1000 });
  }).toPass();
}

async function openNext(ada: Page, number: number): Promise<void> {
  await ada.goto("/program");
  await confirm(ada, "Open cycle");
  await expect(ada.getByText(new RegExp(`Cycle ${number} is open until`))).toBeVisible();
}

/** The first questions that the page asks, up to the one after the first of some wordings. */
async function questionsUntil(page: Page, wordings: readonly RegExp[]): Promise<string[]> {
  const asked: string[] = [];
  const found = () => asked.findIndex((question) => wordings.some((wording) => wording.test(question)));
  while (found() < 0 || found() === asked.length - 1) {
    asked.push((await page.getByRole("heading", { level: 1 }).textContent()) ?? "");
    await answerQuestion(page, 2);
  }
  return asked;
}

test("a question is worded anew: both wordings are asked, a line is drawn, and the trend goes on", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(spec);
  const open = (name: string) => openAs(made, name);
  const ada = await open("Ada");
  await answerFor(
    database,
    made,
    everybody((place) => ({ ST1: oldAnswer(place) })),
  );
  await closeCycle(ada, 1);

  await database.query(
    `insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options)
     values ($1, gen_random_uuid(), 1, 'scale', 'aggregate', 'How clear are the goals to {P} and you?', '{Not at all,Slightly,Moderately,Very,Extremely}')`,
    [made.orgId],
  );

  // The linking cycle.
  await letAMonthPass(database, made);
  await openNext(ada, 2);
  const linking = await openCycleOf(database, made);
  await database.query("set session_replication_role = replica");
  await database.query("update cycles set instrument_version = $2 where id = $1", [linking, bothWordings]);
  await database.query("reset session_replication_role");
  const nina = await open("Nina");
  const { ST1: _, ...others } = evenAnswers(3);
  await resumeSurvey(nina, { ...made, cycleId: linking }, { name: "Nina", answers: others, duo: "late" });
  const wordings = [/^Your conversations with Olaf/, /^What did you and Olaf mostly talk about/];
  const lastTwo = (await questionsUntil(nina, wordings)).slice(-2);
  for (const wording of wordings) expect(lastTwo.filter((asked) => wording.test(asked))).toHaveLength(1);
  const both = everybody((place) => ({ ST1: oldAnswer(place), ST1_new: newAnswer(place) }));
  await answerFor(database, { ...made, cycleId: linking }, both);
  const iris = await open("Iris");
  await iris.goto(`/duos/${made.duos.pair}?cycle=${linking}`);
  await expect(iris.getByText("Strategy as peers").first()).toBeVisible();
  await expect(iris.getByText("mostly talk about")).toHaveCount(0);
  await closeCycle(ada, 2);

  // Two cycles that ask the new version: the form has no other to choose.
  for (const number of [3, 4]) {
    await letAMonthPass(database, made);
    await openNext(ada, number);
    const cycleId = await openCycleOf(database, made);
    const answers = everybody((place) => ({
      ST1: newAnswer(place),
      EASE: 2 + (place % 2),
      OWN1A: oldAnswer(place),
    }));
    await answerFor(database, { ...made, cycleId }, answers);
    await closeCycle(ada, number);
  }

  await iris.goto(`/duos/${made.duos.pair}`);
  await expect(iris.getByText("What did you and Milo mostly talk about?").first()).toBeVisible();
  await expect(iris.getByText("How easy was it to reach Milo when you needed to?").first()).toBeVisible();
  await expect(section(iris, "What was published for the two of you")).toContainText(
    `Questions: version ${next}.`,
  );
  const vera = await open("Vera");
  await vera.goto(`/insights/duos/${made.duos["3"]}`);
  for (const [page, title, mark] of [
    [iris, "How has your level moved?", "new questions"],
    [vera, "How has the level moved?", "New questions"],
  ] as const) {
    const trend = section(page, title);
    await trend.getByText("Show as table").click();
    const rows = trend.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(5);
    await expect(rows.filter({ hasText: mark })).toHaveCount(1);
    await expect(rows.nth(3)).toContainText(mark);
    // Levels from the second cycle on: the line parts them and ends none.
    for (const row of [2, 3, 4]) await expect(rows.nth(row).getByRole("cell").first()).toHaveText(/^\d+$/);
  }
  await expect(vera.getByText(`Questions: version ${next}.`).first()).toBeVisible();
  await expectAccessible(vera);
  await expect(iris.getByRole("table", { name: /^Topics, cycle by cycle/ })).toContainText(", new questions");
  await expect(section(vera, "What was said, and when?")).toContainText("new questions with");
  for (const path of ["/insights", `/insights/units/${made.units.Company}`]) {
    await vera.goto(path);
    for (const title of ["Is the mix improving?", "Is the level moving?"]) {
      const chart = section(vera, title);
      await expect(chart.locator("line[stroke-dasharray]")).toHaveCount(1);
      await chart.getByText("Show as table").click();
      await expect(chart.getByRole("row").filter({ hasText: "new questions" })).toHaveCount(1);
    }
    const own = section(vera, "Your organization’s own questions");
    await expect(own.getByRole("heading", { level: 3 })).toHaveText(
      "How clear are the goals to the partner and you?",
    );
    await expect(own).toContainText("50 32 of 33 duos");
    await expect(own).toContainText("100 · Extremely");
  }
  await expectAccessible(vera);
  await iris.goto(`/duos/${made.duos.pair}`);
  await expect(iris.getByText("How clear are the goals")).toHaveCount(0);
  const { rows: links } = await database.query(
    "select item, decision, people from published_links where org_id = $1",
    [made.orgId],
  );
  expect(links).toEqual([{ item: "ST1", decision: "break", people: 64 }]);
  const file = await vera.request.get("/insights/export?table=history");
  const versions = (await file.text()).matchAll(/^\d,[^,]*,([^,]*),/gm);
  expect(new Set([...versions].map(([, version]) => version))).toEqual(
    new Set(["1.0.0", bothWordings, next]),
  );
});
