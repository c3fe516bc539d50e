import { z } from "zod";
import { attributeValues, type DuoAttribute, duoAttributes } from "@/lib/domain/duo-attributes";
import { statusCodes } from "@/lib/domain/published";
import { storableText } from "@/lib/domain/text";

/** No order by level: a list of duos is never a league table, and an old link with it shows the usual order. */
const duoSorts = ["attention", "name", "agreement", "tenure"] as const;
/** Cycles back from the chosen one. */
export const ranges = ["6", "13", "24"] as const;

/** What is no id stands for this one, which no row has: nothing is found, as with an id of nothing. */
const NOBODYS_ID = "00000000-0000-0000-0000-000000000000";
const id = z.uuid().catch(NOBODYS_ID);

const shape = {
  cycle: id,
  unit: id,
  pair: z.enum(attributeValues.pair),
  grade: z.enum(attributeValues.grade),
  tenure: z.enum(attributeValues.tenure),
  line: z.enum(attributeValues.line),
  team: z.enum(attributeValues.team),
  platform: z.enum(attributeValues.platform),
  agreement: z.enum(attributeValues.agreement),
  status: z.enum([...statusCodes, "incomplete"]),
  q: storableText().min(1).max(100),
  sort: z.enum(duoSorts),
  dir: z.enum(["asc", "desc"]),
  page: z.coerce.number().int().min(1).max(100_000),
  /** A list on one page. */
  rows: z.enum(["all"]),
  range: z.enum(ranges),
  /** The earlier cycle of a comparison, and the first one of a report. */
  from: id,
  /** The last cycle of a report. */
  to: id,
  /** All at once, for readers without scripts: nothing of the page is streamed. */
  whole: z.enum(["1"]),
  /** Units of a tree whose parts are shown, joined with ".". */
  open: z.string().refine((ids) => z.array(z.uuid()).max(40).safeParse(ids.split(".")).success),
};

export type Filters = { readonly [Name in keyof typeof shape]?: z.infer<(typeof shape)[Name]> };
export type FilterName = keyof typeof shape;

/** The filters that narrow the list of duos; the others say what is looked at, and how. */
export const duoFilters = [...duoAttributes, "status", "q"] as const satisfies readonly FilterName[];

/** Filters by what duos are: those that sum up, on every view alike. */
export type AttributeFilters = { readonly [Name in DuoAttribute]?: Filters[Name] };

/** The attributes that the URL filters by, and nothing else of it. */
export function attributeFilters(filters: Filters): AttributeFilters {
  return Object.fromEntries(
    duoAttributes.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
  );
}

/** The same as files say it: "pair=cto-vp team=to-5". */
export const onlyDuosWith = (filters: Filters): string =>
  Object.entries(attributeFilters(filters))
    .map((pair) => pair.join("="))
    .join(" ");

/** Whether only duos with some attributes are in view. */
export const isPart = (filters: Filters): boolean =>
  duoAttributes.some((name) => filters[name] !== undefined);

/** A URL's query as a page gets it. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * What a URL's query asks for. A value that is no choice of its filter is dropped: an old link still opens. What should
 * name a cycle or a unit and does not is kept as an id of nothing: the page would be about another one than asked for.
 */
export function parseFilters(query: Query): Filters {
  const chosen = Object.entries(shape).flatMap(([name, schema]) => {
    const all = query[name];
    const given = Array.isArray(all) ? all[0] : all;
    if (given === undefined || given === "") return [];
    const parsed = schema.safeParse(given);
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
