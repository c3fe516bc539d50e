import type { DuoList } from "@/lib/insights/duos";
import { type Filters, filterHref } from "@/lib/insights/filters";
import type { TrackedDuo } from "@/lib/insights/tracked-duo";
import { SoftLinks } from "../../soft-links";
import { type Column, Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { duoColumns } from "../view-parts/duo-columns";
import { listPath } from "./duo-filters";
import { tenureShort } from "./tenure";

type Sort = NonNullable<Filters["sort"]>;

/** How each column is sorted by the first click: what needs attention and the newest come first. */
const firstDirection = "asc";

/** The link of a column's header: the first click sorts, the next one reverses the order. */
function sortBy(filters: Filters, sort: Sort): Column<TrackedDuo>["sort"] {
  const { sort: chosen = "attention", dir = firstDirection } = filters;
  const reversed = chosen === sort && dir === "asc" ? "desc" : undefined;
  return {
    href: filterHref(listPath, filters, { sort: sort === "attention" ? undefined : sort, dir: reversed }),
    direction: chosen !== sort ? undefined : dir === "asc" ? "ascending" : "descending",
  };
}

type Props = ViewProps & { list: Extract<DuoList, { kind: "duos" }> };

/** The page of duos in view, with their states over the cycles. */
export function DuoTable({ list: { frame, rows, total, tracked }, words, format }: Props) {
  const { column, title } = words.insightsDuos.list;
  const { filters, unit } = frame;
  const hrefOf = ({ duoId }: { duoId: string }) => filterHref(`${listPath}/${duoId}`, filters);
  const columns = duoColumns({ frame, tracked, hrefOf, words, format });
  return (
    <SoftLinks>
      <Table
        still
        twoLines
        caption={title(format.whole(total), total === 1, unit.label)}
        rows={rows}
        rowKey={({ duoId }) => duoId}
        columns={[
          { ...columns.duo, sort: sortBy(filters, "name") },
          { ...columns.state, sort: sortBy(filters, "attention") },
          columns.tracker,
          columns.level,
          { ...columns.agreement, sort: sortBy(filters, "agreement") },
          {
            key: "tenure",
            header: column.tenure,
            numeric: true,
            sort: sortBy(filters, "tenure"),
            cell: ({ tenureMonths }) => tenureShort(tenureMonths, words, format),
          },
        ]}
      />
    </SoftLinks>
  );
}
