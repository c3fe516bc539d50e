import type { Page } from "@playwright/test";
import { commentCodes } from "@/lib/instrument/comments";
import { answerFor, storedParts, wholeAnswers } from "@/testkit/factories/answers";
import { expectSaved, irisAndMilo, keptOnDevice, resumeSurvey, surveyPath } from "./answering";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";
import { expectOther, lookAgain, otherIs } from "./switched";

/** Until when this browser keeps what it keeps, in milliseconds since 1970. */
const keptUntil = (page: Page) =>
  page.evaluate(() =>
    Object.values({ ...localStorage }).map((entry: string) => Number(JSON.parse(entry).until)),
  );

test("an admin's form under another admin's session does nothing and keeps what was typed", async ({
  arrangeAs,
  signIn,
  context,
  page,
  database,
}) => {
  const { cycle: _, ...idle } = irisAndMilo(1, { Ada: { admin: true }, Amos: { admin: true } });
  const made = await arrangeAs("Ada", idle);
  await page.goto("/program");
  const closing = page.getByLabel(/^Closes/);
  const typed = await closing.inputValue();
  await signIn(context, made.people.Amos!);
  await closing.fill(typed.replace(/T.*/, "T09:15"));
  await confirm(page, "Open cycle");
  await expect(otherIs(page, "Amos")).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Ada|Close/);
  const { rows } = await database.query("select 1 from cycles where org_id = $1", [made.orgId]);
  expect(rows).toEqual([]);
  await signIn(context, made.people.Ada!);
  await lookAgain(page);
  await expect(closing).toHaveValue(typed.replace(/T.*/, "T09:15"));
});

test("a form of the duo's page that is refused under the partner's session takes the page away", async ({
  arrangeAs,
  signIn,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await page.goto(`/duos/${made.duos.pair}`);
  await page.getByText("Write one down").click();
  await page.getByLabel("What did you two achieve?").fill("A release");
  await page.getByLabel("When?").fill("2026-01-15");
  await signIn(context, made.people.Milo!);
  await page.getByRole("button", { name: "Write it down" }).click();
  await expect(otherIs(page, "Milo")).toBeFocused();
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Iris|release/);
});

test("a comment and a promise typed under the partner's session are stored for nobody and come back", async ({
  arrangeAs,
  signIn,
  context,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", {
    people: { Iris: {}, Milo: {}, Nora: {} },
    duos: { pair: { ic: "Iris", manager: "Milo" }, second: { ic: "Iris", manager: "Nora" } },
    cycle: { number: 4 },
  });
  const { Iris, Milo } = made.people;
  await answerFor(database, made, (duo) => (duo === "pair" ? wholeAnswers(3, 4) : undefined));

  await resumeSurvey(page, made, { name: "Iris", answers: wholeAnswers(3, 4), duo: "second" });
  const comment = `${surveyPath(made, "second")}#${commentCodes.comment}`;
  await page.goto("/home");
  await page.goto(comment);
  await expect(page.getByRole("textbox")).toBeVisible();
  await signIn(context, Milo!);
  await page.getByRole("textbox").fill("For Nora alone");
  await expectOther(page, "Milo");
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Nora|Iris/);
  expect(await keptOnDevice(page)).not.toContain("Nora");
  const stored = async () =>
    JSON.stringify([
      await storedParts(database, made.duos.pair!),
      await storedParts(database, made.duos.second!),
    ]);
  expect(await stored()).not.toContain("For Nora alone");
  await signIn(context, Iris!);
  await page.reload();
  await expect(page.getByRole("textbox")).toHaveValue("For Nora alone");
  await expectSaved(page);
  expect(await stored()).toContain("For Nora alone");

  await page.goto(`/duos/${made.duos.pair}`);
  const promised = page.getByLabel("What will be different?");
  await promised.fill("We decide dates on Mondays");
  await page.getByLabel("Topic").selectOption("Direction");
  await page.getByRole("radio", { name: "Both of you" }).check();
  await signIn(context, Milo!);
  await page.getByRole("button", { name: "Promise it" }).click();
  await expect(otherIs(page, "Milo")).toBeFocused();
  expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Iris|Mondays/);
  await expect.poll(() => keptOnDevice(page)).toContain("twofold:unsaved:form");
  expect(await keptOnDevice(page)).not.toContain("Mondays");
  const { rows } = await database.query("select 1 from commitments where org_id = $1", [made.orgId]);
  expect(rows).toEqual([]);
  await signIn(context, Iris!);
  await page.reload();
  await expect(promised).toHaveValue("We decide dates on Mondays");
  await expect(page.getByRole("radio", { name: "Both of you" })).toBeChecked();
});

