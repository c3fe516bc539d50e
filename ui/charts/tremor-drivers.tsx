"use client";

import { BarChart } from "@tremor/react";

export type DriversLayerProps = {
  /** What a bar measures, for the tooltip. */
  name: string;
  drivers: readonly { label: string; weight: number }[];
  most: number;
};

/** Replaces the drawn bars at the same coordinates and adds the values under the pointer. */
export function TremorDrivers({ name, drivers, most }: DriversLayerProps) {
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  return (
    <div aria-hidden="true" data-live className="absolute inset-x-0 -top-[5px] bottom-0 print:hidden">
      <BarChart
        className="h-full"
        data={drivers.map(({ label, weight }) => ({ label, [name]: weight }))}
        index="label"
        categories={[name]}
        colors={["indigo"]}
        valueFormatter={(value) => percent.format(value)}
        layout="vertical"
        maxValue={most}
        showXAxis={false}
        showYAxis={false}
        showGridLines={false}
        showLegend={false}
      />
    </div>
  );
}
