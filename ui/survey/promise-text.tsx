import type { SharingMode } from "@/lib/domain/cycles";
import type { Dictionary } from "@/lib/i18n";
import type { PromisePart } from "@/lib/i18n/en/promises";
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
  const values = { P: partnerName, closes, retention };
  return (
    <dl className="mt-5">
      {partsOf(promises, version).map((part) => (
        <div key={part.title} className="border-line border-t py-3">
          <dt className="font-semibold">{part.title}</dt>
          <dd className="mt-0.5 text-ink-2">{fill("text" in part ? part.text : part[mode], values)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The text people accepted under this version, part by part; a RangeError for one the dictionary does not have. */
function partsOf(promises: Promises, version: string): PromisePart[] {
  const promise = Object.entries(promises).find(([known]) => known === version)?.[1];
  if (!promise) throw new RangeError(`There is no promise ${version}`);
  return Object.values(promise);
}
