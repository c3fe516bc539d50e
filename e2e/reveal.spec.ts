import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { addEarlierCycle } from "@/testkit/factories/commitments";
import { confirmedMoments } from "@/testkit/factories/moments";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";
import { expectTabOrder } from "./keyboard";

/** Both differ on three questions; each expects another answer of the other than they gave. */
const answersOf = (_: string, side: "ic" | "manager") =>
  side === "ic"
    ? { ...evenAnswers(4), IN2: 4, IN1: 4, IN3: 5, AL2: 5, TR1: 4, TR2: 3 }
    : { ...evenAnswers(4), IN2: 4, IN1: 1, IN3: 2, AL2: 3, DQ1: 3, TR1: 2, TR2: 4 };

const trust = (page: Page) => page.getByRole("region", { name: "Trust when one is not in the room" });
const topics = (page: Page) => page.locator("main").getByRole("heading", { level: 2 });

test("gaps by topic, the widest first, agreement folded away, and one's own expectation for oneself alone", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, answersOf);
  const path = `/duos/${made.duos.pair}`;
  const [iris, milo] = [await openAs(made, "Iris", path), await openAs(made, "Milo", path)];
  await expect(topics(iris).first()).toHaveText("2 things to talk about");
  await expect(iris.getByText("2 wide · 1 one step apart · 9 the same")).toBeVisible();
  const order = await topics(iris).allTextContents();
  // A phone folds what comes after the widest gaps.
  expect(order.slice(1, 3)).toEqual(["Right people at the table", "Direction"]);
  const table = iris.getByRole("region", { name: "Right people at the table" });
  await expect(table.getByText("Biggest gap")).toBeVisible();
  await expect(table.getByText("Milo: Never", { exact: true })).toBeVisible();
  await expect(table.getByText("Milo is brought in less often than you")).toBeVisible();
  // Folded until it is asked for.
  const folded = table.getByText("Being brought in early by Milo");
  await expect(folded).toBeHidden();
  await table.getByText("1 more where you agree").click();
  await expect(folded).toBeVisible();

  await expect(table.getByText("You expected Milo to say “Always”.")).toBeVisible();
  expect(await milo.locator("body").textContent()).not.toContain("“Always”");
  const ofMilo = milo.getByRole("region", { name: "Right people at the table" });
  await ofMilo.getByText("1 more where you agree").click();
  await expect(ofMilo.getByText("You expected Iris to say “Rarely”.")).toBeVisible();
  expect(await iris.locator("body").textContent()).not.toContain("“Rarely”");
  for (const page of [iris, milo]) {
    await expectAccessible(page);
    await expectFits(page, "the reveal");
  }
});

