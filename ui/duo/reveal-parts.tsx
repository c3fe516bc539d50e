import type { DuoPage } from "@/lib/domain/duos";
import { areaPoint } from "@/lib/guide/talking-points";
import { cycleName } from "@/lib/i18n/cycle-name";
import { fill } from "@/lib/i18n/fill";
import type { Reveal } from "@/lib/scoring/reveal";
import { summaryOf } from "@/lib/scoring/reveal-summary";
import { Disclosure } from "../disclosure";
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
  points: PointActions;
};

/** Both partners' shared answers to the core, by topic. */
export function RevealCore({ duo, ...shown }: Omit<Props, "format">) {
  return (
    <RevealTopics
      side={duo.side}
      talkHref={`/duos/${duo.duoId}/talk?cycle=${duo.chosen.cycleId}`}
      {...shown}
    />
  );
}

/**
 * The rest of what both answered: the organization's own questions, how impact adds up, and what the cycle's
 * block asked.
 */
export function RevealFurther({ duo, reveal, ...shown }: Props) {
  const { partnerName, words, format } = shown;
  return (
    <>
      <CustomAnswers answers={duo.customAnswers} partnerName={partnerName} words={words} />
      {duo.multiplier && <Multiplier multiplier={duo.multiplier} words={words} format={format} />}
      <BlockPart duo={duo} reveal={reveal} {...shown} />
    </>
  );
}

const blockItems = ({ block, choices, allocation, ownership }: Reveal): string[] => [
  ...[...block, ...choices].map(({ item }) => item),
  ...(allocation ? ["ALLOC"] : []),
  ...(ownership.length > 0 ? ["MAP"] : []),
];

/** Whether what the two differ in is in the cycle's block alone: then it is not folded away. */
function isMainlyInBlock(reveal: Reveal): boolean {
  const { kind, inBlock } = summaryOf(reveal);
  return inBlock || kind === "elsewhere";
}

/** The last allocation before that both gave, and what it came to. */
function allocationBefore({ earlierAllocation: earlier, cycles }: DuoPage, { words, format }: ViewProps) {
  const { before } = words.reveal.allocation;
  return (
    earlier && {
      allocation: earlier,
      said: fill(before, { month: cycleName(earlier.opensOn, cycles, format), n: earlier.pointsToMove }),
    }
  );
}

/** What the cycle's block asked, in the form that each question has; nothing where both answered none of it. */
function BlockPart({ duo, reveal, partnerName, points, words, format }: Props) {
  const text = words.reveal;
  const shared = { partnerName, text };
  const block = blockOf(blockItems(reveal));
  if (!block) return null;
  return (
    <Section title={text.block.title[block]} note={text.block.note} className="border-line border-t pt-5">
      <Disclosure
        onPhone
        printed
        open={isMainlyInBlock(reveal)}
        summary={text.block.show}
        target={{ id: "block", name: text.block.title[block] }}
      >
        <div className="grid gap-8">
          {reveal.allocation && (
            <AllocationComparison
              allocation={reveal.allocation}
              before={allocationBefore(duo, { words, format })}
              {...shared}
            />
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
      </Disclosure>
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
