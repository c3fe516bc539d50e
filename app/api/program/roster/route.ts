import { DomainError } from "@/server/errors";
import { handler } from "@/server/http/action";
import { exportResponse, signInAgainFor } from "@/server/http/export-response";
import { loadRosterFile } from "@/server/roster/files";

/** The present roster, or a template, as a CSV file. A sign-in older than an hour is renewed first. */
export const GET = handler(async (viewer, { query }) => {
  try {
    return exportResponse(await loadRosterFile(viewer, query));
  } catch (error) {
    if (error instanceof DomainError && error.code === "sign-in-again")
      return signInAgainFor("/program/import");
    throw error;
  }
});
