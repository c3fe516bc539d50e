"use client";

import { type CustomTooltipProps, LineChart } from "@tremor/react";
import type { Domain } from "./plot";

export type TrendLayerProps = {
  domain: Domain;
  /** `lines`: what the tooltip says under the name. */
  points: readonly { name: string; value: number | null; lines: readonly string[] }[];
};

/** Covers the drawn plot exactly (the library's inner top margin is 5 pixels) and adds the values under the pointer. */
export function TremorTrend({ domain, points }: TrendLayerProps) {
  const said = new Map(points.map(({ name, lines }) => [name, lines]));
  return (
    <div aria-hidden="true" data-live className="absolute inset-x-0 top-[11px] h-[201px] print:hidden">
      <LineChart
        className="h-full"
        data={points.map(({ name, value }) => ({ name, value }))}
        index="name"
        categories={["value"]}
        colors={["indigo"]}
        minValue={domain[0]}
        maxValue={domain[1]}
        showXAxis={false}
        showYAxis={false}
        showGridLines={false}
        showLegend={false}
        customTooltip={({ active, label }: CustomTooltipProps) =>
          active ? <Said name={String(label)} lines={said.get(String(label)) ?? []} /> : null
        }
      />
    </div>
  );
}

function Said({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div className="rounded-lg border border-line bg-paper px-3 py-2 text-small shadow-lg">
      <p className="font-semibold">{name}</p>
      {lines.map((line) => (
        <p key={line} className="text-ink-2 tabular-nums">
          {line}
        </p>
      ))}
    </div>
  );
}
