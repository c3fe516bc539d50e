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

/** The columns of unit figures in files. */
export type CellFileColumn =
  | "unit_id"
  | "unit"
  | "measure"
  | "pair_type"
  | "value"
  | "low"
  | "high"
  | "best_estimate"
  | "verdict"
  | "share_band"
  | "duos_counted"
  | "duos_enrolled"
  | "hidden_because";

/** Every column of every file, for the dictionary of their meanings. */
export type FileColumn =
  | "cycle"
  | "cycle_opened_at"
  | DuoFileColumn
  | CellFileColumn
  | "from"
  | "to"
  | "duos";
