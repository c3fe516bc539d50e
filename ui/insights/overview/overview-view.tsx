import { cycleNameInYear } from "@/lib/i18n/cycle-name";
import { isPart } from "@/lib/insights/filters";
import { type OpenedView, topUnits } from "@/lib/insights/frame";
import { hasHistory, type Overview } from "@/lib/insights/overview";
import { movesSince } from "@/lib/insights/sentence";
import { isSilent, matchesNone } from "@/lib/insights/unit-states";
import { PageTitle } from "../../page-title";
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
import { DriversSection } from "./drivers-section";
import { Headline } from "./headline";
import { OverviewNamed } from "./overview-duos";
import { UnitCards } from "./unit-cards";
import { UnitsBeside } from "./units-beside";

const path = "/insights";

/** The state of a unit in one page, with links to the other views. */
export function OverviewView({
  view,
  words,
  format,
}: ViewProps & { view: OpenedView<Overview> | undefined }) {
  const text = words.insights;
  if (!view) return <PageTitle title={text.notPublished.title} lede={text.notPublished.text} />;
  const { frame } = view;
  const { range } = frame.filters;
  return (
    <>
      <InsightsFilters
        choice={frame}
        path={path}
        eachUnit={topUnits(frame.units).length > 1}
        keep={range ? { range } : undefined}
        words={words}
        format={format}
      />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={path} shape="figures" words={words}>
        {(overview) => (
          <>
            {overview.kind === "cards" &&
              (overview.cards.every(({ states }) => matchesNone(frame, states)) ? (
                <NoMatch filters={frame.filters} path={path} words={words} format={format} />
              ) : (
                <>
                  <UnitCards frame={frame} cards={overview.cards} words={words} format={format} />
                  <DataLinks filters={frame.filters} tables={["units", "dictionary"]} words={words} />
                </>
              ))}
            {overview.kind === "unit" &&
              (matchesNone(frame, overview.states) ? (
                <NoMatch filters={frame.filters} path={path} words={words} format={format} />
              ) : (
                <UnitOverview overview={overview} words={words} format={format} />
              ))}
          </>
        )}
      </Streamed>
    </>
  );
}

type UnitProps = ViewProps & { overview: Extract<Overview, { kind: "unit" }> };

function UnitOverview({ overview, words, format }: UnitProps) {
  const { frame, states, duos, heat, beside, moreUnits, past, tracked } = overview;
  const { previous, filters } = frame;
  const since = movesSince(
    duos?.comparison,
    previous && cycleNameInYear(previous.opensOn, frame.cycles, format),
  );
  const speak = { frame, words, format };
  // Where no duo is complete there is nothing to map, to compare or to look at first.
  const named = isSilent(states) ? undefined : duos;
  return (
    <div className="drawn-near flex flex-col gap-10 print:gap-5">
      <div className="flex flex-col gap-6 print:gap-3">
        <Headline
          {...speak}
          states={states}
          since={since}
          named={duos !== undefined}
          partly={past.at(-1)?.level.kind === "mean"}
        />
      </div>
      {named && <OverviewNamed {...speak} duos={named} />}
      <UnitHeat {...speak} heat={heat} moreUnits={moreUnits} said={states.hidden} />
      <UnitsBeside {...speak} units={beside} screenOnly />
      {hasHistory(past) && <OverTime {...speak} past={past} path={path} />}
      <OfAllDuos overview={overview} words={words} format={format} />
      {named && <FirstDuos {...speak} duos={named.first} tracked={tracked} />}
      <DataLinks
        filters={filters}
        tables={["mix", "trend", "units", ...(duos ? (["changes", "duos"] as const) : []), "dictionary"]}
        words={words}
      />
    </div>
  );
}

/** What is known of all duos together alone; on paper side by side, or the page would outgrow its two. */
function OfAllDuos({ overview: { frame, kept, custom, drivers }, words, format }: UnitProps) {
  const first = kept.length > 0 || drivers;
  if (!first && custom.length === 0) return null;
  const speak = { words, format };
  return (
    <div
      className={`grid gap-10 print:gap-5 ${first && custom.length > 0 ? "print:grid-cols-[2fr_3fr] print:items-start" : ""}`}
    >
      {first && (
        <div className="grid gap-10 print:gap-5">
          <KeptPromises frame={frame} kept={kept} {...speak} />
          {drivers && <DriversSection drivers={drivers} isPart={isPart(frame.filters)} {...speak} />}
        </div>
      )}
      <CustomFigures custom={custom} {...speak} />
    </div>
  );
}
