import { dimensionCodes, type UnitVerdict } from "@/lib/domain/published";
import { filterHref, toggleOpen } from "@/lib/insights/filters";
import type { Opened } from "@/lib/insights/frame";
import { heatMeasures } from "@/lib/insights/overview";
import type { TreeUnit, UnitTree } from "@/lib/insights/units";
import { Heatmap } from "../../charts/heatmap";
import { EmptyState } from "../../empty-state";
import { PageTitle } from "../../page-title";
import type { ViewProps } from "../../view-props";
import { DataLinks, ExportButton } from "../shared/data-links";
import { FrameNotices } from "../shared/frame-notices";
import { InsightsFilters } from "../shared/insights-filters";
import { Streamed } from "../shared/streamed";
import { UnitLevels } from "./unit-levels";

export const unitsPath = "/insights/units";

/** The tree of units by level and dimension, against the company. */
export function UnitTreeView({ view, words, format }: ViewProps & { view: Opened<UnitTree> | undefined }) {
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
          tree.kind === "tree" && (
            <div className="flex flex-col gap-10">
              <div className="flex flex-col gap-6">
                <PageTitle
                  title={text.title}
                  lede={text.lede(format.monthYear(cycle.opensAt), format.date(cycle.publishedAt))}
                  actions={<ExportButton table="units" filters={filters} words={words} />}
                />
                <p className="max-w-column text-ink-3 text-small">{text.note}</p>
                <Tree rows={tree.rows} frame={frame} words={words} format={format} />
              </div>
              <UnitLevels rows={tree.rows} frame={frame} words={words} format={format} />
              <DataLinks filters={filters} tables={["cells", "dataset", "dictionary"]} words={words} />
            </div>
          )
        }
      </Streamed>
    </>
  );
}

type TreeProps = ViewProps & { rows: readonly TreeUnit[]; frame: UnitTree["frame"] };

function Tree({ rows, frame, words, format }: TreeProps) {
  const { heat, hidden } = words.insights;
  const { units: text } = words.insightsDuos;
  const { filters } = frame;
  const { cycle, pair } = filters;
  const markOf = (verdict: UnitVerdict | null | undefined) =>
    verdict === "above"
      ? { glyph: "↑", text: text.above }
      : verdict === "below"
        ? { glyph: "↓", text: text.below }
        : undefined;
  return (
    <Heatmap
      caption={text.caption}
      columns={[
        { key: heatMeasures[0], label: heat.level },
        ...dimensionCodes.map((code) => ({ key: code, label: heat.short[code] })),
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        label: row.name,
        href: filterHref(`${unitsPath}/${row.id}`, { cycle, pair, unit: row.id }),
        depth: row.depth,
        expand:
          row.open === undefined
            ? undefined
            : { open: row.open, href: filterHref(unitsPath, filters, toggleOpen(filters, row.id)) },
        counted:
          row.counted === null || row.enrolled === null ? undefined : { n: row.counted, of: row.enrolled },
        cells: row.cells.map((cell, index) =>
          cell.hidden
            ? { hidden: hidden[cell.hidden] }
            : { value: cell.value, mark: markOf(row.verdicts[index]) },
        ),
      }))}
      words={words}
      format={format}
    />
  );
}
