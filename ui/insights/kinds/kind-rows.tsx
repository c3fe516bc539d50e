import { agreementBands } from "@/lib/domain/published";
import type { ComparedState, Kind, KindShare } from "@/lib/insights/kinds";
import { ShareBar } from "../../charts/share-bar";
import { figureTexts } from "../../figures";
import { StatusWord } from "../../status";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  caption: string;
  kinds: readonly Kind[];
  /** Those of which something can be said yet. */
  states: readonly ComparedState[];
  nameOf: (value: string) => string;
};

/** The kinds of an attribute below each other, with their shares as bars; on a phone each kind is a block of its own. */
export function KindRows({ caption, kinds, states, nameOf, words, format }: Props) {
  return (
    <ul aria-label={caption} className="border-line border-t">
      {kinds.map((kind) => (
        <li
          key={kind.value}
          className="grid gap-x-8 gap-y-2 border-line border-b py-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)] print:break-inside-avoid"
        >
          <Facts kind={kind} name={nameOf(kind.value)} words={words} format={format} />
          {/* Of none complete there is no share. */}
          {(kind.complete > 0 ? states : []).map((state) => (
            <Share key={state} state={state} kind={kind} words={words} format={format} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function Facts({ kind, name, words, format }: ViewProps & { kind: Kind; name: string }) {
  const { kinds: text, status } = words;
  const { nOf } = figureTexts({ words, format });
  const mix = agreementBands.flatMap((band) =>
    kind.agreement[band] > 0 ? [text.band(format.whole(kind.agreement[band]), status.agreement[band])] : [],
  );
  const banded = agreementBands.reduce((sum, band) => sum + kind.agreement[band], 0);
  if (mix.length > 0 && banded < kind.complete) mix.push(text.noBand(format.whole(kind.complete - banded)));
  return (
    <div className="text-small">
      <p className="font-semibold text-base">{name}</p>
      <p className="text-ink-2">
        {text.complete(nOf(kind.complete, kind.enrolled))}
        {kind.medianLevel !== null && (
          <> · {text.median(format.tenth(kind.medianLevel).replace(/\.0$/, ""))}</>
        )}
      </p>
      {mix.length > 0 && <p className="text-ink-3">{mix.join(" · ")}</p>}
    </div>
  );
}

function Share({ state, kind, words, format }: ViewProps & { state: ComparedState; kind: Kind }) {
  const { kinds: text } = words;
  const share = kind.shares[state];
  return (
    <div className="text-small">
      <div className="flex items-baseline justify-between gap-3">
        <StatusWord status={state} words={words} />
        <span className="tabular-nums">
          {text.of(format.whole(share.count), format.whole(kind.complete))}
        </span>
      </div>
      {share.interval && (
        <>
          <ShareBar state={state} share={share.count / kind.complete} {...share.interval} />
          <p className="flex flex-wrap justify-between gap-x-3 text-ink-3 tabular-nums">
            <span>
              {text.likely(format.percent(share.interval.lower), format.percent(share.interval.upper))}
            </span>
            <Verdict share={share} words={words} />
          </p>
        </>
      )}
    </div>
  );
}

function Verdict({ share, words }: Pick<ViewProps, "words"> & { share: KindShare }) {
  if (!share.verdict) return null;
  const said = words.kinds.verdict[share.verdict];
  return share.verdict === "not-distinguishable" ? said : <strong className="text-ink">{said}</strong>;
}
