import { handler } from "@/server/http/action";
import { loadImportProgress } from "@/server/roster/read";

/** How far an import is, for its progress bar. */
export const GET = handler((viewer, { params }) => loadImportProgress(viewer, params), {
  onlyForItsPage: true,
});
