import { handler } from "@/server/http/action";
import { exportResponse } from "@/server/http/export-response";
import { openInventoryFile } from "@/server/personal-data/inventory";

/** The inventory of personal data as a CSV file, for reviewers and admins. */
export const GET = handler(async (viewer) => exportResponse(await openInventoryFile(viewer)));
