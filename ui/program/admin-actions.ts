import type { CustomQuestionTyped } from "@/lib/domain/custom-questions";
import type { FormState } from "@/lib/domain/form-state";
import type { OpenTyped, UnlinkTyped, WithdrawTyped } from "@/lib/domain/program";
import type { ScheduleTyped } from "@/lib/domain/schedule";

/** A server action of the admin as a form runs it: the state before and what was typed give the state after. */
export type AdminAction<Typed> = (state: FormState<Typed>, form: FormData) => Promise<FormState<Typed>>;

export type ProgramActions = {
  /** Names the person whom the page was made for: every action receives it. */
  page: string;
  open: AdminAction<OpenTyped>;
  close: AdminAction<null>;
  withdraw: AdminAction<WithdrawTyped>;
  nudge: AdminAction<null>;
  /** Where people sign in by a company's provider. */
  unlink: AdminAction<UnlinkTyped> | undefined;
};

export type ScheduleActions = { page: string; save: AdminAction<ScheduleTyped> } & Record<
  "stop" | "skip" | "restore" | "shift" | "extend" | "cancel" | "nudge",
  AdminAction<null>
>;

export type CustomQuestionActions = {
  page: string;
  add: AdminAction<CustomQuestionTyped>;
  retire: AdminAction<null>;
};

export type JobActions = { page: string } & Record<
  "retryJob" | "retryMail" | "retryAllMail",
  AdminAction<null>
>;
