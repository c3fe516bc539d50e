import { publishedStatuses } from "@/lib/domain/status";
import type { DuoList } from "@/lib/insights/duos";
import { FilterSearch, FilterSelect } from "../../filter-bar";
import type { ViewProps } from "../../view-props";
import { InsightsFilters } from "../view-parts/insights-filters";

export const listPath = "/insights/duos";

/** All filters of the list. */
export function DuoFilters({ frame, words, format }: ViewProps & { frame: DuoList["frame"] }) {
  const text = words.insightsDuos.list;
  const { filters } = frame;
  const { sort, dir, range } = filters;
  const keep = { ...(sort && { sort }), ...(dir && { dir }), ...(range && { range }) };
  return (
    <InsightsFilters choice={frame} path={listPath} keep={keep} words={words} format={format}>
      <FilterSelect
        name="status"
        label={text.status}
        value={filters.status ?? ""}
        options={[
          { value: "", label: text.any },
          ...publishedStatuses.map((one) => ({ value: one, label: words.status.word[one] })),
        ]}
      />
      <FilterSearch name="q" label={text.search} value={filters.q ?? ""} placeholder={text.searchHint} />
    </InsightsFilters>
  );
}
