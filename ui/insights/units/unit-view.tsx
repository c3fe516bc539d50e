import { attributeFilters, filterHref, isPart } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { hasHistory } from "@/lib/insights/overview";
import { completeWords, isFew } from "@/lib/insights/sentence";
import { isSilent, matchesNone } from "@/lib/insights/unit-states";
import { siblingsOf, type UnitDetail, unitPath } from "@/lib/insights/units";
import { EmptyState } from "../../empty-state";
import { figureTexts } from "../../figures";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { CustomFigures } from "../view-parts/custom-figures";
import { DataLinks } from "../view-parts/data-links";
import { FirstDuos } from "../view-parts/first-duos";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { KeptPromises } from "../view-parts/kept-promises";
import { NoMatch } from "../view-parts/no-match";
import { OverTime } from "../view-parts/over-time";
import { Streamed } from "../view-parts/streamed";
import { UnitHeat } from "../view-parts/unit-heat";
import { PairTable } from "./pair-table";
import { UnitComparisons } from "./unit-comparisons";
import { UnitStateRow } from "./unit-state-row";
import { unitsPath } from "./unit-tree-view";

/** The page of one unit: its states, its history and its comparisons. */
export function UnitView({ view, words, format }: ViewProps & { view: OpenedView<UnitDetail> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <EmptyState title={notPublished.title} text={notPublished.text} />;
  const { frame } = view;
  const { cycle, range } = frame.filters;
  const kept = { cycle, ...attributeFilters(frame.filters) };
  const path = `${unitsPath}/${frame.unit.id}`;
  const { unit: text } = words.insightsDuos;
  return (
    <>
      <InsightsFilters
        choice={frame}
        path={path}
        with={[]}
        keep={range ? { range } : undefined}
        words={words}
        format={format}
      />
      <FrameNotices frame={frame} words={words} format={format} />
      <div className="flex flex-col gap-4">
        <nav aria-label={text.pathLabel} className="text-small print:hidden">
          <ol className="flex flex-wrap gap-x-2">
            <li>
              <TextLink href={filterHref(unitsPath, kept)}>{text.back}</TextLink>
            </li>
            {unitPath(frame)
              .slice(0, -1)
              .map(({ id, name }) => (
                <li key={id}>
                  <span aria-hidden="true" className="pr-2 text-ink-3">
                    /
                  </span>
                  <TextLink href={filterHref(`${unitsPath}/${id}`, { ...kept, unit: id })}>
                    <bdi>{name}</bdi>
                  </TextLink>
                </li>
              ))}
          </ol>
          <Siblings frame={frame} words={words} />
        </nav>
        <Streamed view={view} path={path} shape="figures" words={words}>
          {(unit) =>
            unit.kind === "unit" &&
            (matchesNone(frame, unit.states) ? (
              <NoMatch filters={frame.filters} path={path} words={words} format={format} />
            ) : (
              <Unit view={unit} words={words} format={format} />
            ))
          }
        </Streamed>
      </div>
    </>
  );
}

/** As many as can be read at a glance; the list of all units has the others. */
const SIBLINGS_SHOWN = 12;

/** Links to the units beside this one, in the cycle in view. */
function Siblings({ frame, words }: Pick<ViewProps, "words"> & { frame: UnitDetail["frame"] }) {
  const siblings = siblingsOf(frame).slice(0, SIBLINGS_SHOWN);
  if (siblings.length === 0) return null;
  const kept = { cycle: frame.filters.cycle, ...attributeFilters(frame.filters) };
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-ink-3">
      {words.insightsDuos.unit.siblings}
      {siblings.map(({ id, name }) => (
        <TextLink key={id} href={filterHref(`${unitsPath}/${id}`, { ...kept, unit: id })}>
          <bdi>{name}</bdi>
        </TextLink>
      ))}
    </p>
  );
}

type UnitProps = ViewProps & { view: Extract<UnitDetail, { kind: "unit" }> };

function Unit({ view, words, format }: UnitProps) {
  const { frame, level, participation, states, past, heat, moreUnits, custom, kept, duos, tracked } = view;
  const { unit, filters } = frame;
  const { unit: text } = words.insightsDuos;
  const path = `${unitsPath}/${unit.id}`;
  const speak = { words, format };
  const { ofUnit } = figureTexts(speak);
  const facts = [
    ...(states.hidden ? [] : [completeWords({ filters, states }, speak)]),
    ...(participation.kind === "percent" && !filters.agreement
      ? [text.participation(ofUnit(participation))]
      : []),
    ...(!states.hidden && states.watch.kind === "share"
      ? [words.insights.lede.watch(states.watch.band)]
      : []),
  ];
  return (
    <div className="drawn-near flex flex-col gap-10">
      <div className="flex flex-col gap-6">
        <PageTitle title={titleOf(view, speak)} lede={facts.join(" · ")} />
        {level.kind === "hidden" && (
          <Notice title={words.insights.hiddenTitle(unit.label)}>{words.insights.hidden[level.why]}</Notice>
        )}
        {states.hidden && level.kind !== "hidden" && (
          <Notice title={words.insights.hiddenStates(unit.label)}>
            {words.insights.hidden[states.hidden]}
          </Notice>
        )}
        {!states.hidden && isSilent(states) ? (
          <p className="text-ink-2">{words.insights.sentence.noneComplete(format.count(states.enrolled))}</p>
        ) : (
          <UnitStateRow view={view} {...speak} />
        )}
      </div>
      {hasHistory(past) && (
        <OverTime frame={frame} past={past} path={path} reorganized={view.reorganized} {...speak} />
      )}
      <div className="grid items-start gap-10 empty:hidden">
        <UnitComparisons view={view} {...speak} />
        {!states.hidden && !isSilent(states) && !isPart(filters) && (
          <PairTable pairs={view.pairs} {...speak} />
        )}
      </div>
      {heat.length > 1 && (
        <UnitHeat
          frame={frame}
          heat={heat}
          moreUnits={moreUnits}
          said={level.kind === "hidden" ? level.why : undefined}
          {...speak}
        />
      )}
      <KeptPromises frame={frame} kept={kept} {...speak} />
      <CustomFigures custom={custom} {...speak} />
      {duos && !isSilent(states) && <FirstDuos frame={frame} duos={duos} tracked={tracked} {...speak} />}
      <DataLinks filters={filters} tables={["trend", "mix", "cells", "dictionary"]} words={words} />
    </div>
  );
}

/** "Search stands at 62, not distinguishable from the company."; where few duos are complete it begins with that. */
function titleOf({ level, levelVerdict, frame, states }: UnitProps["view"], view: ViewProps): string {
  const { words, format } = view;
  const { unit: text } = words.insightsDuos;
  const { label: name } = frame.unit;
  if (level.kind !== "mean") return name;
  const stands = text.title(name, figureTexts(view).ofUnit(level));
  const said = levelVerdict ? text.beside[levelVerdict](stands) : stands;
  if (states.hidden || !isFew(states)) return said;
  const { fewComplete } = words.insights.sentence;
  return `${fewComplete(format.count(states.counted), format.count(states.enrolled))} ${said}`;
}
