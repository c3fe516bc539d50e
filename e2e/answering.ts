import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { promiseVersion } from "@/lib/domain/cycles";
import { pageHeader } from "@/lib/domain/page-header";
import type { Answers } from "@/lib/instrument/answers";
import { evenAnswers } from "@/testkit/factories/answers";
import type { MadeOrganization, OrganizationSpec } from "@/testkit/factories/organization";
import { expect } from "./fixtures";
import { pageTokenOf } from "./page-token";

/**
 * Two people who are one duo, in a cycle that is open, and `more` people beside them. The number of the cycle says which
 * block it asks.
 */
export const irisAndMilo = (number = 1, more: OrganizationSpec["people"] = {}): OrganizationSpec => ({
  people: { Iris: {}, Milo: {}, ...more },
  duos: { pair: { ic: "Iris", manager: "Milo" } },
  cycle: { number },
});

/** The survey of a duo in the open cycle; of Iris and Milo unless said otherwise. */
export const surveyPath = ({ cycleId, duos }: MadeOrganization, duo = "pair") =>
  `/survey/${cycleId}/${duos[duo]}`;

/** Accepts the promise that comes first. */
export async function acceptPromise(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I understand, start" }).click();
  await expect(page.getByText(/^1 of \d+/)).toBeVisible();
}

/** Opens the survey of a duo, for the person who is signed in, and accepts the promise. */
export async function beginSurvey(page: Page, made: MadeOrganization, duo?: string): Promise<void> {
  await page.goto(surveyPath(made, duo));
  await acceptPromise(page);
}

/**
 * The survey of the person who is signed in, as if they had answered some of it before: `answers` are saved as their
 * draft, the core unless given, and the page is opened at the first question without one. Answering the whole survey by
 * hand takes fifteen seconds, which is for the scenes that are about it.
 */
export async function resumeSurvey(
  page: Page,
  made: MadeOrganization,
  { name, answers = evenAnswers(3), duo }: { name: string; answers?: Answers; duo?: string },
): Promise<void> {
  const path = surveyPath(made, duo);
  const saved = await page.request.put(`/api${path.replace("survey", "surveys")}/draft`, {
    headers: {
      origin: `http://localhost:${process.env.PW_PORT}`,
      [pageHeader]: pageTokenOf(made.people[name]!),
    },
    data: { revision: 0, promiseVersion, answers, key: randomUUID() },
  });
  expect(await saved.json()).toEqual({ kind: "saved", revision: 1 });
  await page.goto(path);
}

export const expectSaved = (page: Page) => expect(page.getByText("Saved", { exact: true })).toBeVisible();

/** All that this browser keeps for the page's site, as one text. */
export const keptOnDevice = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

/** Answers the question on screen by the place of the option and goes on. */
export async function answerQuestion(page: Page, place: number): Promise<void> {
  const question = await page.getByRole("heading", { level: 1 }).textContent();
  const radios = page.getByRole("radio");
  const options = await radios.count();
  // A text may be left empty.
  if (options > 0) await radios.nth(Math.min(place, options - 1)).check();
  await page.getByRole("button", { name: /^(Next|Review)$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(question ?? "");
}

/** Answers everything up to the review, each with the option at one place. */
export async function answerAll(page: Page, place: number): Promise<void> {
  // Behind another tab each step waits for a frame a second.
  await page.bringToFront();
  const review = page.getByRole("heading", { level: 1, name: "Your answers" });
  while (!(await review.isVisible())) await answerQuestion(page, place);
}

/** Goes to the review past questions that are answered already. */
export async function toReview(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = "review";
  });
  await expect(page.getByRole("heading", { level: 1, name: "Your answers" })).toBeVisible();
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are in." })).toBeVisible();
}
