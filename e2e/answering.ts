import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Accepts the promise that comes first. */
export async function acceptPromise(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I understand, start" }).click();
  await expect(page.getByText(/^1 of \d+/)).toBeVisible();
}

/** Answers the question on screen by the place of the option and goes on. */
export async function answerQuestion(page: Page, place: number): Promise<void> {
  const question = await page.getByRole("heading", { level: 1 }).textContent();
  const radios = page.getByRole("radio");
  await radios.nth(Math.min(place, (await radios.count()) - 1)).check();
  await page.getByRole("button", { name: /^(Next|Review)$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(question ?? "");
}

/** Answers everything up to the review, each with the option at one place. */
export async function answerAll(page: Page, place: number): Promise<void> {
  const review = page.getByRole("heading", { level: 1, name: "Your answers" });
  while (!(await review.isVisible())) await answerQuestion(page, place);
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are in." })).toBeVisible();
}
