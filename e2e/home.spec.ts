import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { wholeAnswers } from "@/testkit/factories/answers";
import type { MadeOrganization } from "@/testkit/factories/organization";
import { resumeSurvey, submit, surveyPath } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const section = (page: Page, name: string) => page.getByRole("region", { name });
const menu = (page: Page) => page.getByRole("navigation", { name: "Main" }).getByRole("link");

/** Three cycles that will open by themselves. */
async function plan(database: pg.Client, { orgId }: MadeOrganization): Promise<void> {
  await database.query(
    `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
     values ($1, 'monthly', '2035-01-01', '09:00', '18:00', 14, 'UTC', 'scoped')`,
    [orgId],
  );
  for (const [slot, month] of ["01", "02", "03", "04"].entries()) {
    await database.query(
      `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone)
       values ($1, $2, $3, $4, $5, 'UTC')`,
      [orgId, randomUUID(), slot, `2035-${month}-01T09:00`, `2035-${month}-15T18:00`],
    );
  }
}

test("a person in two duos sees what is owed, what waits, what is ready, and the next three dates", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange({
    people: { Iris: {}, Milo: {}, Noor: {} },
    duos: { first: { ic: "Iris", manager: "Milo" }, second: { ic: "Iris", manager: "Noor" } },
    cycle: { number: 4 },
  });
  await plan(database, made);
  const open = (name: string) => openAs(made, name, "/home");
  const answer = async (page: Page, name: string) => {
    await resumeSurvey(page, made, { name, answers: wholeAnswers(3, 4), duo: "first" });
    await submit(page);
    await page.goto("/home");
  };
  const iris = await open("Iris");
  await expect(heading(iris)).toHaveText("2 short surveys wait for you.");
  await expect(section(iris, "To answer").getByRole("listitem")).toHaveCount(2);
  await expect(section(iris, "Next cycles").getByRole("listitem")).toHaveText([
    /1 January 2035.*15 January 2035/,
    /1 February 2035.*15 February 2035/,
    /1 March 2035.*15 March 2035/,
  ]);

  await answer(iris, "Iris");
  await expect(heading(iris)).toHaveText("One short survey waits for you.");
  await expect(section(iris, "To answer")).toContainText("Iris & Noor");
  await expect(section(iris, "Answered by you")).toContainText("There are no submitted answers from Milo.");
  await expectAccessible(iris);
  await expectFits(iris, "home");

  const milo = await open("Milo");
  await expect(section(milo, "To answer")).toContainText("Iris has submitted.");
  await answer(milo, "Milo");
  await expect(heading(milo)).toHaveText("You have both answered. See where your views meet.");

  await iris.reload();
  await expect(section(iris, "Ready to read together")).toContainText("Iris & Milo");
  // What is still owed comes before what is ready to be read.
  await expect(iris.getByRole("heading", { level: 2 })).toHaveText([
    "To answer",
    "Ready to read together",
    "Your duos",
    "Next cycles",
  ]);
  await section(iris, "Ready to read together").getByRole("link").click();
  await expect(heading(iris)).toContainText("You both answered.");
});

test("who has a role begins with its work, unless answers are owed", async ({ arrange, openAs }) => {
  const made = await arrange({
    people: {
      Vera: { leads: "Company" },
      Ada: { admin: true },
      Remy: { reviewer: true },
      Lena: { leads: "Company" },
      Milo: {},
    },
    duos: { pair: { ic: "Lena", manager: "Milo" } },
    cycle: { number: 4 },
  });
  const open = (name: string) => openAs(made, name, "/home");
  for (const [name, path] of [
    ["Vera", "/insights"],
    ["Ada", "/program"],
    ["Remy", "/audit"],
  ] as const) {
    const page = await open(name);
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(menu(page).filter({ hasText: /Home|Your duos/ })).toHaveCount(0);
  }
  const lena = await open("Lena");
  await expect(lena).toHaveURL(/\/duos$/);
  await expect(menu(lena).first()).toHaveText("Your duos");
  await lena.getByRole("link", { name: "Answer now" }).click();
  await expect(lena).toHaveURL(surveyPath(made));
  await resumeSurvey(lena, made, { name: "Lena", answers: wholeAnswers(3, 4) });
  await submit(lena);
  await lena.goto("/home");
  await expect(lena).toHaveURL(/\/insights$/);
  await menu(lena).first().click();
  await expect(section(lena, "Answered by you")).toContainText("There are no submitted answers from Milo.");
  await expectAccessible(lena);
});

