import type { Page } from "@playwright/test";
import type pg from "pg";
import { answerFor, evenAnswers, wholeAnswers } from "@/testkit/factories/answers";
import { confirmedMoments } from "@/testkit/factories/moments";
import type { MadeOrganization } from "@/testkit/factories/organization";
import type { Scene } from "@/testkit/scenes/policies";
import { answerQuestion, expectSaved, irisAndMilo, resumeSurvey, submit, toReview } from "./answering";
import { matrix } from "./authorization/matrix";
import type { Row } from "./authorization/rows";
import { confirm } from "./confirming";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";
import { mailsTo } from "./inbox";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const comment = "<b>Nightingale</b> of a comment: https://example.test/walk\n\nאנחנו מדברים";
const note = "Nightingale of a note";
const promise = "Nightingale of a promise";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Answers the last question before the comment, writes that and the note, and stops at the review. */
async function answerAndWrite(page: Page): Promise<void> {
  await answerQuestion(page, 1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Is there something that you want to tell Milo?",
  );
  const box = page.getByRole("textbox");
  await box.fill("x".repeat(2100));
  await expect(page.getByText("100 too many of 2000 characters")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("Shorten this text to 2,000 characters.")).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "the comment");
  await expect(box).toHaveValue("x".repeat(2100));
  await box.fill(comment);
  await expect(page.getByText("Milo, word for word, once you have both submitted.")).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(box).toHaveValue(comment);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A note to yourself" })).toBeVisible();
  await box.fill(note);
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByText("This is what Milo reads, once you have both submitted.")).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "the review with a comment");
}

/** Closes the open cycle, waits for its publication and opens the next one, as the admin does. */
async function nextCycle(
  admin: Page,
  database: pg.Client,
  made: MadeOrganization,
): Promise<MadeOrganization> {
  await admin.goto("/program");
  await confirm(admin, "Close now");
  await expect(async () => {
    const { rows } = await database.query("select 1 from publications where cycle_id = $1", [made.cycleId]);
    expect(rows).toHaveLength(1);
  }).toPass();
  await admin.goto("/program");
  await confirm(admin, "Open cycle");
  await expect(admin.getByText(/Cycle \d+ is open until/)).toBeVisible();
  const { rows } = await database.query<{ id: string }>(
    "select id from cycles where org_id = $1 and state = 'open'",
    [made.orgId],
  );
  return { ...made, cycleId: rows[0]!.id };
}

/** Every address that a leader, an admin or a reviewer is served, with the two as its people and their unit and duo. */
function pathsFor({ cycleId, duos, units, people }: MadeOrganization): string[] {
  const scene = {
    cycle: cycleId,
    duos: { watched: duos.pair, led: duos.pair },
    units: { a: units.Company },
    people: { ic: people.Iris!.id, otherIc: people.Milo!.id },
  } as unknown as Scene;
  const isTheirs = ({ method, allowed }: Row) =>
    method === undefined &&
    !allowed.includes("anonymous") &&
    (["vp", "admin", "reviewer"] as const).some((who) => allowed.includes(who));
  return matrix.filter(isTheirs).map(({ path }) => path(scene));
}

