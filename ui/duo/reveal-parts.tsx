import type { DuoPage } from "@/lib/domain/duos";
import { areaPoint } from "@/lib/guide/talking-points";
import { cycleName } from "@/lib/i18n/cycle-name";
import { fill } from "@/lib/i18n/fill";
import type { Reveal } from "@/lib/scoring/reveal";
import { areaLabel } from "../reveal/areas";
import { BlockCards, blockOf } from "../reveal/block-cards";
import { AllocationComparison, ChoiceComparison, OwnershipComparison } from "../reveal/comparisons";
import { CustomAnswers } from "../reveal/custom-answers";
import { RevealTopics } from "../reveal/reveal-topics";
import { Section } from "../section";
import { type PointActions, PointButton, QuestionPoint } from "../talk/point-button";
import type { ViewProps } from "../view-props";

type Props = ViewProps & {
  duo: DuoPage;
  reveal: Reveal;
  partnerName: string;
  pointActions: Pick<PointActions, "page" | "mark">;
};

/** Both partners' shared answers: the core by topic, how impact adds up, then what the cycle's block asked. */
export function RevealParts({ duo, reveal, partnerName, pointActions, words, format }: Props) {
  const points: PointActions = {
    ...pointActions,
    duoId: duo.duoId,
    cycleId: duo.chosen.cycleId,
    chosen: duo.talkingPoints,
  };
  return (
    <>
      <RevealTopics
        reveal={reveal}
        partnerName={partnerName}
        side={duo.side}
        points={points}
        talkHref={`/duos/${duo.duoId}/talk?cycle=${duo.chosen.cycleId}`}
        words={words}
      />
      <CustomAnswers answers={duo.customAnswers} partnerName={partnerName} words={words} />
      {duo.multiplier && <Multiplier multiplier={duo.multiplier} words={words} format={format} />}
      <BlockPart
        duo={duo}
        reveal={reveal}
        partnerName={partnerName}
        points={points}
        words={words}
        format={format}
      />
    </>
  );
}

type BlockProps = Omit<Props, "pointActions"> & { points: PointActions };

/** What the cycle's block asked, in the form that each question has; nothing where both answered none of it. */
function BlockPart({ duo, reveal, partnerName, points, words, format }: BlockProps) {
  const text = words.reveal;
  const shared = { partnerName, text };
  const block = blockOf([
    ...reveal.block.map(({ item }) => item),
    ...reveal.choices.map(({ item }) => item),
    ...(reveal.allocation ? ["ALLOC"] : []),
    ...(reveal.ownership.length > 0 ? ["MAP"] : []),
  ]);
  if (!block) return null;
  const { earlierAllocation: earlier } = duo;
  const before = earlier && {
    allocation: earlier,
    said: fill(text.allocation.before, {
      month: cycleName(earlier.opensOn, duo.cycles, format),
      n: earlier.pointsToMove,
    }),
  };
  return (
    <Section title={text.block.title[block]} note={text.block.note} className="border-line border-t pt-5">
      <div className="grid gap-8">
        {reveal.allocation && (
          <AllocationComparison allocation={reveal.allocation} before={before} {...shared} />
        )}
        {reveal.ownership.length > 0 && (
          <OwnershipComparison
            rows={reveal.ownership}
            side={duo.side}
            platform={duo.platform}
            pick={(row) => (
              <PointButton code={areaPoint(row)} name={areaLabel(row)} points={points} words={words} />
            )}
            {...shared}
          />
        )}
        {reveal.choices.map((choice) => (
          <ChoiceComparison key={choice.item} choice={choice} {...shared} />
        ))}
        {reveal.block.length > 0 && (
          <BlockCards
            rows={reveal.block}
            pick={(row) => (
              <QuestionPoint
                row={row}
                side={duo.side}
                partnerName={shared.partnerName}
                points={points}
                words={words}
              />
            )}
            {...shared}
          />
        )}
      </div>
    </Section>
  );
}

/** How many of both partners' last answers say that they achieve more together, with its interval. */
function Multiplier({
  multiplier: { bigger, n, lower, upper },
  words,
  format,
}: ViewProps & { multiplier: NonNullable<DuoPage["multiplier"]> }) {
  const text = words.reveal.multiplier;
  return (
    <Section title={text.title} className="border-line border-t pt-5">
      <p>
        <span className="font-semibold text-title tabular-nums">{fill(text.count, { bigger, n })}</span>
      </p>
      <p className="mt-1 max-w-column text-ink-2">
        {fill(text.interval, { lower: format.percent(lower), upper: format.percent(upper) })}
      </p>
    </Section>
  );
}
