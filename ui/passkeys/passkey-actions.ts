import type { FormState } from "@/lib/domain/form-state";
import type { AdminAction } from "../program/admin-actions";
import type { MakingOptions } from "./browser";

/** The state of the form that adds a passkey; `options` once the server has let it begin. */
export type AddingState = FormState<{ name: string }> & { options?: MakingOptions };

/** What adds a passkey. */
export type AddingActions = {
  /** Names the person whom the page was made for: every action receives it. */
  page: string;
  begin: (state: AddingState, form: FormData) => Promise<AddingState>;
  add: (state: AddingState, form: FormData) => Promise<AddingState>;
};

export type PasskeyActions = AddingActions & {
  rename: AdminAction<{ name: string }>;
  remove: AdminAction<null>;
};
