import type { ReactNode } from "react";
import { duoAttributes } from "@/lib/domain/duo-attributes";
import { cycleName } from "@/lib/i18n/cycle-name";
import { type UnitChoice, unitChoices } from "@/lib/insights/choices";
import { attributeFilters, type FilterName, type Filters, ranges } from "@/lib/insights/filters";
import { FilterBar, FilterSelect } from "../../filter-bar";
import type { ViewProps } from "../../view-props";
import { AttributeFilters, FilteredBy, NotFilteredBy } from "./attribute-filters";

type CycleChoice = { readonly id: string; readonly opensOn: string; readonly state: string };

/** The cycle and unit that a view is about, and those that could be chosen instead. */
export type InsightsChoice = {
  readonly filters: Filters;
  readonly cycles: readonly CycleChoice[];
  readonly cycle: CycleChoice;
  readonly units: readonly UnitChoice[];
  /** `label`: its name, or its path where another unit has the same name. */
  readonly unit: UnitChoice & { readonly label: string };
};

type SharedFilter = "unit" | "range";

type Props = ViewProps & {
  choice: InsightsChoice;
  /** The page that the filters lead to. */
  path: string;
  /** Which filters the view has besides the cycle; a page about one duo or unit has no unit to choose. */
  with?: readonly SharedFilter[];
  /** The view cannot be narrowed to some duos: it is about one, or about all. */
  whole?: "one" | "all";
  /** The view has controls of its own for its cycles, among `children`. */
  ownCycles?: boolean;
  /** Without a chosen unit the view shows each of several ones. */
  eachUnit?: boolean;
  /** What the view's own controls show where the address says nothing. */
  usual?: Filters;
  /** Query values kept without a control here, such as the sort. */
  keep?: Readonly<Record<string, string>>;
  /** Filters of this view alone; with them the bar gets a row of its own. */
  children?: ReactNode;
};

/** The range of an address without one. */
const USUAL_RANGE = "13";

const indent = "\u2003";

/** The filters for cycle, unit and some duos alone; beside the links to the views where there is room. */
export function InsightsFilters(props: Props) {
  const {
    choice,
    path,
    words,
    format,
    with: shown = ["unit"],
    whole,
    ownCycles,
    eachUnit,
    usual,
    keep,
    children,
  } = props;
  const { filters, cycles, cycle } = choice;
  const text = words.insights.filter;
  return (
    <>
      {/* Where it stands does not depend on what is chosen, so that the next choice is where the last one was. */}
      <div className={children ? undefined : "xl:absolute xl:top-1 xl:right-0"}>
        <FilterBar
          label={text.label}
          action={path}
          applyWord={words.shell.action.apply}
          folded={text.folded(
            countSet({ ...choice, usual: { ...(eachUnit && { unit: undefined }), ...usual } }, [
              ...shown,
              ...(children ? ownFilters : []),
              ...(whole ? [] : duoAttributes),
            ]),
          )}
          more={!whole && <AttributeFilters filters={filters} words={words} />}
          keep={{
            ...keep,
            ...(whole === "all" && attributeFilters(filters)),
            ...(filters.whole && { whole: filters.whole }),
          }}
        >
          {!ownCycles && (
            <FilterSelect
              name="cycle"
              label={text.cycle}
              value={cycle.id}
              options={cycleOptions(cycles, { words, format })}
            />
          )}
          {shown.map((name) => (
            <FilterSelect key={name} {...sharedFilter(name, { ...choice, eachUnit }, words)} />
          ))}
          {children}
        </FilterBar>
      </div>
      {!whole && <FilteredBy filters={filters} path={path} words={words} />}
      {whole === "all" && <NotFilteredBy filters={filters} words={words} />}
    </>
  );
}

/** Cycles to choose from, each by its name among them. */
export const cycleOptions = (cycles: readonly CycleChoice[], { words, format }: ViewProps) =>
  cycles.map(({ id, state, opensOn }) => {
    const name = cycleName(opensOn, cycles, format);
    return { value: id, label: state === "withdrawn" ? words.insights.filter.withdrawn(name) : name };
  });

/** Filters that some views have besides those of all. */
const ownFilters = ["from", "status", "q"] as const satisfies readonly FilterName[];

/** How many of the controls were set to something else than what a plain address shows: a form sends them all. */
function countSet(
  { filters, cycles, units, usual }: InsightsChoice & Pick<Props, "usual">,
  controls: readonly FilterName[],
) {
  const plain: Filters = {
    cycle: (cycles.find(({ state }) => state === "published") ?? cycles[0])?.id,
    unit: units[0]?.id,
    range: USUAL_RANGE,
    ...usual,
  };
  const isSet = (name: FilterName) => filters[name] !== undefined && filters[name] !== plain[name];
  return (["cycle", ...controls] as const).filter(isSet).length;
}

function sharedFilter(
  name: SharedFilter,
  choice: InsightsChoice & Pick<Props, "eachUnit">,
  words: ViewProps["words"],
) {
  const { filters, units, unit, eachUnit } = choice;
  const text = words.insights.filter;
  switch (name) {
    case "unit": {
      const options = unitChoices(units, unit).map(({ unit: { id, name }, depth }) => ({
        value: id,
        label: indent.repeat(depth) + name,
      }));
      const whole = unit.label === unit.name ? undefined : unit.label;
      if (!eachUnit) return { name, label: text.unit, value: unit.id, options, whole };
      const each = { value: "", label: text.eachUnit };
      return {
        name,
        label: text.unit,
        value: filters.unit ?? "",
        options: [each, ...options],
        whole: filters.unit && whole,
      };
    }
    case "range": {
      const options = ranges.map((range) => ({ value: range, label: text.ranges[range] }));
      return { name, label: text.range, value: filters.range ?? USUAL_RANGE, options };
    }
  }
}
