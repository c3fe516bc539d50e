import type { Page } from "@playwright/test";
import type { MadeOrganization, OrganizationSpec } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { test as base, expect } from "./fixtures";

/** Two cycles; in the second one duo declines, one moves apart and one is incomplete. */
export const twoCycles: readonly [PublishedCycle, PublishedCycle] = [
  { duos: steadyBut({ p1: "multiplying", p2: "multiplying", q2: "strained" }) },
  {
    duos: steadyBut({
      p1: "multiplying",
      p2: { status: "diverging", reason: "declining" },
      p3: "incomplete",
      q1: { status: "diverging", reason: "apart" },
      q2: { status: "strained", reason: "one-side" },
    }),
  },
];

/** The same two cycles, with when p2's decline began and by how much its level fell. */
export const datedCycles: readonly [PublishedCycle, PublishedCycle] = [
  twoCycles[0],
  {
    duos: {
      ...twoCycles[1].duos,
      p2: {
        status: "diverging",
        reason: "declining",
        change: { from: "2026-01-05", to: "2026-02-05", fall: 30 },
      },
    },
  },
];

/** Makes the scene's company with these cycles published, and signs this person in. */
export type Lead = (
  name: string,
  cycles?: readonly PublishedCycle[],
  spec?: OrganizationSpec,
) => Promise<{ made: MadeOrganization; cycleIds: string[] }>;
type Fixtures = { lead: Lead };

export const test = base.extend<Fixtures>({
  lead: async ({ arrange, database, signIn, context }, use) => {
    await use(async (name, cycles = twoCycles, spec = insightsOrganization()) => {
      const made = await arrange(spec);
      const cycleIds = await publishCycles(database, made, cycles);
      await signIn(context, made.people[name]!);
      return { made, cycleIds };
    });
  },
});

export const title = (page: Page) => page.getByRole("heading", { level: 1 });
export const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
/** A control of the filter bar. */
export const filter = (page: Page, name: string) =>
  page.getByRole("form", { name: "What these pages show" }).getByRole("combobox", { name });
/** What unfolds the filters on a phone. */
export const foldedFilters = (page: Page) => page.locator("summary").filter({ hasText: /Filters, / });
/** Unfolds the filters of a phone; on a wider screen they are there. */
export async function openFilters(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  if (await foldedFilters(page).isVisible()) await foldedFilters(page).click();
}
/** The rows of the first table. */
export const rows = (page: Page) => page.getByRole("table").first().locator("tbody tr");
