import { DomainError } from "@/server/errors";
import { handler } from "@/server/http/action";
import { exportAgain, exportResponse } from "@/server/http/export-response";
import { openExport } from "@/server/insights/export";

/** A table of insights as a file. An old sign-in leads to a new one, and from there back to the page of the table. */
export const GET = handler(async (viewer, { query }) => {
  try {
    return exportResponse(await openExport(viewer, query));
  } catch (error) {
    if (error instanceof DomainError && error.code === "sign-in-again") return exportAgain(query);
    throw error;
  }
});
