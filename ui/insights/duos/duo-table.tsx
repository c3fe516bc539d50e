import type { DuoList } from "@/lib/insights/duos";
import { type Filters, filterHref } from "@/lib/insights/filters";
import type { TrackedDuo } from "@/lib/insights/overview";
import { noonOf } from "@/lib/insights/sentence";
import { Tracker } from "../../charts/tracker";
import { Link } from "../../link";
import { BandWord, StatusWord } from "../../status";
import { type Column, Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { listPath } from "./duo-filters";
import { tenureShort } from "./tenure";

type Listed = Extract<DuoList, { kind: "duos" }>;
type Sort = NonNullable<Filters["sort"]>;

/** The way each column is sorted first: worst, lowest and newest on top. */
const firstDirection = "asc";

/** A column's header link: the first click sorts, the next one turns the order round. */
function sortBy(filters: Filters, sort: Sort): Column<TrackedDuo>["sort"] {
  const { sort: chosen = "attention", dir = firstDirection } = filters;
  const turned = chosen === sort && dir === "asc" ? "desc" : undefined;
  return {
    href: filterHref(listPath, filters, { sort: sort === "attention" ? undefined : sort, dir: turned }),
    direction: chosen !== sort ? undefined : dir === "asc" ? "ascending" : "descending",
  };
}

/** The page of duos in view, with their states over the cycles. */
export function DuoTable({ list, words, format }: ViewProps & { list: Listed }) {
  const { column, title } = words.insightsDuos.list;
  const { frame, rows, tracked } = list;
  const { filters, cycle, unit } = frame;
  const names = tracked.map(({ opensAt }) => format.monthYear(opensAt));
  return (
    <Table
      caption={title(format.whole(list.total), list.total === 1, unit.name)}
      rows={rows}
      rowKey={({ duoId }) => duoId}
      columns={[
        {
          key: "duo",
          header: column.duo,
          rowHeader: true,
          sort: sortBy(filters, "name"),
          wrap: true,
          cell: ({ duoId, name, unitName, pairType }) => (
            <span className="block max-lg:w-36">
              <Link
                href={filterHref(`${listPath}/${duoId}`, filters)}
                className="font-semibold hover:underline"
              >
                {name}
              </Link>
              <span className="block text-ink-3">
                {column.where(unitName, words.status.pairType[pairType])}
              </span>
            </span>
          ),
        },
        {
          key: "state",
          header: column.state,
          sort: sortBy(filters, "attention"),
          wrap: true,
          cell: ({ status, reason, sinceOn }) => (
            <span className="block max-lg:w-40">
              <StatusWord
                status={status ?? "incomplete"}
                reason={reason}
                words={words}
                since={status && sinceOn ? format.since(noonOf(sinceOn), cycle.publishedAt) : undefined}
              />
            </span>
          ),
        },
        {
          key: "tracker",
          header: column.tracker(format.whole(tracked.length)),
          cell: ({ states }) => (
            <Tracker
              words={words}
              cycles={states.map((state, index) => ({ ...state, name: names[index] ?? "" }))}
            />
          ),
        },
        {
          key: "level",
          header: column.level,
          numeric: true,
          sort: sortBy(filters, "level"),
          cell: ({ level }) => (level === null ? words.charts.none : format.whole(level)),
        },
        {
          key: "agreement",
          header: column.agreement,
          sort: sortBy(filters, "agreement"),
          cell: ({ agreement }) => <BandWord kind="agreement" band={agreement} words={words} />,
        },
        {
          key: "tenure",
          header: column.tenure,
          numeric: true,
          sort: sortBy(filters, "tenure"),
          cell: ({ tenureMonths }) => tenureShort(tenureMonths, words, format),
        },
      ]}
    />
  );
}
