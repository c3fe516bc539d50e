import type { ReactNode } from "react";
import { pairTypes } from "@/lib/domain/pair-types";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type UnitChoice, unitChoices } from "@/lib/insights/choices";
import { type Filters, ranges } from "@/lib/insights/filters";
import { FilterBar, FilterSelect } from "../../filter-bar";

type CycleChoice = { readonly id: string; readonly opensAt: Date; readonly state: string };

/** What the frame of a view knows of its cycle and unit. */
export type InsightsChoice = {
  readonly filters: Filters;
  readonly cycles: readonly CycleChoice[];
  readonly cycle: CycleChoice;
  readonly units: readonly UnitChoice[];
  readonly unit: UnitChoice;
};

type Props = {
  choice: InsightsChoice;
  /** The page the choice belongs to. */
  path: string;
  words: Dictionary;
  format: Formats;
  /** Which of the shared filters the view has, besides the cycle; a page about one duo or unit has no unit to choose. */
  with?: readonly ("unit" | "pair" | "range")[];
  /** Query values kept without a control here, such as the sort. */
  keep?: Readonly<Record<string, string>>;
  /** Filters of this view alone; they take the bar to a row of its own. */
  children?: ReactNode;
  /** Those of them that are needed less often. */
  more?: ReactNode;
};

const indent = "\u2003";

/** Cycle, unit and what else narrows a view; beside the views' names where there is room. */
export function InsightsFilters({
  choice,
  path,
  words,
  format,
  with: shown = ["unit", "pair"],
  keep,
  children,
  more,
}: Props) {
  const { filters, cycles, cycle, units, unit } = choice;
  const text = words.insights.filter;
  return (
    <div className={children ? "" : "xl:absolute xl:top-1 xl:right-0"}>
      <FilterBar
        label={text.label}
        action={path}
        applyWord={words.shell.action.apply}
        more={more}
        keep={filters.whole ? { ...keep, whole: filters.whole } : keep}
      >
        <FilterSelect
          name="cycle"
          label={text.cycle}
          value={cycle.id}
          options={cycles.map(({ id, state, opensAt }) => {
            const name = format.monthYear(opensAt);
            return { value: id, label: state === "withdrawn" ? text.withdrawn(name) : name };
          })}
        />
        {shown.includes("unit") && (
          <FilterSelect
            name="unit"
            label={text.unit}
            value={unit.id}
            options={unitChoices(units, unit).map(({ unit: { id, name }, depth }) => ({
              value: id,
              label: indent.repeat(depth) + name,
            }))}
          />
        )}
        {shown.includes("pair") && (
          <FilterSelect
            name="pair"
            label={text.pair}
            value={filters.pair ?? ""}
            options={[
              { value: "", label: text.allPairs },
              ...pairTypes.map((pair) => ({ value: pair, label: words.status.pairType[pair] })),
            ]}
          />
        )}
        {shown.includes("range") && (
          <FilterSelect
            name="range"
            label={text.range}
            value={filters.range ?? "13"}
            options={ranges.map((range) => ({ value: range, label: text.ranges[range] }))}
          />
        )}
        {children}
      </FilterBar>
    </div>
  );
}
