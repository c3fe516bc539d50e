import type { ReactNode } from "react";

export type NoticeKind = "info" | "warning" | "withdrawn";

const looks: Record<NoticeKind, { frame: string; mark: string; glyph: string }> = {
  info: { frame: "bg-line-2", mark: "text-accent", glyph: "i" },
  warning: { frame: "bg-strained-soft", mark: "text-strained", glyph: "!" },
  withdrawn: { frame: "bg-diverging-soft", mark: "text-diverging", glyph: "×" },
};

type Props = {
  kind?: NoticeKind;
  title?: ReactNode;
  /** Read out at once: for the outcome of an action, never for a notice that is there when the page opens. */
  live?: boolean;
  children?: ReactNode;
};

/** A notice with its kind's colour and sign. */
export function Notice({ kind = "info", title, live = false, children }: Props) {
  const { frame, mark, glyph } = looks[kind];
  return (
    <div role={live ? "status" : undefined} className={`flex gap-3 rounded-lg px-4 py-3 ${frame}`}>
      <span aria-hidden="true" className={`w-3 shrink-0 text-center font-bold ${mark}`}>
        {glyph}
      </span>
      <div className="min-w-0 max-w-column">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
      </div>
    </div>
  );
}
