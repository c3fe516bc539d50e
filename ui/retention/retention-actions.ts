import type { AdminAction } from "../program/admin-actions";

/** What the page of the retention calls; `page` names the person whom it was made for. */
export type RetentionActions = { page: string; change: AdminAction<null>; undo: AdminAction<null> };
