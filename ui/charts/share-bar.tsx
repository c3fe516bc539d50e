const marks = { multiplying: "fill-multiplying", diverging: "fill-diverging" } as const;

type Props = {
  state: keyof typeof marks;
  /** From 0 to 1, as the ends of its interval are. */
  share: number;
  lower: number;
  upper: number;
};

/** A share on a line from 0 to 100%: its interval as a pale bar, the share as a mark. The text beside it says the same. */
export function ShareBar({ state, share, lower, upper }: Props) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 10"
      preserveAspectRatio="none"
      className="my-1 block h-2.5 w-full"
    >
      <rect x={0} y={4} width={1000} height={2} className="fill-line" />
      <rect
        x={1000 * lower}
        y={2}
        width={Math.max(4, 1000 * (upper - lower))}
        height={6}
        rx={3}
        className={`${marks[state]} opacity-30`}
      />
      <rect x={Math.min(994, 1000 * share)} y={0} width={6} height={10} className={marks[state]} />
    </svg>
  );
}
