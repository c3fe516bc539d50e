import { attributeFilters, filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { LinkButton } from "../../link-button";
import type { ViewProps } from "../../view-props";

export const reportPath = "/insights/report";

/** Leads to the report on the unit in view that ends with the cycle in view. It is about all duos, and keeps what is chosen. */
export function ReportLink({ frame, words }: Pick<ViewProps, "words"> & { frame: InsightsFrame }) {
  const { cycle, unit } = frame.filters;
  return (
    <LinkButton
      kind="quiet"
      size="small"
      href={filterHref(reportPath, { ...attributeFilters(frame.filters), to: cycle, unit })}
    >
      {words.report.open}
    </LinkButton>
  );
}
