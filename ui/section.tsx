import { type ReactNode, useId } from "react";

type Props = {
  /** The question the section answers. */
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  id?: string;
  className?: string;
  children?: ReactNode;
};

export function Section({ title, note, actions, level = 2, id, className = "", children }: Props) {
  const heading = useId();
  const Heading = `h${level}` as const;
  return (
    // An address that ends in its id leads the focus here, too.
    <section {...(id && { id, tabIndex: -1 })} aria-labelledby={heading} className={`min-w-0 ${className}`}>
      {/* On a phone the actions come below the note, or they would stand between it and the title. */}
      <div className="grid items-baseline gap-x-6 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_auto] print:break-after-avoid">
        <Heading id={heading} className="text-title">
          {title}
        </Heading>
        {note && <p className="max-w-column text-small text-ink-3 sm:col-span-2">{note}</p>}
        {actions && (
          <div className="text-small max-sm:mt-1 sm:col-start-2 sm:row-start-1 print:hidden">{actions}</div>
        )}
      </div>
      {children && <div className="mt-4">{children}</div>}
    </section>
  );
}
