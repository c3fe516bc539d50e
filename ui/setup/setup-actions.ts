import type { FoundTyped, OrganizationTyped } from "@/lib/domain/setup";
import type { AdminAction } from "../program/admin-actions";

/** The actions of a person who opened the printed link. */
export type SetupLinkActions = { found: AdminAction<FoundTyped>; goOn: AdminAction<null> };

/** The actions of the set-up's page; `page` names the person it was made for. */
export type SetupActions = {
  page: string;
  save: AdminAction<OrganizationTyped>;
  send: AdminAction<object>;
  confirm: AdminAction<{ code: string }>;
  check: AdminAction<object>;
  correct: AdminAction<{ email: string }>;
};
