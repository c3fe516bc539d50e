import type { ReactNode } from "react";

type Props = { title: string; text: string; note?: string; children?: ReactNode };

/** A page that only says one thing: not found, an error, signed out. */
export function Message({ title, text, note, children }: Props) {
  return (
    <main id="main" className="mx-auto flex min-h-[80dvh] max-w-column flex-col justify-center gap-3 px-5">
      <h1 className="text-display">{title}</h1>
      <p className="text-ink-2">{text}</p>
      {note && <p className="text-small text-ink-3">{note}</p>}
      {children && <div className="mt-3 flex flex-wrap gap-3">{children}</div>}
    </main>
  );
}
