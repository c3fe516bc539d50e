type Props = {
  /** 0 to 100 between the ends of the scale. */
  mine: number;
  theirs: number;
  /** Read out in place of the two marks. */
  label: string;
  /** Words under the scale's start, middle and end. */
  ends: readonly string[];
};

/** Both answers on one scale: you are the filled dot, your partner the ring. */
export function TwoDotScale({ mine, theirs, label, ends }: Props) {
  const from = Math.min(mine, theirs);
  return (
    <>
      {/* The padding is the radius of a mark, which is drawn beyond the end of the line. */}
      <div className="mt-3.5 px-2.5">
        <svg role="img" aria-label={label} className="block h-6 w-full overflow-visible">
          <line x1="0" x2="100%" y1="12" y2="12" strokeWidth="2" className="stroke-line" />
          <rect
            x={`${from}%`}
            y="10"
            width={`${Math.abs(mine - theirs)}%`}
            height="4"
            rx="2"
            className="fill-accent opacity-30"
          />
          <circle cx={`${theirs}%`} cy="12" r="7.5" strokeWidth="4" className="fill-paper stroke-ink" />
          <circle cx={`${mine}%`} cy="12" r={mine === theirs ? 4.5 : 9.5} className="fill-accent" />
        </svg>
      </div>
      <div aria-hidden="true" className="mt-1 grid grid-cols-3 text-small text-ink-3">
        {ends.map((end, index) => (
          <span key={end} className={["text-left", "text-center", "text-right"][index]}>
            {end}
          </span>
        ))}
      </div>
    </>
  );
}

/** The legend of the two marks. */
export function TwoDotKey({ you, partner }: { you: string; partner: string }) {
  return (
    <p className="flex gap-5 text-small text-ink-2">
      <span className="flex shrink-0 items-center gap-2">
        <svg aria-hidden="true" className="size-3.5 shrink-0">
          <circle cx="7" cy="7" r="6.5" className="fill-accent" />
        </svg>
        {you}
      </span>
      <span className="flex items-center gap-2">
        <svg aria-hidden="true" className="size-3.5 shrink-0">
          <circle cx="7" cy="7" r="5" strokeWidth="3" className="fill-paper stroke-ink" />
        </svg>
        {partner}
      </span>
    </p>
  );
}
