import type { ReactNode } from "react";

/** A unit of its own: a duo, a form, a persona. Not every heading needs one. */
export function Card({ className = "", children }: { className?: string; children: ReactNode }) {
  return <div className={`rounded-xl border border-line bg-paper p-5 ${className}`}>{children}</div>;
}
