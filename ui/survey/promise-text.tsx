import type { SharingMode } from "@/lib/domain/cycles";
import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";

type Promises = Dictionary["promises"];

type Props = {
  /** The version under which this cycle's answers are given. */
  version: string;
  mode: SharingMode;
  /** In words, in the reader's language and zone. */
  closes: string;
  retention: string;
  partnerName: string;
  promises: Promises;
};

/** Who sees what in this cycle, as people accept it. Written on the server: a browser needs none of the other texts. */
export function PromiseText({ version, mode, closes, retention, partnerName, promises }: Props) {
  const { partner, leaders, units, inference, admins, lock, retention: kept, access } = of(promises, version);
  const values = { P: partnerName, closes, retention };
  const parts = [
    partner,
    { title: leaders.title, text: leaders[mode] },
    units,
    inference,
    admins,
    lock,
    kept,
    access,
  ];
  return (
    <dl className="mt-5">
      {parts.map(({ title, text }) => (
        <div key={title} className="border-line border-t py-3">
          <dt className="font-semibold">{title}</dt>
          <dd className="mt-0.5 text-ink-2">{fill(text, values)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The text people accepted under this version; a RangeError for one the dictionary does not have. */
function of(promises: Promises, version: string): Promises["1"] {
  const text = Object.entries(promises).find(([known]) => known === version)?.[1];
  if (!text) throw new RangeError(`There is no promise ${version}`);
  return text;
}
