import { agreementBands } from "@/lib/domain/published";
import { publishedStatuses } from "@/lib/domain/status";
import type { DuoList } from "@/lib/insights/duos";
import { type FilterName, gradeDistances, teamSizes, tenures } from "@/lib/insights/filters";
import { Disclosure } from "../../disclosure";
import { FilterSearch, FilterSelect } from "../../filter-bar";
import type { ViewProps } from "../../view-props";
import { InsightsFilters } from "../shared/insights-filters";

/** The filters that are folded away until one of them is used. */
const more = ["agreement", "grade", "tenure", "team", "line", "platform"] as const;

export const listPath = "/insights/duos";

/** All filters of the list. */
export function DuoFilters({ frame, words, format }: ViewProps & { frame: DuoList["frame"] }) {
  const text = words.insightsDuos.list;
  const { status } = words;
  const { filters } = frame;
  const choice = (name: keyof typeof text & FilterName, options: [string, string][]) => (
    <FilterSelect
      name={name}
      label={text[name]}
      value={filters[name] ?? ""}
      options={[{ value: "", label: text.any }, ...options.map(([value, label]) => ({ value, label }))]}
    />
  );
  const { sort, dir, range } = filters;
  const keep = { ...(sort && { sort }), ...(dir && { dir }), ...(range && { range }) };
  return (
    <InsightsFilters
      choice={frame}
      path={listPath}
      keep={keep}
      words={words}
      format={format}
      more={
        <Disclosure summary={text.more} open={more.some((name) => filters[name] !== undefined)}>
          <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
            {choice(
              "agreement",
              agreementBands.map((band) => [band, status.agreement[band]]),
            )}
            {choice(
              "grade",
              gradeDistances.map((grade) => [grade, text.grades[grade]]),
            )}
            {choice(
              "tenure",
              tenures.map((tenure) => [tenure, text.tenures[tenure]]),
            )}
            {choice(
              "team",
              teamSizes.map((size) => [size, text.teams[size]]),
            )}
            {choice("line", [
              ["yes", text.yes],
              ["no", text.no],
            ])}
            {choice("platform", [
              ["yes", text.yes],
              ["no", text.no],
            ])}
          </div>
        </Disclosure>
      }
    >
      {choice(
        "status",
        publishedStatuses.map((one) => [one, status.word[one]]),
      )}
      <FilterSearch name="q" label={text.search} value={filters.q ?? ""} placeholder={text.searchHint} />
    </InsightsFilters>
  );
}
