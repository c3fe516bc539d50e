type Props = {
  /** 0 to 100 between the ends of the scale. */
  mine: number;
  theirs: number;
  /** What the reader expected of their partner, on the same scale. */
  guess?: number;
  /** Positions of the scale. */
  steps: number;
  /** Words under the scale's start, middle and end. */
  ends: readonly string[];
};

/**
 * Both answers on one scale: the reader's is the filled dot, the partner's the ring, the reader's guess the small diamond.
 * The answers are below it in words, so the drawing itself is not read out.
 */
export function TwoDotScale({ mine, theirs, guess, steps, ends }: Props) {
  const from = Math.min(mine, theirs);
  const stops = Array.from({ length: steps }, (_, index) => (100 / (steps - 1)) * index);
  return (
    <div aria-hidden="true">
      {/* The padding is the radius of a mark, which is drawn beyond the end of the line. */}
      <div className="px-2.5">
        <svg aria-hidden="true" className="block h-6 w-full overflow-visible">
          <line x1="0" x2="100%" y1="12" y2="12" strokeWidth="2" className="stroke-line" />
          {stops.map((stop) => (
            <line
              key={stop}
              x1={`${stop}%`}
              x2={`${stop}%`}
              y1="8.5"
              y2="15.5"
              strokeWidth="2"
              className="stroke-line"
            />
          ))}
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
          {guess !== undefined && (
            <svg aria-hidden="true" x={`${guess}%`} y="0" className="overflow-visible">
              <path d="M0 -7 L5 -2 L0 3 L-5 -2 Z" strokeWidth="1.5" className="fill-paper stroke-accent" />
            </svg>
          )}
        </svg>
      </div>
      <div className="mt-1 grid grid-cols-3 text-ink-3 text-small">
        {ends.map((end, index) => (
          <span key={end} className={["text-left", "text-center", "text-right"][index]}>
            {end}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The filled dot, or the ring. */
export function Mark({ of }: { of: "me" | "partner" }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 14 14" className="size-3.5 shrink-0 overflow-visible">
      {of === "me" ? (
        <circle cx="7" cy="7" r="6.5" className="fill-accent" />
      ) : (
        <circle cx="7" cy="7" r="5" strokeWidth="3" className="fill-paper stroke-ink" />
      )}
    </svg>
  );
}

/** What each of the two said, in words, each with their mark. */
export function TwoAnswers({
  mine,
  theirs,
  you,
  partner,
}: Record<"mine" | "theirs" | "you" | "partner", string>) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small">
      {(
        [
          ["me", you, mine],
          ["partner", partner, theirs],
        ] as const
      ).map(([of, who, said]) => (
        <li key={of} className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0 self-center">
            <Mark of={of} />
          </span>
          <span className="min-w-0">
            <span className="text-ink-3">{who}:</span> {said}
          </span>
        </li>
      ))}
    </ul>
  );
}
