import type { ReactNode } from "react";

type Props = { title: string; text?: ReactNode; children?: ReactNode };

/** Says why there is nothing to show and what comes next. */
export function EmptyState({ title, text, children }: Props) {
  return (
    <div className="rounded-xl border border-line border-dashed px-6 py-10 text-center">
      <p className="text-title">{title}</p>
      {text && <p className="mx-auto mt-1 max-w-column text-ink-2">{text}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
