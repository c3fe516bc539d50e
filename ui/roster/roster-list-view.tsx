import { type RosterPage, rosterLists, rosterStates } from "@/lib/domain/roster-lists";
import { FilterBar, FilterSearch, FilterSelect } from "../filter-bar";
import { LinkButton } from "../link-button";
import { PageTitle } from "../page-title";
import { PagedList } from "../pagination";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { GrantActions } from "./roster-actions";
import { RosterTable } from "./roster-table";

type Props = ViewProps & { page: RosterPage; actions: GrantActions };

const pathOf = (list: RosterPage["list"]) => `/program/roster/${list}`;

/** The address of a page of a list, with its search and state. */
function hrefOf({ list, wanted: { q, state } }: RosterPage, more: Record<string, string>): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(state !== "current" && { state }), ...more });
  return query.size > 0 ? `${pathOf(list)}?${query}` : pathOf(list);
}

/** One list of the roster: search, state, its lines page by page, and the way to something new. */
export function RosterListView({ page, actions, words, format }: Props) {
  const text = words.rosterLists;
  const { list, wanted, view } = page;
  const states = rosterStates.filter((state) => state !== "paused" || list === "duos");
  return (
    <div className="flex flex-col gap-6">
      <PageTitle
        title={text.titles[list]}
        lede={text.ledes[list]}
        actions={
          <LinkButton size="small" href={`${pathOf(list)}/new`}>
            {text.add[list]}
          </LinkButton>
        }
      >
        <RosterLinks current={list} words={words} />
      </PageTitle>
      <FilterBar label={text.filter} action={pathOf(list)} applyWord={words.shell.action.apply}>
        <FilterSearch name="q" label={text.search} value={wanted.q ?? ""} />
        <FilterSelect
          name="state"
          label={text.state}
          value={wanted.state}
          options={states.map((state) => ({ value: state, label: text.states[state] }))}
        />
      </FilterBar>
      {view.total === 0 ? (
        <p className="text-ink-2">{text.none}</p>
      ) : (
        <PagedList
          list={view}
          href={(number) => hrefOf(page, number > 1 ? { page: String(number) } : {})}
          allHref={hrefOf(page, { rows: "all" })}
          words={words}
          format={format}
        >
          <RosterTable page={page} actions={actions} words={words} format={format} />
        </PagedList>
      )}
    </div>
  );
}

/** Links to the other three lists, and back to the program. */
function RosterLinks({ current, words }: Pick<ViewProps, "words"> & { current: RosterPage["list"] }) {
  const text = words.rosterLists;
  return (
    <nav aria-label={text.label} className="mt-2">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {rosterLists
          .filter((list) => list !== current)
          .map((list) => (
            <li key={list}>
              <TextLink href={pathOf(list)}>{text.titles[list]}</TextLink>
            </li>
          ))}
        <li>
          <TextLink href="/program">{words.schedule.back}</TextLink>
        </li>
      </ul>
    </nav>
  );
}
