import { z } from "zod";

/** The rows of a list that are asked for: one page, from 1, or all of them, as far as one page can hold them. */
export type RowsWanted = { readonly page?: number; readonly rows?: "all" };

/** The same as a URL's query has it; what makes no sense is left out, and the first page is shown. */
export const rowsWanted = z
  .object({
    page: z.coerce.number().int().min(1).optional().catch(undefined),
    rows: z.enum(["all"]).optional().catch(undefined),
  })
  .catch({});

/** Which rows of a list are in view. Pages count from 1. */
export type PageInView = {
  readonly page: number;
  readonly pages: number;
  readonly perPage: number;
  readonly total: number;
  /** All of a list that has several pages, on one. */
  readonly all: boolean;
};

/** The most rows on one page: about forty sheets of paper. A longer list is narrowed by its filters, or taken as a file. */
export const MOST_ROWS = 2_000;

/** Rows on a page of a list that usually shows `usual` of them. */
const rowsPerPage = (usual: number, { rows }: RowsWanted) => (rows === "all" ? MOST_ROWS : usual);

/**
 * The page that is shown of a list; one past its end is its last. A list asked for as a whole is one page, whose rows
 * may end before the list does.
 */
export function pageInView(total: number, usual: number, { page = 1, rows }: RowsWanted): PageInView {
  const perPage = rowsPerPage(usual, { rows });
  if (rows === "all") return { page: 1, pages: 1, perPage, total, all: total > usual };
  const pages = Math.max(1, Math.ceil(total / perPage));
  return { page: Math.min(page, pages), pages, perPage, total, all: false };
}

/** The rows in view as LIMIT and OFFSET of a query. */
export const limitsOf = ({ page, perPage }: PageInView) => ({ limit: perPage, offset: (page - 1) * perPage });
