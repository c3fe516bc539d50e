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
