import type { Page } from "@playwright/test";

export const csvFile = (name: string, text: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

/** Chooses files on the import's page, which is open, and waits for the report about them. */
export async function checkFiles(page: Page, ...files: ReturnType<typeof csvFile>[]): Promise<void> {
  await page.getByLabel("CSV files").setInputFiles(files);
  await page.getByRole("button", { name: "Check the files" }).click();
  await page.waitForURL(/\/program\/import\/[0-9a-f-]{36}/);
}