test("the schedule and the settings of one admin are not changed by another one's session", async ({
  arrange,
  signIn,
  context,
  page,
  database,
}) => {
  const admins = irisAndMilo(1, { Ada: { admin: true }, Amos: { admin: true } });
  const made = await arrange({ ...admins, cycle: { closesInDays: 3 } });
  const { Ada, Amos } = made.people;
  const [cycle] = (
    await database.query(
      `select closes_at as at, to_char(closes_local::timestamp + interval '1 day', 'YYYY-MM-DD"T"HH24:MI') as later from cycles where org_id = $1`,
      [made.orgId],
    )
  ).rows;
  const type = async (typed: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(typed))
      await page.getByLabel(label, { exact: true }).fill(value);
  };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const question = { "The question": "How good is the coffee?", "The answers": "Good\nBad" };
  const person = { Name: "Nora Novel", "Sign-in address": "nora@example.test" };
  type Form = {
    path: string;
    unfold?: string;
    typed: Record<string, string>;
    send: () => Promise<void>;
    /** When what is kept of it ends, where that is before seven days are over. */
    until?: Date;
  };
  const forms: readonly Form[] = [
    {
      path: "/program/schedule",
      unfold: "Extend",
      typed: { "Closes on": cycle.later },
      send: () => page.getByRole("dialog").getByRole("button", { name: "Extend" }).click(),
      until: cycle.at,
    },
    {
      path: "/program/schedule",
      typed: { "Open for how many days": "17" },
      send: () => press("Start the schedule"),
    },
    {
      path: "/program/setup",
      unfold: "Change name or time zone",
      typed: { "Name of your organization": "Another name" },
      send: () => press("Save"),
    },
    {
      path: "/program/questions",
      typed: question,
      send: async () => {
        await page.getByRole("radio").last().check();
        await press("Add question");
      },
    },
    { path: "/program/roster/people/new", typed: person, send: () => press("See what follows") },
    {
      path: "/program",
      typed: { "Work e-mail of the person": made.people.Iris!.email },
      send: () => confirm(page, "Unlink account"),
    },
    {
      path: "/program/retention?months=12",
      typed: {},
      send: () => confirm(page, "Keep raw answers for 12 months"),
    },
  ];
  for (const { path, unfold, typed, send, until } of forms) {
    await signIn(context, Ada!);
    await page.goto(path);
    if (unfold) await page.getByText(unfold).first().click();
    await type(typed);
    await signIn(context, Amos!);
    await send();
    await expect(otherIs(page, "Amos"), path).toBeFocused();
    await expect(page.getByRole("dialog"), path).toHaveCount(0);
    const shown = await page.evaluate(() => document.body.innerText);
    for (const word of ["Ada", ...Object.values(typed)]) expect(shown, path).not.toContain(word);
    const kept = await keptOnDevice(page);
    for (const word of Object.values(typed).filter((one) => one.length > 2))
      expect(kept, path).not.toContain(word);
    if (until) await expect.poll(() => keptUntil(page)).toEqual([until.getTime()]);
    await signIn(context, Ada!);
    await page.reload();
    for (const [label, value] of Object.entries(typed)) {
      await expect(page.getByLabel(label, { exact: true }), path).toHaveValue(value);
    }
  }
  const { rows } = await database.query(
    `select name = 'Another name' as renamed, coalesce(next_retention_months, retention_months) as months,
       (select count(*)::int from schedules s where s.org_id = o.id) as schedules,
       (select count(*)::int from custom_questions q where q.org_id = o.id) as questions,
       (select count(*)::int from people p where p.org_id = o.id) as people
     from organizations o where id = $1`,
    [made.orgId],
  );
  expect(rows).toEqual([{ renamed: false, months: 24, schedules: 0, questions: 0, people: 4 }]);
});
