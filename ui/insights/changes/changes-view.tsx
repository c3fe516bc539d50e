import { cycleName } from "@/lib/i18n/cycle-name";
import { beginningsOf, tellsOfDiverging } from "@/lib/insights/beginnings";
import { chanceOf, stateChanges } from "@/lib/insights/changes";
import { type ChangeGroup, type Changes, groupChanges, suggestedFor } from "@/lib/insights/changes-view";
import { allRows, filterHref } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { stateWords } from "@/lib/insights/sentence";
import { matchesNone } from "@/lib/insights/unit-states";
import { PageTitle } from "../../page-title";
import { PagedList } from "../../pagination";
import { Section } from "../../section";
import { StatusGlyph, statusText } from "../../status";
import type { ViewProps } from "../../view-props";
import { duoHref } from "../overview/overview-duos";
import { DataLinks, ExportButton } from "../view-parts/data-links";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { NoMatch } from "../view-parts/no-match";
import { Streamed } from "../view-parts/streamed";
import { ChangeList } from "./change-list";
import { ChangesAside } from "./changes-aside";
import { FollowUpSection } from "./follow-up-section";

const path = "/insights/changes";

/** Which duos entered and left each state in a cycle, on what evidence, and the suggested action. */
export function ChangesView({ view, words, format }: ViewProps & { view: OpenedView<Changes> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <PageTitle title={notPublished.title} lede={notPublished.text} />;
  const { frame } = view;
  return (
    <>
      <InsightsFilters choice={frame} path={path} words={words} format={format} />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={path} shape="list" words={words}>
        {(changes) => <AllChanges changes={changes} words={words} format={format} />}
      </Streamed>
    </>
  );
}

/** How many duos changed, of how many that are compared, and how likely chance alone is. */
function ChangesTitle({ changes, words, format }: ViewProps & { changes: Changes }) {
  const text = words.insights;
  const { frame, list } = changes;
  const { previous, filters } = frame;
  const shown = list && previous && cycleName(previous.opensOn, frame.cycles, format);
  const { compared, older, moves } = list?.comparison ?? { compared: 0, older: 0, moves: [] };
  const total = countOf(changes);
  const begun = beginningsOf(frame);
  const canChange = total > 0 || begun.changes;
  return (
    <PageTitle
      title={
        shown && !canChange
          ? words.beginnings.noChanges
          : shown
            ? compared > 0
              ? text.changes.title(total - older, format.whole(total - older), shown)
              : text.changes.noneInBoth(shown)
            : list
              ? text.changes.first
              : text.changes.private
      }
      lede={[
        ...(compared > 0 && canChange ? [text.changes.compared(format.count(compared))] : []),
        ...(older > 0 ? [text.changed.older(format.count(older))] : []),
        ...(total > 0
          ? [text.changed.chance[chanceOf(frame.cycle, older > 0 || tellsOfDiverging(begun, moves))]]
          : compared > 0 && canChange
            ? [text.changes.none]
            : []),
        // The reader's own duos are counted and not listed.
        ...(list && list.total < total ? [words.insightsDuos.list.ownDuo] : []),
      ].join(" ")}
      actions={total > 0 && <ExportButton table="changes" filters={filters} words={words} />}
    />
  );
}

/** All changes that the page lists: between the two cycles, and since an older state. */
const countOf = ({ list }: Changes): number =>
  list ? stateChanges(list.comparison.moves) + list.comparison.older : 0;

function AllChanges({ changes, words, format }: ViewProps & { changes: Changes }) {
  const { list, states } = changes;
  if (!states) return null;
  const { filters } = changes.frame;
  if (matchesNone(changes.frame, states)) {
    return <NoMatch filters={filters} path={path} words={words} format={format} />;
  }
  return (
    <>
      <ChangesTitle changes={changes} words={words} format={format} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,8fr)_minmax(0,4fr)]">
        {list && (
          <PagedList
            list={list}
            href={(page) => filterHref(path, filters, { page: page > 1 ? page : undefined })}
            allHref={filterHref(path, filters, allRows)}
            words={words}
            format={format}
          >
            <div className="flex flex-col gap-9">
              {groupChanges(list.duos).map((group) => (
                <Group
                  key={`${group.inBoth} ${group.status} ${group.reason}`}
                  {...{ group, changes, words, format }}
                />
              ))}
            </div>
          </PagedList>
        )}
        <ChangesAside changes={changes} words={words} format={format} />
      </div>
      {changes.followUp && <FollowUpSection followUp={changes.followUp} words={words} format={format} />}
      {list && <DataLinks filters={filters} tables={["follow-up", "dictionary"]} words={words} />}
    </>
  );
}

type GroupProps = ViewProps & { group: ChangeGroup; changes: Changes };

function Group({ group, changes, words, format }: GroupProps) {
  const { frame, list } = changes;
  const text = words.insights.changes;
  const { status, reason, duos, inBoth } = group;
  const suggested = suggestedFor(group);
  const action = suggested && words.suggestedActions.action[suggested];
  const state = stateWords(words.status, status, reason);
  return (
    <Section
      title={
        <span className={`inline-flex items-baseline gap-2 ${statusText[status]}`}>
          <StatusGlyph status={status} reason={reason} />
          {(inBoth ? text.group : text.groupOlder)(state, format.whole(duos.length))}
        </span>
      }
      note={
        action && (
          <>
            <span className="font-semibold text-ink-2">{action.title}.</span> {action.text}
          </>
        )
      }
    >
      <ChangeList
        duos={duos}
        tracked={list?.tracked}
        frame={frame}
        hrefOf={({ duoId }) => duoHref(frame, duoId)}
        words={words}
        format={format}
      />
    </Section>
  );
}
