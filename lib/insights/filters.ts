import { z } from "zod";
import { pairTypes } from "@/lib/domain/pair-types";
import { agreementBands, statusCodes, teamSizeBands } from "@/lib/domain/published";
import { storableText } from "@/lib/domain/text";

/** Distance of the two grades on the one ladder. */
export const gradeDistances = ["same", "one", "more", "not-stated"] as const;
/** In which range two grades lie apart. */
export function gradesApart(distance: number | null): (typeof gradeDistances)[number] {
  if (distance === null) return "not-stated";
  return distance === 0 ? "same" : distance === 1 ? "one" : "more";
}
/** How long the duo has worked together: under half a year, to two years, longer. */
export const tenures = ["new", "settled", "long"] as const;
/** The size of the team, or that nobody stated it. */
export const teamSizes = [...teamSizeBands, "not-stated"] as const;
const yesNo = ["yes", "no"] as const;
const duoSorts = ["attention", "name", "level", "agreement", "tenure"] as const;
/** Cycles back from the chosen one. */
export const ranges = ["6", "13", "24"] as const;

const shape = {
  cycle: z.uuid(),
  unit: z.uuid(),
  pair: z.enum(pairTypes),
  status: z.enum([...statusCodes, "incomplete"]),
  agreement: z.enum(agreementBands),
  grade: z.enum(gradeDistances),
  tenure: z.enum(tenures),
  /** Whether the manager is the IC's line manager. */
  line: z.enum(yesNo),
  team: z.enum(teamSizes),
  /** Whether the duo's unit is a platform team. */
  platform: z.enum(yesNo),
  q: storableText().min(1).max(100),
  sort: z.enum(duoSorts),
  dir: z.enum(["asc", "desc"]),
  page: z.coerce.number().int().min(1).max(100_000),
  /** A list on one page. */
  rows: z.enum(["all"]),
  range: z.enum(ranges),
  /** The earlier cycle of a comparison. */
  from: z.uuid(),
  /** All at once, for readers without scripts: nothing of the page is streamed. */
  whole: z.enum(["1"]),
  /** Units of a tree whose parts are shown, joined with ".". */
  open: z.string().refine((ids) => z.array(z.uuid()).max(40).safeParse(ids.split(".")).success),
};

export type Filters = { readonly [Name in keyof typeof shape]?: z.infer<(typeof shape)[Name]> };
export type FilterName = keyof typeof shape;

/** The filters that narrow the list of duos; the others say what is looked at, and how. */
export const duoFilters = [
  "pair",
  "status",
  "agreement",
  "grade",
  "tenure",
  "line",
  "team",
  "platform",
  "q",
] as const satisfies readonly FilterName[];

/** A URL's query as a page gets it. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a URL's query asks for. A value that is no choice of its filter is dropped: an old link still opens. */
export function parseFilters(query: Query): Filters {
  const chosen = Object.entries(shape).flatMap(([name, schema]) => {
    const given = query[name];
    const parsed = schema.safeParse(Array.isArray(given) ? given[0] : given);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(chosen) as Filters;
}

/** The change that leads to a list on one page, complete from its first byte. */
export const allRows = { rows: "all", whole: "1" } as const satisfies Filters;

/** A path with these filters changed; undefined removes one, and any change but a page's leads to the first page. */
export function filterHref(path: string, filters: Filters, change: Filters = {}): string {
  const next = { ...filters, page: undefined, rows: undefined, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The units that the URL opens. */
export function openUnits({ open }: Filters): ReadonlySet<string> {
  return new Set(open?.split("."));
}

/** The change that opens a unit, or closes it again. */
export function toggleOpen(filters: Filters, unitId: string): Filters {
  const open = openUnits(filters);
  const next = open.has(unitId) ? [...open].filter((id) => id !== unitId) : [...open, unitId];
  return { open: next.length > 0 ? next.join(".") : undefined };
}
