import type { ReactNode } from "react";

type Props = {
  summary: ReactNode;
  open?: boolean;
  /** The content belongs to a list or a text that is printed whole, also while it is closed. */
  printed?: boolean;
  /** Folded on a phone alone: wider screens show the content, without the summary. */
  onPhone?: boolean;
  /** Where a link within the page leads to: it opens what it leads into. */
  target?: { id: string; name: string };
  className?: string;
  children: ReactNode;
};

/** Content that a click on its summary shows; it works without scripts. */
export function Disclosure({ summary, open, printed, onPhone, target, className = "", children }: Props) {
  const looks = [
    ...(printed ? ["print:[&::details-content]:[content-visibility:visible]"] : []),
    ...(onPhone ? ["on-phone max-md:-my-2"] : []),
    className,
  ];
  return (
    <details open={open} className={`group ${looks.join(" ")}`}>
      <summary
        className={`inline-flex items-center gap-1.5 py-1 text-small text-ink-3 hover:text-ink print:hidden ${onPhone ? "min-h-11" : ""}`}
      >
        <span aria-hidden="true" className="text-[0.7em] transition-transform group-open:rotate-90">
          ▶
        </span>
        {summary}
      </summary>
      {target ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form.
        <div id={target.id} role="group" aria-label={target.name} tabIndex={-1} className="mt-2 scroll-mt-32">
          {children}
        </div>
      ) : (
        <div className="mt-2">{children}</div>
      )}
    </details>
  );
}
