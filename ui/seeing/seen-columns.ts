import type { Detectability } from "@/lib/methodology/detectability";
import type { Column } from "../table";
import type { ViewProps } from "../view-props";

/** What the rule sees in a setting, and what it would see with a tenth more answers. */
export type Seen = { readonly seen: Detectability; readonly more: Detectability };
type Headers = Readonly<Record<"drops" | "slides" | "falseAlarms" | "dropsMore" | "slidesMore", string>>;

/** The figures of a table of settings. */
export function seenColumns<Row extends Seen>(
  text: Headers,
  { percent, tenth }: Pick<ViewProps["format"], "percent" | "tenth">,
): Column<Row>[] {
  const column = (header: string, cell: (row: Row) => string): Column<Row> => ({
    key: header,
    header,
    numeric: true,
    cell,
  });
  return [
    column(text.drops, ({ seen }) => percent(seen.drops)),
    column(text.slides, ({ seen }) => percent(seen.slides)),
    column(text.falseAlarms, ({ seen }) => tenth(seen.falseAlarms)),
    column(text.dropsMore, ({ more }) => percent(more.drops)),
    column(text.slidesMore, ({ more }) => percent(more.slides)),
  ];
}