test("what a phone folds of a duo's page opens by keys and by links, and is printed while it is folded", async ({
  page,
  arrangeAs,
  database,
}) => {
  // Three topics apart, one of them widely; three questions hard for both; what each said of how they work.
  const made = await arrangeAs("Iris", irisAndMilo(7));
  const hard = { IN1: 1, IN2: 1, DQ1: 1, ST1: 1 };
  await answerFor(database, made, (_, side) =>
    side === "ic"
      ? { ...evenAnswers(4), ...hard, AL1: 5, OT1: 4, CU1: 4, RISK: 1, ARC: ["architect"] }
      : { ...evenAnswers(4), ...hard, AL1: 2, OT1: 3, CU1: 5, RISK: 5, ARC: ["explorer"] },
  );
  await addEarlierCycle(database, made);
  const duo = { orgId: made.orgId, duoId: made.duos.pair!, writtenBy: made.people.Milo!.id };
  await confirmedMoments(database, duo, ["the first", "the second", "the third"]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/duos/${made.duos.pair}`);
  const parts = [
    [/2 more topics where you part/, "One team or two"],
    [/more that (is|are) hard for both/, "Bringing Milo in early"],
    [/Show what you both said/, "When the outcome is uncertain"],
    [/Show where, and what to ask/, "Risk"],
    [/1 earlier moment/, "the first"],
    [/Show your level, topics and cycles/, "Your cycles"],
  ] as const;
  const folded = parts.map(([name, text]) => {
    const summary = page.locator("summary").filter({ hasText: name });
    return {
      name,
      summary,
      text: page.locator("details", { has: summary }).getByText(text, { exact: true }).first(),
    };
  });
  await expectTabOrder(page, "a duo on a phone");
  for (const { summary, text, name } of folded) {
    await summary.focus();
    await expect(text, `${name}`).toBeHidden();
    await page.keyboard.press("Enter");
    await expect(text, `${name}`).toBeVisible();
    await page.keyboard.press("Space");
    await expect(text, `${name}`).toBeHidden();
    await page.keyboard.press("Tab");
    await expect(summary).not.toBeFocused();
  }
  const links = page.getByRole("navigation", { name: "On this page" });
  for (const [link, target] of [
    ["Other questions", "How each of you works"],
    ["History", "Your history"],
  ]) {
    await links.getByRole("link", { name: link }).press("Enter");
    await expect(page.getByRole("group", { name: target, exact: true })).toBeFocused();
  }
  await page.goto("/home");
  await page.goto(`/duos/${made.duos.pair}`);
  await page.emulateMedia({ media: "print" });
  for (const { summary, text, name } of folded) {
    await expect(summary, `${name}`).toBeHidden();
    await expect(text, `${name}, on paper`).toBeVisible();
  }
  // So is what the two agree on, which every screen folds.
  for (const question of ["Someone to think aloud with", "Enough shared context to make the same call"]) {
    await expect(page.getByText(question, { exact: true })).toBeVisible();
  }
  // A wide screen shows the same without anything to open.
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { summary, text, name } of folded) {
    await expect(summary, `${name}`).toBeHidden();
    await expect(text, `${name}, on a wide screen`).toBeVisible();
  }
  await expectTabOrder(page, "a duo on a wide screen");
  // What a screen reader is told of a question: its name, then both answers in words; the drawing is left out.
  await expect(page.getByRole("region", { name: "Direction" })).toMatchAriaSnapshot(`
    - region "Direction":
      - heading "Direction" [level=2]
      - list:
        - listitem:
          - paragraph: Biggest gap
          - heading "Do you want the same goal?" [level=3]
          - list:
            - listitem: "You: Completely"
            - listitem: "Milo: Slightly"
          - paragraph: You see this from different ends. Ask each other for one recent example.
          - button /Make it a talking point.*Do you want the same goal/
  `);
});

test("without a wide gap the page says so and invents none", async ({ arrange, openAs, database }) => {
  const made = await arrange(irisAndMilo(4));
  const even = { ...evenAnswers(4), TI1: 1 };
  await answerFor(database, made, (_, side) => ({ ...even, AL1: side === "ic" ? 4 : 5 }));
  const page = await openAs(made, "Milo", `/duos/${made.duos.pair}`);
  await expect(topics(page).first()).toHaveText("You see it alike");
  await expect(page.getByText(/Biggest gap|Wide gap/)).toHaveCount(0);
  await expect(page.getByText("One step apart", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("what both find hard stands first and is no praise, and differences without a scale are named", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, (_, side) => ({
    ...evenAnswers(4),
    DQ1: 1,
    MAP: { who: side, why: "ic" },
  }));
  const page = await openAs(made, "Milo", `/duos/${made.duos.pair}`);
  await expect(topics(page).first()).toHaveText("You differ where there is no scale");
  await expect(page.getByText("One area of the ownership map is not settled between you.")).toBeVisible();
  await expect(page.getByText("You see it alike", { exact: true })).toHaveCount(0);
  const hard = page.getByRole("region", { name: "What you both find hard" });
  await expect(hard.getByRole("heading", { level: 3 })).toHaveCount(2);
  await expect(hard).toContainText("You both find this hard. You can work on it from the same side.");
  // On a phone, too, what they differ in is not folded away.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("heading", { name: "Who owns what" })).toBeVisible();
  const parts = page.getByRole("navigation", { name: "On this page" });
  await parts.getByRole("link", { name: "Hard for both" }).press("Enter");
  await expect(hard).toBeFocused();
  await expectAccessible(page);
  await expectFits(page, "the comparison of two who find the same things hard");
});

test("nothing that both answered is named as nothing to compare", async ({ arrange, openAs, database }) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, () =>
    Object.fromEntries(Object.keys(evenAnswers(4)).map((code) => [code, "na"])),
  );
  const page = await openAs(made, "Iris", `/duos/${made.duos.pair}`);
  await expect(topics(page).first()).toHaveText("There is nothing to compare");
  await expectFits(page, "an empty reveal");
});

test("trust answers are shown when both agreed; the consent of one alone changes nothing on the other’s page", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, answersOf);
  const path = `/duos/${made.duos.pair}`;
  const [iris, milo] = [await openAs(made, "Iris", path), await openAs(made, "Milo", path)];
  const agree = (page: Page) => page.getByRole("button", { name: "Show each other our trust answers" });
  const takeBack = (page: Page) => page.getByRole("button", { name: "Take it back" });
  const [mine, theirs] = ["Mostly right; a short debrief is enough", "Several calls I would have to correct"];
  const before = await milo.locator("main").innerText();

  await agree(iris).click();
  await expect(trust(iris)).toContainText("nobody sees that you did");
  await expectAccessible(iris);
  await milo.reload();
  expect(await milo.locator("main").innerText()).toBe(before);
  await takeBack(iris).click();
  await expect(agree(iris)).toBeVisible();
  expect(
    (await database.query("select 1 from trust_consents where duo_id = $1", [made.duos.pair])).rows,
  ).toEqual([]);

  await agree(milo).click();
  await expect(takeBack(milo)).toBeVisible();
  await iris.reload();
  for (const page of [iris, milo]) {
    for (const said of [mine, theirs]) expect(await page.content()).not.toContain(said);
  }
  await agree(iris).click();
  await expect(trust(iris).getByRole("listitem")).toHaveText([
    `What you expect of Milo${mine}`,
    `What Milo expects of you${theirs}`,
  ]);
  await expect(trust(iris)).toContainText("You expected Milo to say “It depends on the subject");
  // A tab that was left open: what both agreed to stays, and now it says so.
  await takeBack(milo).click();
  await expect(trust(milo).getByRole("listitem")).toHaveText([
    `What you expect of Iris${theirs}`,
    `What Iris expects of you${mine}`,
  ]);
  await expectAccessible(milo);
  await expectFits(milo, "the reveal with trust");
});
