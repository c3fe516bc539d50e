import type { Home } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";

type Props = { cycles: Home["next"]; text: Dictionary["home"]["next"]; format: Formats };

/** When the next cycles open, and until when each takes answers. */
export function NextCycles({ cycles, text, format }: Props) {
  return (
    <ol className="border-line border-t tabular-nums">
      {cycles.map(({ id, opensAt, closesAt }) => (
        <li key={id} className="border-line border-b py-3">
          <span className="font-semibold">{text.opens(format.date(opensAt))}</span>{" "}
          <span className="block text-ink-3 text-small">{text.until(format.date(closesAt))}</span>
        </li>
      ))}
    </ol>
  );
}
