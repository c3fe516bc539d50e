import { type DimensionBands, dimensionCodes, type LevelBand, levelBands } from "@/lib/domain/published";
import { Section } from "../../section";
import type { ViewProps } from "../../view-props";

/** The band of each dimension; Trust has none for leaders, and the list says so. */
export function DimensionBandList({ bands, words }: Pick<ViewProps, "words"> & { bands: DimensionBands }) {
  const text = words.insightsDuos.duo;
  return (
    <Section title={text.bandsTitle} note={text.bandsNote}>
      <dl className="grid grid-cols-[1fr_auto_5rem] text-small [&_:is(dt,dd)]:border-line-2 [&_:is(dt,dd)]:border-t [&_:is(dt,dd)]:py-1.5">
        {dimensionCodes.map((code) => {
          const band = code === "TRUST" ? undefined : bands[code];
          return (
            <div key={code} className="contents">
              <dt>{words.status.dimension[code]}</dt>
              {band ? (
                <>
                  <dd aria-hidden="true" className="pr-4">
                    <Steps band={band} />
                  </dd>
                  <dd>{words.status.level[band]}</dd>
                </>
              ) : (
                <dd className="col-span-2 text-ink-3">{code === "TRUST" ? text.trust : text.noBand}</dd>
              )}
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

/** The band as one, two or three filled steps. */
function Steps({ band }: { band: LevelBand }) {
  const reached = levelBands.indexOf(band);
  return (
    <span className="flex h-full items-center gap-0.5">
      {levelBands.map((one, index) => (
        <i key={one} className={`h-2 w-6 rounded-sm ${index <= reached ? "bg-accent" : "bg-line"}`} />
      ))}
    </span>
  );
}
