import { cycleName } from "@/lib/i18n/cycle-name";
import { attributeFilters, filterHref, isPart, toggleOpen } from "@/lib/insights/filters";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { heatColumns } from "@/lib/insights/heat-columns";
import type { TreeRow, UnitTreePage } from "@/lib/insights/units";
import { EmptyState } from "../../empty-state";
import { PageTitle } from "../../page-title";
import type { ViewProps } from "../../view-props";
import { DataLinks, ExportButton } from "../view-parts/data-links";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { NoMatch } from "../view-parts/no-match";
import { Streamed } from "../view-parts/streamed";
import { UnitHeatmap } from "../view-parts/unit-heatmap";
import { UnitLevels } from "./unit-levels";

export const unitsPath = "/insights/units";

/** The tree of units by level and dimension, compared with the company. */
export function UnitTreeView({
  view,
  words,
  format,
}: ViewProps & { view: OpenedView<UnitTreePage> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <EmptyState title={notPublished.title} text={notPublished.text} />;
  const { frame } = view;
  const { filters, cycle } = frame;
  const { units: text } = words.insightsDuos;
  const { open } = filters;
  return (
    <>
      <InsightsFilters
        choice={frame}
        path={unitsPath}
        keep={open ? { open } : undefined}
        words={words}
        format={format}
      />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={unitsPath} shape="table" words={words}>
        {(tree) =>
          tree.kind === "tree" &&
          (hasNone(tree) ? (
            <NoMatch filters={filters} path={unitsPath} words={words} format={format} />
          ) : (
            <div className="drawn-near flex flex-col gap-10">
              <div className="flex flex-col gap-6">
                <PageTitle
                  title={text.title}
                  lede={(cycle.sharingMode === "private" ? text.ledePrivate : text.lede)(
                    cycleName(cycle.opensOn, frame.cycles, format),
                    format.date(cycle.publishedAt),
                  )}
                  actions={<ExportButton table="units" filters={filters} words={words} />}
                />
                {heatColumns(tree.rows).shown.length > 0 && (
                  <p className="max-w-column text-ink-3 text-small">{text.note}</p>
                )}
                <Tree rows={tree.rows} frame={frame} words={words} format={format} />
              </div>
              <UnitLevels rows={tree.rows} frame={frame} words={words} format={format} />
              <DataLinks filters={filters} tables={["cells", "dataset", "dictionary"]} words={words} />
            </div>
          ))
        }
      </Streamed>
    </>
  );
}

/** Whether no unit of the tree has a duo that the filters match. */
const hasNone = ({ rows, frame }: Extract<UnitTreePage, { kind: "tree" }>) =>
  isPart(frame.filters) && showsDuos(frame.cycle) && rows.every(({ counted }) => counted === null);

type TreeProps = ViewProps & { rows: readonly TreeRow[]; frame: UnitTreePage["frame"] };

function Tree({ rows, frame, words, format }: TreeProps) {
  const { units: text } = words.insightsDuos;
  const { filters } = frame;
  const unmatched =
    isPart(filters) && showsDuos(frame.cycle) ? rows.filter(({ counted }) => counted === null) : [];
  const kept = { cycle: filters.cycle, ...attributeFilters(filters) };
  return (
    <>
      <UnitHeatmap
        caption={text.caption}
        units={rows.filter((row) => !unmatched.includes(row))}
        hrefOf={({ id }) => filterHref(`${unitsPath}/${id}`, { ...kept, unit: id })}
        expandOf={({ id, open }) =>
          open === undefined
            ? undefined
            : { open, href: filterHref(unitsPath, filters, toggleOpen(filters, id)) }
        }
        words={words}
        format={format}
      />
      {unmatched.length > 0 && (
        <p className="text-ink-2 text-small">
          {words.insights.beside.noMatch(format.list(unmatched.map(({ name }) => name)))}
        </p>
      )}
    </>
  );
}
