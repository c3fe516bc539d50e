import type { DuoFileColumn } from "./duo-columns";

/** The tables that insights give as files. */
export const exportTables = [
  "duos",
  "history",
  "units",
  "kinds",
  "mix",
  "trend",
  "changes",
  "follow-up",
  "flow",
  "dataset",
  "cells",
  "dictionary",
] as const;
export type ExportTable = (typeof exportTables)[number];

/** The columns of files with unit figures. */
export const unitFileColumns = [
  "cycle",
  "cycle_opened_at",
  "questions_version",
  "unit_id",
  "unit",
  "measure",
  "question",
  "answer",
  "pair_type",
  "only_duos_with",
  "value",
  "low",
  "high",
  "duos_low",
  "duos_middle",
  "duos_high",
  "verdict",
  "share_band",
  "duos_counted",
  "duos_enrolled",
  "hidden_because",
] as const;
export type UnitFileColumn = (typeof unitFileColumns)[number];

/** The columns of the file of kinds. */
export const kindFileColumns = [
  "cycle",
  "cycle_opened_at",
  "unit_id",
  "unit",
  "attribute",
  "kind",
  "duos_enrolled",
  "duos_counted",
  "multiplying",
  "multiplying_low",
  "multiplying_high",
  "multiplying_verdict",
  "diverging",
  "diverging_low",
  "diverging_high",
  "diverging_verdict",
  "median_level",
  "agreement_low",
  "agreement_some",
  "agreement_high",
] as const;
export type KindFileColumn = (typeof kindFileColumns)[number];

/** The columns of the file of what became of duos that began to diverge. */
export const followUpColumns = [
  "cycle",
  "cycle_opened_at",
  "unit_id",
  "unit",
  "only_duos_with",
  "group",
  "duos_followed",
  "duos_out",
  "out_low",
  "out_high",
  "group_verdict",
] as const;
export type FollowUpColumn = (typeof followUpColumns)[number];

/** Every column of every file, for the dictionary of their meanings. */
export type FileColumn =
  | "cycle"
  | "cycle_opened_at"
  | "questions_version"
  | DuoFileColumn
  | UnitFileColumn
  | KindFileColumn
  | FollowUpColumn
  | "previous_status_on"
  | "complete_in_both"
  | "from_cycle"
  | "from_cycle_opened_at"
  | "from"
  | "to"
  | "duos";
