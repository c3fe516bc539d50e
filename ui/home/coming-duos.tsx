import type { Home } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import { Section } from "../section";

/** The reader's duos that the next cycle will ask for the first time; nothing when there are none. */
export function ComingDuos({ duos, text }: { duos: Home["coming"]; text: Dictionary["home"] }) {
  if (duos.length === 0) return null;
  return (
    <Section title={text.comingTitle} note={text.comingNote}>
      <ul className="grid gap-2">
        {duos.map(({ duoId, name, partnerName }) => (
          <li key={duoId}>{text.coming(name, partnerName)}</li>
        ))}
      </ul>
    </Section>
  );
}
