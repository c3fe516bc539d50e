import { expect, it } from "vitest";
import { limitsOf, MOST_ROWS, pageInView } from "./paging";

it.each([
  { what: "an empty list", total: 0, wanted: {}, page: 1, pages: 1, limits: { limit: 25, offset: 0 } },
  { what: "a full page", total: 25, wanted: {}, page: 1, pages: 1, limits: { limit: 25, offset: 0 } },
  {
    what: "a second page",
    total: 26,
    wanted: { page: 2 },
    page: 2,
    pages: 2,
    limits: { limit: 25, offset: 25 },
  },
  {
    what: "a page past the end",
    total: 26,
    wanted: { page: 9 },
    page: 2,
    pages: 2,
    limits: { limit: 25, offset: 25 },
  },
])("shows the rows of $what", ({ total, wanted, page, pages, limits }) => {
  const view = pageInView(total, 25, wanted);
  expect(view).toEqual({ page, pages, perPage: 25, total, all: false });
  expect(limitsOf(view)).toEqual(limits);
});

it("shows a list on one page when all of it is wanted, up to a limit", () => {
  const view = pageInView(MOST_ROWS + 1, 25, { page: 3, rows: "all" });
  expect(view).toEqual({ page: 1, pages: 1, perPage: MOST_ROWS, total: MOST_ROWS + 1, all: true });
  expect(limitsOf(view)).toEqual({ limit: MOST_ROWS, offset: 0 });
  expect(pageInView(25, 25, { rows: "all" }).all).toBe(false);
});