test("two people answer, compare, talk, promise and write to each other over three cycles on a phone", async ({
  arrange,
  openAs,
  database,
}) => {
  test.setTimeout(300_000);
  let made = await arrange(irisAndMilo(4, { Vera: { leads: "Company", admin: true, reviewer: true } }));
  const [iris, milo, vera] = [
    await openAs(made, "Iris"),
    await openAs(made, "Milo"),
    await openAs(made, "Vera"),
  ];
  const answerAsMilo = (answers: object) =>
    answerFor(database, made, (_, side) =>
      side === "manager" ? { ...evenAnswers(4), ...answers } : undefined,
    );
  const here = () => `/duos/${made.duos.pair}`;

  // The first cycle: a comment, the comparison, a promise, the talk.
  const { ANSW: _, ...allButTheLast } = wholeAnswers(2, 4);
  await resumeSurvey(iris, made, { name: "Iris", answers: allButTheLast });
  await answerAndWrite(iris);
  await submit(iris);
  await milo.goto(here());
  await expect(milo.getByText("Nightingale")).toHaveCount(0);
  await resumeSurvey(milo, made, { name: "Milo", answers: wholeAnswers(5, 4) });
  await submit(milo);
  await milo.getByRole("link", { name: "See both views" }).click();
  const written = region(milo, "In your own words");
  await expect(written).toContainText("Iris to you");
  expect(await written.getByRole("blockquote").innerText()).toBe(comment);
  await expect(written.getByRole("link")).toHaveCount(0);
  await expect(milo.getByText(note)).toHaveCount(0);
  await expectAccessible(milo);
  await expectFits(milo, "the comparison with a comment");
  await iris.goto(here());
  await expect(region(iris, "In your own words")).toContainText(note);

  const promises = region(iris, "What you promise each other");
  await promises.getByText("Promise something").click();
  await promises.getByLabel("What will be different?").fill(promise);
  await promises.getByLabel("Topic").selectOption("Direction");
  await promises.getByRole("radio", { name: "Both of you" }).check();
  await promises.getByRole("button", { name: "Promise it" }).click();
  await expect(promises.getByText("Both of you · Direction")).toBeVisible();
  await iris.getByRole("link", { name: "Prepare your talk" }).click();
  await expect(iris.getByText("You wrote something to Milo. Say in your own words why.")).toBeVisible();
  await expect(iris.getByText("Nightingale of a comment")).toHaveCount(0);
  await expectFits(iris, "the guide with a comment");
  await iris.getByRole("button", { name: "We talked" }).click();
  await expect(iris.getByText(/^You talked\. Noted on/)).toBeVisible();

  await milo.goto("/home");
  await expect(region(milo, "What you promised each other")).toContainText(promise);
  await expectAccessible(milo);
  await expectFits(milo, "home with a promise");

  // The second one begins with the promise.
  const alike = { AL1: 4, AL2: 4, AL3: 4 };
  made = await nextCycle(vera, database, made);
  await answerAsMilo({ KEPT1: "kept" });
  await resumeSurvey(iris, made, { name: "Iris", answers: { ...wholeAnswers(1, 5), ...alike } });
  await expect(iris.getByRole("heading", { level: 1 })).toHaveText(promise);
  await answerQuestion(iris, 0);
  await toReview(iris);
  await submit(iris);
  await iris.getByRole("link", { name: "See both views" }).click();
  await expect(region(iris, "Did you keep it?").getByRole("definition")).toHaveText(["Kept", "Kept"]);
  await expect(region(iris, "In your own words")).toHaveCount(0);
  // Where they part, what they see alike, what they kept and what they promise stands within three screens.
  for (const name of [
    "Discussion quality",
    "Where you see it alike",
    "Did you keep it?",
    "What you promise each other",
  ]) {
    const place = await region(iris, name).boundingBox();
    expect(place!.y + place!.height, name).toBeLessThan(3 * 844);
  }

  // In the third one the history has all of it.
  made = await nextCycle(vera, database, made);
  await answerAsMilo({});
  const duo = { orgId: made.orgId, duoId: made.duos.pair!, writtenBy: made.people.Milo!.id };
  await confirmedMoments(database, duo, ["Nightingale of a moment"]);
  await answerFor(database, made, (_, side) => (side === "ic" ? evenAnswers(3) : undefined));
  await iris.goto(here());
  await expect(region(iris, "Impact moments")).toContainText("Nightingale of a moment");
  const history = region(iris, "Your history");
  const cycles = history.getByRole("heading", { name: "Your cycles" });
  await expect(cycles).toBeHidden();
  await iris.getByRole("link", { name: "History" }).click();
  await expect(cycles).toBeVisible();
  await expect(history.getByRole("group", { name: "Your history" })).toBeFocused();
  await expect(history.getByText("you talked")).toHaveCount(1);
  await expect(history).toContainText("1 of 1 kept, as both of you see it.");
  await expectAccessible(iris);
  await expectFits(iris, "the duo after three cycles");

  // Who leads, administers and reviews reads none of it, on no page and in no file, and no mail has it.
  const seen: string[] = [];
  for (const path of pathsFor(made)) {
    const response = await vera.request.get(path);
    if (response.status() === 200) seen.push(path);
    expect(await response.text(), path).not.toMatch(/Nightingale/);
  }
  expect(seen).toEqual(expect.arrayContaining(["/insights/report", "/program/jobs", "/audit/review"]));
  expect(seen.length).toBeGreaterThan(30);
  for (const { email } of Object.values(made.people)) {
    expect(JSON.stringify(await mailsTo(email))).not.toMatch(/Nightingale/);
  }
});
