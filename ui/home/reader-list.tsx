import type { Home, OwnReader } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { Notice } from "../notice";

type Props = Pick<Home, "readers"> & { text: Dictionary["home"]["readers"]; format: Formats };

/**
 * Who may read published rows of the reader's duos as a leader, each with the unit that they lead; and who could until
 * lately.
 */
export function ReaderList({ readers, text, format }: Props) {
  return (
    <ul className="border-line border-t">
      {readers.map(({ id, name, unitName, endedAt, addressSet }) => (
        <li key={id} className="border-line border-b py-3 [overflow-wrap:anywhere]">
          <span className="font-semibold">{name || text.erased}</span>{" "}
          <span className="block text-ink-3 text-small">{unitName}</span>{" "}
          {endedAt && (
            <span className="block text-ink-3 text-small">{text.until(format.dateTime(endedAt))}</span>
          )}{" "}
          {addressSet && <span className="block text-small">{text.addressSet}</span>}
        </li>
      ))}
    </ul>
  );
}

/** That somebody lately got a right to read, and where it is over until when they had it. */
export function NewReader({
  reader: { name, unitName, grantedAt, endedAt, addressSet },
  text,
  format,
}: {
  reader: OwnReader;
  text: Dictionary["home"];
  format: Formats;
}) {
  const shown = name || text.readers.erased;
  const said = endedAt
    ? text.formerReader(
        { name: shown, unitName },
        { from: format.dateTime(grantedAt), until: format.dateTime(endedAt) },
      )
    : text.newReader({ name: shown, unitName }, format.dayMonth(grantedAt));
  return (
    <Notice title={endedAt ? text.formerReaderTitle(shown) : text.newReaderTitle(shown)}>
      {addressSet ? `${said} ${text.newReaderAddressSet(shown)}` : said}
    </Notice>
  );
}
