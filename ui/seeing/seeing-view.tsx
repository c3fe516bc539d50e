import type { OpenedView } from "@/lib/insights/frame";
import type { OwnSetting } from "@/lib/methodology/own-setting";
import { FrameNotices } from "../insights/view-parts/frame-notices";
import { InsightsFilters } from "../insights/view-parts/insights-filters";
import { Streamed } from "../insights/view-parts/streamed";
import { PageTitle } from "../page-title";
import type { ViewProps } from "../view-props";
import { WhatWeCanSee } from "./what-we-can-see";

const path = "/insights/seeing";

/** A leader's page of what the rule can see of the duos in a unit. */
export function SeeingView({
  view,
  words,
  format,
}: ViewProps & { view: OpenedView<OwnSetting> | undefined }) {
  const { title, note } = words.seeing;
  if (!view) {
    const { notPublished } = words.insights;
    return <PageTitle title={notPublished.title} lede={notPublished.text} />;
  }
  const { frame } = view;
  return (
    <>
      <InsightsFilters choice={frame} path={path} whole="all" words={words} format={format} />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={path} shape="list" words={words}>
        {(own) => (
          <div className="flex flex-col gap-6">
            <PageTitle title={title} lede={note} />
            <WhatWeCanSee own={own} reader="leader" words={words} format={format} />
          </div>
        )}
      </Streamed>
    </>
  );
}
