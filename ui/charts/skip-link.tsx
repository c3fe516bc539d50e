"use client";

type Props = Readonly<Record<"id" | "to" | "text", string>>;

/**
 * A link to another element of the page; it shows while it has the focus. With scripts the address stays as it is: the
 * browser's own entry for a `#` is none of the router's, which shows nothing on the way back to it.
 */
export function SkipLink({ id, to, text }: Props) {
  return (
    <a
      id={id}
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
      className="sr-only rounded-lg bg-accent font-semibold text-paper text-small focus:not-sr-only focus:absolute focus:z-30 focus:px-3 focus:py-1.5 print:hidden"
    >
      {text}
    </a>
  );
}
