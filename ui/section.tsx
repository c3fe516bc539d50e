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
    <section id={id} aria-labelledby={heading} className={`min-w-0 ${className}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 print:break-after-avoid">
        <Heading id={heading} className="text-title">
          {title}
        </Heading>
        {actions && <div className="text-small print:hidden">{actions}</div>}
      </div>
      {note && <p className="mt-0.5 max-w-column text-small text-ink-3 print:break-after-avoid">{note}</p>}
      {children && <div className="mt-4">{children}</div>}
    </section>
  );
}
