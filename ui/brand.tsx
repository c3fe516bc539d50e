/** The product's mark, a ring and a dot for two people, and its name. */
export function Brand({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-title tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6">
        <circle cx="13" cy="13" r="9" fill="none" className="stroke-ink" strokeWidth="6.5" />
        <circle cx="23.5" cy="23.5" r="6.5" className="fill-accent stroke-paper" strokeWidth="3" />
      </svg>
      {name}
    </span>
  );
}
