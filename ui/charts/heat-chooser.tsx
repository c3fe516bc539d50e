"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { FilterSelect } from "../filter-bar";

/** The measure that is shown beside the first one where there is no room for all. */
const Chosen = createContext(1);

/**
 * Whether a cell that spans some measures is hidden where there is no room for all: neither the first nor the
 * chosen one.
 */
export type IsBeyond = (start: number, span: number) => true | undefined;

export function useIsBeyond(): IsBeyond {
  const chosen = useContext(Chosen);
  return (start, span) => (start > 0 && (chosen < start || chosen >= start + span) ? true : undefined);
}

type Props = {
  label: string;
  measures: readonly string[];
  children: ReactNode;
};

/** A heatmap, and where there is no room for all measures a choice above it of the one shown beside the first. */
export function HeatChooser({ label, measures, children }: Props) {
  const [chosen, choose] = useState(1);
  return (
    <Chosen value={chosen}>
      {measures.length > 2 && (
        <div className="mb-3 lg:hidden noscript:hidden print:hidden">
          <FilterSelect
            name="measure"
            label={label}
            value={String(chosen)}
            options={measures.map((measure, n) => ({ value: String(n), label: measure })).slice(1)}
            onChoose={(value) => choose(Number(value))}
          />
        </div>
      )}
      {children}
    </Chosen>
  );
}

/** The headers of the measures. */
export function HeatHeads({ measures }: { measures: readonly string[] }) {
  const isBeyond = useIsBeyond();
  return measures.map((measure, n) => (
    <th
      key={measure}
      scope="col"
      data-beyond={isBeyond(n, 1)}
      className="px-1 pb-1.5 text-center align-bottom font-medium max-lg:noscript:whitespace-nowrap"
    >
      {measure}
    </th>
  ));
}
