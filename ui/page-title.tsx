import type { ReactNode } from "react";

type Props = { title: ReactNode; lede?: ReactNode; actions?: ReactNode; children?: ReactNode };

/** A page's main sentence, a line about its basis, and the buttons beside it. */
export function PageTitle({ title, lede, actions, children }: Props) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 grow basis-64">
        <h1 className="max-w-reading text-display">{title}</h1>
        {lede && <p className="mt-2 text-ink-2 tabular-nums">{lede}</p>}
        {children}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
