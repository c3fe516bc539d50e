import type { ReactNode } from "react";

type Props = {
  summary: ReactNode;
  open?: boolean;
  /** The content belongs to a list or a text that is printed whole, also while it is closed. */
  printed?: boolean;
  className?: string;
  children: ReactNode;
};

/** Content that a click on its summary shows; it works without scripts. */
export function Disclosure({ summary, open, printed, className = "", children }: Props) {
  return (
    <details
      open={open}
      className={`group ${printed ? "print:[&::details-content]:[content-visibility:visible]" : ""} ${className}`}
    >
      <summary className="inline-flex items-center gap-1.5 py-1 text-small text-ink-3 hover:text-ink print:hidden">
        <span aria-hidden="true" className="text-[0.7em] transition-transform group-open:rotate-90">
          ▶
        </span>
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
