import type { ReactNode } from "react";
import { still } from "./static-html";

type Props = {
  label: ReactNode;
  figure: ReactNode;
  /** "of 120": what the figure is counted from. */
  of?: ReactNode;
  /** The change beyond noise in words, or "no clear change". */
  change?: ReactNode;
  href?: string;
};

/** One figure with its total and its change; several go into a `StatRow`. */
export function Stat({ label, figure, of, change, href }: Props) {
  const body = (
    <>
      <div className="flex items-center gap-2 text-small font-medium">{label}</div>
      <div className="mt-1 flex items-baseline gap-2 tabular-nums">
        <span className="text-display group-hover:underline">{figure}</span>
        {of && <span className="text-small text-ink-3">{of}</span>}
      </div>
      {change && <div className="text-small text-ink-3 tabular-nums">{change}</div>}
    </>
  );
  return (
    <li className="min-w-0 py-3 pr-4">
      {href ? (
        <a href={href} className="group block">
          {body}
        </a>
      ) : (
        body
      )}
    </li>
  );
}

/** Figures side by side under one line, two to a row on a phone; no script changes them. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <ul
      className="grid grid-cols-2 border-ink border-t-2 sm:grid-cols-3 lg:grid-cols-5 print:grid-cols-5"
      {...still(children)}
    />
  );
}
