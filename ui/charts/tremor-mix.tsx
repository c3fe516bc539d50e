"use client";

import { BarChart } from "@tremor/react";

export type MixLayerProps = {
  /** The states in stacking order, as shown. */
  categories: readonly string[];
  /** A row a cycle: its name, and a share from 0 to 1 for each category it has. */
  rows: readonly Record<string, string | number>[];
};

/** Replaces the drawn columns at the same coordinates and adds the values under the pointer; axis and names stay drawn. */
export function TremorMix({ categories, rows }: MixLayerProps) {
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  return (
    <div
      aria-hidden="true"
      data-live
      className="absolute inset-x-0 top-[11px] h-[201px] print:hidden [&_.fill-gray-500]:opacity-30 [&_.fill-slate-500]:opacity-40 [&_.recharts-rectangle]:stroke-2 [&_.recharts-rectangle]:stroke-ground"
    >
      <BarChart
        className="h-full"
        data={[...rows]}
        index="name"
        categories={[...categories]}
        colors={["teal", "slate", "amber", "rose", "gray"]}
        valueFormatter={(value) => percent.format(value)}
        stack
        maxValue={1}
        showXAxis={false}
        showYAxis={false}
        showGridLines={false}
        showLegend={false}
      />
    </div>
  );
}
