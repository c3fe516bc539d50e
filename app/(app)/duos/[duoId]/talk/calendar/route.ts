import { loadInvitation } from "@/server/duos/invitation";
import { handler } from "@/server/http/action";
import { calendarResponse } from "@/server/http/export-response";

/** The talk at a chosen time, as a file for a calendar. */
export const GET = handler(async (viewer, { params: { duoId }, query: { cycle: cycleId, at } }) =>
  calendarResponse(await loadInvitation(viewer, { duoId, cycleId, at })),
);
