import { type Domain, runs } from "./geometry";

type Props = {
  values: readonly (number | null)[];
  /** What the line says, in words. */
  label: string;
  domain?: Domain;
};

const size = { width: 96, height: 24, margin: 3 };

/** A level over time without axes, for a table row or a figure. */
export function Sparkline({ values, label, domain = [0, 100] }: Props) {
  const x = (index: number) =>
    size.margin + (index / Math.max(1, values.length - 1)) * (size.width - 2 * size.margin);
  const y = (value: number) =>
    size.height -
    size.margin -
    ((value - domain[0]) / (domain[1] - domain[0])) * (size.height - 2 * size.margin);
  const at = (index: number) => `${x(index).toFixed(1)},${y(values[index] ?? 0).toFixed(1)}`;
  const lines = runs(values, (value) => value !== null);
  const last = lines.at(-1)?.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size.width}
      height={size.height}
      className="inline-block align-middle"
    >
      {lines.map((line) => (
        <polyline
          key={line[0]}
          points={line.map(at).join(" ")}
          className="fill-none stroke-ink-3"
          strokeWidth="1.5"
        />
      ))}
      {last !== undefined && (
        <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" className="fill-accent" />
      )}
    </svg>
  );
}
