import type { ReactNode } from "react";

type Props = {
  title: string;
  text: string;
  note?: string;
  /** Inside a layout that has its own `main` element. */
  framed?: boolean;
  children?: ReactNode;
};

/** A page with one message: not found, an error, a survey that is closed. */
export function Message({ title, text, note, framed = false, children }: Props) {
  const Frame = framed ? "div" : "main";
  return (
    <Frame
      id={framed ? undefined : "main"}
      className={`mx-auto flex max-w-column flex-col justify-center gap-3 ${framed ? "py-16" : "min-h-[80dvh] px-5"}`}
    >
      <h1 className="text-display">{title}</h1>
      <p className="text-ink-2">{text}</p>
      {note && <p className="text-small text-ink-3">{note}</p>}
      {children && <div className="mt-3 flex flex-wrap gap-3">{children}</div>}
    </Frame>
  );
}