test("who reads one's duos as a leader stands on home, after a move too, and who could of what is published", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange({
    units: { Company: {}, Core: { parent: "Company" }, Sales: { parent: "Company" } },
    people: { Iris: {}, Milo: {}, Vera: { leads: "Core" }, Sven: { leads: "Sales" } },
    duos: { pair: { ic: "Iris", manager: "Milo", unit: "Core" } },
    cycle: { number: 4 },
  });
  const iris = await openAs(made, "Iris", "/home");
  const readers = section(iris, "Who reads your duos").getByRole("listitem");
  await expect(readers).toHaveText([/Vera Example.*Core/]);
  await database.query("update duos set unit_id = $2 where id = $1", [made.duos.pair, made.units.Sales]);
  await iris.reload();
  await expect(readers).toHaveText([/Sven Example.*Sales/, /Vera Example.*Core/]);
  await expectAccessible(iris);
  await expectFits(iris, "home");
  await database.query("update role_grants set revoked_at = app_now() where org_id = $1", [made.orgId]);
  await iris.reload();
  await expect(iris.getByRole("heading", { level: 2 })).toHaveText(["To answer", "Your duos"]);
  // Once something is published, whose right ended after that.
  await database.query("set session_replication_role = replica");
  const arranged = (statement: string) => database.query(statement, [made.orgId]);
  await arranged(
    "update cycles set state = 'published', closed_at = app_now(), published_at = app_now() where org_id = $1",
  );
  await arranged("update role_grants set revoked_at = app_now() + interval '1 second' where org_id = $1");
  await arranged(
    "insert into audit_log (org_id, id, at, action, area, subject_id) select org_id, gen_random_uuid(), granted_at, 'address.set', 'program', person_id from role_grants where org_id = $1",
  );
  await database.query("reset session_replication_role");
  await iris.reload();
  await expect(readers).toHaveText([/Vera Example.*Core.*until .*An admin set the sign-in address/]);
  await expect(iris.getByText("Vera Example could read your duo’s state")).toBeVisible();
  await expectAccessible(iris);
  await expectFits(iris, "home");
});

test("a duo that ended comes last, says so, and stays readable for its two people alone", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange({
    people: { Iris: {}, Milo: {}, Noor: {} },
    duos: { before: { ic: "Iris", manager: "Milo" }, now: { ic: "Iris", manager: "Noor" } },
    cycle: { number: 4 },
  });
  await database.query("update duo_cycles set closed = true, left_at = now() where duo_id = $1", [
    made.duos.before,
  ]);
  await database.query("update duos set ended_on = '2026-10-02' where id = $1", [made.duos.before]);
  const as = async (name: string, path: string) => {
    const page = await openAs(made, name);
    const response = await page.goto(path);
    return { page, status: response!.status() };
  };
  const { page } = await as("Iris", "/home");
  const duos = section(page, "Your duos").getByRole("listitem");
  await expect(duos).toHaveText([/Iris & Noor/, /Iris & Milo.*Ended on 2 October 2026/]);
  // With nothing to answer the page's title says so, and is no second name of the list.
  await database.query("update duo_cycles set closed = true where duo_id = $1", [made.duos.now]);
  await page.reload();
  await expect(heading(page)).toHaveText("No survey is open.");
  await expect(duos).toHaveCount(2);
  await database.query("update duos set paused = true where id = $1", [made.duos.now]);
  await page.reload();
  const paused = "Paused: no survey asks about it until it goes on. Nothing is lost";
  await expect(duos.first()).toContainText(paused);
  await expectAccessible(page);
  const { page: pausedDuo } = await as("Iris", `/duos/${made.duos.now}`);
  await expect(pausedDuo.getByText(paused)).toBeVisible();
  const old = `/duos/${made.duos.before}`;
  for (const name of ["Iris", "Milo"]) expect((await as(name, old)).status).toBe(200);
  expect((await as("Noor", old)).status).toBe(404);
});
