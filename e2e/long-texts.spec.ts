import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { publishCycles } from "@/testkit/factories/published";
import {
  longNamed,
  longTextCycles,
  longTextOrganization,
  longTexts,
  oneCharacter,
} from "@/testkit/scenes/long-texts";
import { answerQuestion, beginSurvey, submit, surveyPath } from "./answering";
import { expectFits, expectNoneWider, expectNothingCut } from "./fitting";
import { expect } from "./fixtures";
import { checkFiles, csvFile } from "./importing";
import { test } from "./leading";

const own = "duo 1 0";
const other = "duo 3 3";
const withLongName = "update organizations set name = $2 where id = $1";

async function expectAllFit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFits(page, path);
    await expectNothingCut(page, path);
    if (path.startsWith("/insights")) await expectNoneWider(page, path);
  }
}

/** The report of an import whose file, people, units and mistakes have such names. */
async function importOfLongTexts(page: Page): Promise<string> {
  const lines = Object.values(longTexts).flatMap((text, n) => [
    `person,L${n},${text},l${n}.${crypto.randomUUID()}@example.test,,`,
    `unit,,,,U${n},${longTexts.word} / ${text}`,
    `person,X${n},${text},${longTexts.endless},,`,
  ]);
  await page.goto("/program/import");
  const text = ["record,person_id,name,email,unit_id,unit", ...lines].join("\n");
  await checkFiles(page, csvFile(`${longTexts.endless}.csv`, text));
  await expect(page.getByRole("heading", { name: "What this import would change" })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("no name is too long for a page of results", async ({ page, arrange, signIn, database, context }) => {
  const made = await arrange(longTextOrganization());
  await database.query(withLongName, [made.orgId, longTexts.endless]);
  const [, second, withdrawn] = await publishCycles(database, made, longTextCycles());
  await signIn(context, made.people[longNamed]!);
  const { units, duos } = made;
  await expectAllFit(page, [
    "/insights",
    `/insights?unit=${units[longTexts.arabic]}`,
    `/insights?cycle=${withdrawn}`,
    "/insights/changes",
    "/insights/duos",
    `/insights/duos?sort=name&q=${longTexts.endless.slice(0, 90)}`,
    `/insights/duos/${duos[other]}`,
    `/insights/units?open=${Object.values(units).join(",")}`,
    ...Object.values(units).map((unit) => `/insights/units/${unit}`),
    "/insights/flow",
    "/insights/kinds",
    "/insights/report",
    "/insights/seeing",
    `/duos/${duos[own]}?cycle=${second}`,
    `/duos/${duos[own]}?cycle=${withdrawn}`,
    "/audit",
    "/home",
    "/account",
    "/nothing-here",
  ]);
});

test("no name is too long for the pages of an open cycle", async ({
  page,
  arrange,
  signIn,
  database,
  context,
}) => {
  const made = await arrange({ ...longTextOrganization(), cycle: {} });
  await database.query(withLongName, [made.orgId, longTexts.endless]);
  await signIn(context, made.people[longNamed]!);
  const reveal = `/duos/${made.duos[own]}`;
  await expectAllFit(page, [
    "/home",
    reveal,
    surveyPath(made, own),
    "/program",
    "/program?show=missing",
    "/program/schedule",
    "/program/setup",
    ...["people", "units", "duos", "grants"].map((list) => `/program/roster/${list}`),
    "/program/jobs",
    "/program/import",
    await importOfLongTexts(page),
  ]);
  const comments = { COMMENT: `See ${longTexts.endless} for more`, NOTE: longTexts.endless };
  await answerFor(database, made, (_, side) => ({ ...evenAnswers(side === "ic" ? 1 : 5), ...comments }));
  await expectAllFit(page, ["/home", reveal]);
});

test("no partner's name is too long for a question or the review", async ({
  page,
  arrange,
  signIn,
  context,
}) => {
  const made = await arrange({ ...longTextOrganization(), cycle: {} });
  await signIn(context, made.people[longNamed]!);
  await beginSurvey(page, made, own);
  const review = page.getByRole("heading", { level: 1, name: "Your answers" });
  while (!(await review.isVisible())) {
    await expectFits(page, `${await page.getByRole("heading", { level: 1 }).textContent()}`);
    await answerQuestion(page, 2);
  }
  await expectFits(page, "the review");
  await submit(page);
  await expectFits(page, "the end");
});

test("a name of one endless character is cut off and does not make a page scroll sideways", async ({
  page,
  lead,
  database,
}) => {
  const { made } = await lead("Vera");
  const duo = made.duos.p2!;
  const own = page.viewportSize()!;
  await database.query("update published_duos set display_name = $2 where duo_id = $1", [duo, oneCharacter]);
  for (const path of ["/insights", "/insights/changes", "/insights/duos", `/insights/duos/${duo}`]) {
    await page.goto(path);
    await expect(page.getByText(oneCharacter).first()).toBeVisible();
    const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    for (const width of [own.width, 320]) {
      await page.setViewportSize({ ...own, width });
      expect(await page.evaluate(over), `${path}, ${width} wide`).toBe(0);
    }
  }
});
