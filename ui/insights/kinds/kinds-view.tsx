import { beginningsOf } from "@/lib/insights/beginnings";
import type { OpenedView } from "@/lib/insights/frame";
import { claimSentence, isUnstated, kindName, statementsOf } from "@/lib/insights/kind-sentences";
import {
  type ComparedState,
  KINDS_FROM,
  type KindBlock,
  type Kinds,
  statesToCompare,
} from "@/lib/insights/kinds";
import { methodologyHref } from "@/lib/methodology/sections";
import { PageTitle } from "../../page-title";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { DataLinks } from "../view-parts/data-links";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { Streamed } from "../view-parts/streamed";
import { KindRows } from "./kind-rows";

const path = "/insights/kinds";

/** Which kinds of duos multiply and which diverge, compared with all others. */
export function KindsView({
  view,
  words,
  format,
}: ViewProps & { view: OpenedView<Kinds | undefined> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <PageTitle title={notPublished.title} lede={notPublished.text} />;
  const { frame } = view;
  const { cycle, unit } = frame;
  return (
    <>
      <InsightsFilters choice={frame} path={path} whole="all" words={words} format={format} />
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={path} shape="figures" words={words}>
        {(kinds) =>
          kinds ? (
            <div className="drawn-near flex flex-col gap-10">
              <Title kinds={kinds} unit={unit.label} words={words} format={format} />
              {kinds.complete > 0 &&
                kinds.blocks.map((block) => (
                  <Block
                    key={block.attribute}
                    block={block}
                    kinds={kinds}
                    states={statesToCompare(kinds, beginningsOf(frame))}
                    words={words}
                    format={format}
                  />
                ))}
              <DataLinks filters={frame.filters} tables={["kinds", "dataset", "dictionary"]} words={words} />
            </div>
          ) : (
            cycle.state === "published" && <PageTitle title={words.kinds.none} lede={words.kinds.noneText} />
          )
        }
      </Streamed>
    </>
  );
}

function Title({ kinds, unit, words, format }: ViewProps & { kinds: Kinds; unit: string }) {
  const { kinds: text } = words;
  const [complete, enrolled] = [format.count(kinds.complete), format.count(kinds.enrolled)];
  return (
    <PageTitle
      title={text.title}
      lede={
        <>
          {text.lede(complete, enrolled, unit)} {!kinds.compared && text.tooFew(format.whole(KINDS_FROM))}{" "}
          <TextLink href={methodologyHref("kinds")}>{text.how}</TextLink>
        </>
      }
    />
  );
}

type BlockProps = ViewProps & { block: KindBlock; kinds: Kinds; states: readonly ComparedState[] };

function Block({ block, kinds, states, words, format }: BlockProps) {
  const { kinds: text } = words;
  const { attribute } = block;
  const compared = kinds.compared && states.length > 0;
  const statements = compared ? statementsOf(block, { words, format }) : [];
  const hasTests = block.kinds.some(({ shares }) => states.some((state) => shares[state].verdict));
  return (
    <Section title={text.question[attribute]} note={attribute === "grade" ? text.claim : undefined}>
      {attribute === "grade" && (
        <p className="mb-2 max-w-reading">{claimSentence(block, compared, { words, format })}</p>
      )}
      {compared &&
        (statements.length > 0 ? (
          <ul className="mb-4 max-w-reading font-semibold">
            {statements.map((statement) => (
              <li key={statement}>{statement}</li>
            ))}
          </ul>
        ) : (
          (hasTests || attribute !== "grade") && (
            <p className="mb-4 text-ink-2">
              {hasTests ? text.notDistinguishable : text.oneKind(isUnstated(block))}
            </p>
          )
        ))}
      <KindRows
        caption={text.question[attribute]}
        kinds={block.kinds}
        states={states}
        nameOf={(value) => kindName(words, attribute, value)}
        words={words}
        format={format}
      />
    </Section>
  );
}
