"use client";

import { BarChart } from "@tremor/react";

export type MixLayerProps = {
  /** The states in stacking order, as shown. */
  categories: readonly string[];
  /** A row a cycle: its name, and for each category it has the category's place and a share from 0 to 1. */
  rows: readonly (readonly [name: string, shares: readonly (readonly [category: number, share: number])[]])[];
};

/**
 * Adds the values under the pointer. Its own columns are transparent: those already drawn have the pattern by which states
 * differ in grey.
 */
export function TremorMix({ categories, rows }: MixLayerProps) {
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  return (
    <div
      aria-hidden="true"
      data-live
      className="absolute inset-x-0 top-[11px] h-[201px] print:hidden [&_.recharts-bar-rectangle]:opacity-0"
    >
      <BarChart
        className="h-full"
        data={rows.map(([name, shares]) => ({
          name,
          ...Object.fromEntries(shares.map(([category, share]) => [categories[category]!, share])),
        }))}
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
