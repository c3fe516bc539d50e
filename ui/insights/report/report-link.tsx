import { attributeFilters, filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import { LinkButton } from "../../link-button";
import type { ViewProps } from "../../view-props";

export const reportPath = "/insights/report";

/** The report on a unit that ends with the cycle in view. It is about all duos, and keeps what is chosen. */
export const reportHref = ({ filters }: InsightsFrame, unit: string | undefined) =>
  filterHref(reportPath, { ...attributeFilters(filters), to: filters.cycle, unit });

/** Leads to the report on the unit in view. */
export function ReportLink({ frame, words }: Pick<ViewProps, "words"> & { frame: InsightsFrame }) {
  return (
    <LinkButton kind="quiet" size="small" href={reportHref(frame, frame.filters.unit)}>
      {words.report.open}
    </LinkButton>
  );
}
