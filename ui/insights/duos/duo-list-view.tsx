import { cycleName } from "@/lib/i18n/cycle-name";
import type { DuoList } from "@/lib/insights/duos";
import { allRows, duoFilters, filterHref } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { EmptyState } from "../../empty-state";
import { LinkButton } from "../../link-button";
import { PageTitle } from "../../page-title";
import { PagedList } from "../../pagination";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { DataLinks, ExportButton } from "../view-parts/data-links";
import { FrameNotices } from "../view-parts/frame-notices";
import { Streamed } from "../view-parts/streamed";
import { DuoFilters, listPath } from "./duo-filters";
import { DuoTable } from "./duo-table";

/** The list of duos by name, or why there is none. */
export function DuoListView({ view, words, format }: ViewProps & { view: OpenedView<DuoList> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <EmptyState title={notPublished.title} text={notPublished.text} />;
  const { frame } = view;
  const text = words.insightsDuos;
  return (
    <>
      <DuoFilters frame={frame} words={words} format={format} />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={listPath} shape="table" words={words}>
        {(list) => (
          <>
            {list.kind === "duos" && <Duos list={list} words={words} format={format} />}
            {list.kind === "private" && (
              <EmptyState title={text.noRows.title} text={text.noRows.text}>
                <LinkButton
                  kind="secondary"
                  href={filterHref("/insights/units", {
                    cycle: frame.filters.cycle,
                    unit: frame.filters.unit,
                  })}
                >
                  {text.noRows.units}
                </LinkButton>
              </EmptyState>
            )}
          </>
        )}
      </Streamed>
    </>
  );
}

function Duos({ list, words, format }: ViewProps & { list: Extract<DuoList, { kind: "duos" }> }) {
  const text = words.insightsDuos.list;
  const { frame, total } = list;
  const { filters, cycle, unit } = frame;
  const narrowed = duoFilters.some((name) => filters[name] !== undefined);
  const count = format.whole(total);
  const clear = filterHref(listPath, { cycle: filters.cycle, unit: filters.unit });
  return (
    <div className="flex flex-col gap-6">
      <PageTitle
        title={narrowed ? text.found(count, total === 1) : text.title(count, total === 1, unit.label)}
        lede={[
          text.lede(cycleName(cycle.opensOn, frame.cycles, format), format.date(cycle.publishedAt)),
          ...(list.inDuo ? [text.ownDuo] : []),
        ].join(" ")}
        actions={
          <>
            {narrowed && (
              <LinkButton kind="secondary" size="small" href={clear}>
                {words.shell.action.clear}
              </LinkButton>
            )}
            {total > 0 && <ExportButton table="duos" filters={filters} words={words} />}
          </>
        }
      />
      {total === 0 ? (
        <EmptyState
          title={narrowed ? text.noneTitle : text.emptyTitle}
          text={narrowed ? text.noneText : text.emptyText}
        >
          {narrowed && <TextLink href={clear}>{words.shell.action.clear}</TextLink>}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-2">
          <PagedList
            list={list}
            href={(next) => filterHref(listPath, filters, { page: next > 1 ? next : undefined })}
            allHref={filterHref(listPath, filters, allRows)}
            words={words}
            format={format}
          >
            <DuoTable list={list} words={words} format={format} />
            <p className="mt-2 text-ink-3 text-small">{text.legend}</p>
          </PagedList>
          <DataLinks filters={filters} tables={["history", "dataset", "cells", "dictionary"]} words={words} />
        </div>
      )}
    </div>
  );
}
