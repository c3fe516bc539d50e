import { attributeValues, duoAttributes } from "@/lib/domain/duo-attributes";
import type { Dictionary } from "@/lib/i18n";
import { attributeText } from "@/lib/insights/attribute-words";
import { attributeFilters, type Filters, filterHref, isPart } from "@/lib/insights/filters";
import { Disclosure } from "../../disclosure";
import { FilterSelect } from "../../filter-bar";
import { TextLink } from "../../text-link";

type Props = { filters: Filters; words: Dictionary };

/** Where the bar has no row of its own, what unfolds lies over the page instead of moving it. */
const popover =
  "xl:relative xl:[&>div]:absolute xl:[&>div]:right-0 xl:[&>div]:z-30 xl:[&>div]:w-120 xl:[&>div]:rounded-lg xl:[&>div]:border xl:[&>div]:border-line xl:[&>div]:bg-paper xl:[&>div]:p-3";

/** Filters by what duos are, folded away; the summary says how many are set. */
export function AttributeFilters({ filters, words }: Props) {
  const { filter } = words.insights;
  const text = attributeText(words);
  const set = Object.keys(attributeFilters(filters)).length;
  return (
    <Disclosure summary={set > 0 ? filter.moreSet(String(set)) : filter.more} className={popover}>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        {duoAttributes.map((name) => (
          <FilterSelect
            key={name}
            name={name}
            label={text.name[name]}
            value={filters[name] ?? ""}
            options={[
              { value: "", label: filter.any },
              ...attributeValues[name].map((value) => ({ value, label: text.value(name, value) })),
            ]}
          />
        ))}
      </div>
    </Disclosure>
  );
}

/** Which duos alone the page is about, each condition with a link that takes it away. */
export function FilteredBy({ filters, path, words }: Props & { path: string }) {
  if (!isPart(filters)) return null;
  const { filter } = words.insights;
  const chosen = conditionsOf({ filters, words });
  const none = Object.fromEntries(chosen.map(({ name }) => [name, undefined]));
  return (
    <p className="-mt-4 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-small">
      <span className="text-ink-2">{filter.only}</span>
      {chosen.map(({ name, said }) => (
        <span key={name} className="font-semibold">
          {said}{" "}
          <a
            href={filterHref(path, filters, { [name]: undefined })}
            className="inline-grid size-6 place-items-center text-ink-3 hover:text-ink print:hidden"
          >
            <span aria-hidden="true">×</span>
            <span className="sr-only">{filter.without(said)}</span>
          </a>
        </span>
      ))}
      <span className="print:hidden">
        <TextLink href={filterHref(path, filters, none)}>{filter.allDuos}</TextLink>
      </span>
    </p>
  );
}

/** That a view is about all duos although some were chosen elsewhere: the choice is kept for the other views. */
export function NotFilteredBy({ filters, words }: Props) {
  if (!isPart(filters)) return null;
  const said = conditionsOf({ filters, words }).map((one) => one.said);
  return (
    <p className="-mt-4 text-ink-2 text-small print:hidden">
      {words.insights.filter.notApplied(said.join(", "))}
    </p>
  );
}

/** The attributes that are filtered by, in words. */
function conditionsOf({ filters, words }: Props) {
  const text = attributeText(words);
  return duoAttributes.flatMap((name) => {
    const value = filters[name];
    if (value === undefined) return [];
    return [{ name, said: words.insights.filter.condition(text.name[name], text.value(name, value)) }];
  });
}
