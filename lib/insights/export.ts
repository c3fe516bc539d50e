import type { DuoFileColumn } from "./duo-columns";

/** The tables that insights give as files. */
export const exportTables = [
  "duos",
  "history",
  "units",
  "mix",
  "trend",
  "changes",
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
  "pair_type",
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

/** Every column of every file, for the dictionary of their meanings. */
export type FileColumn =
  | "cycle"
  | "cycle_opened_at"
  | "questions_version"
  | DuoFileColumn
  | UnitFileColumn
  | "from"
  | "to"
  | "duos";
