import { DomainError } from "@/server/errors";
import { handler } from "@/server/http/action";
import { exportAgain, exportBusy, exportResponse } from "@/server/http/export-response";
import { openExport } from "@/server/insights/export";

/**
 * A table of insights as a CSV file. A sign-in older than an hour is renewed first; then the reader is back on the
 * table's page.
 */
export const GET = handler(async (viewer, { query }) => {
  try {
    return exportResponse(await openExport(viewer, query));
  } catch (error) {
    if (error instanceof DomainError && error.code === "sign-in-again") return exportAgain(query);
    if (error instanceof DomainError && error.code === "busy") return exportBusy();
    throw error;
  }
});
