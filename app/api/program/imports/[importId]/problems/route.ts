import { handler } from "@/server/http/action";
import { exportResponse } from "@/server/http/export-response";
import { loadProblemFile } from "@/server/roster/files";

/** All problems of a checked import as a CSV file. */
export const GET = handler(async (viewer, { params }) =>
  exportResponse(await loadProblemFile(viewer, params)),
);
