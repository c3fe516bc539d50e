import type { ReactNode } from "react";

/** A box around one thing among others: a duo, a form, a persona. Sections do not need one. */
export function Card({ className = "", children }: { className?: string; children: ReactNode }) {
  return <div className={`rounded-xl border border-line bg-paper p-5 ${className}`}>{children}</div>;
}
