import { fill } from "@/lib/i18n/fill";
import type { CustomQuestionFigures } from "@/lib/insights/custom-figures";
import type { Figure } from "@/lib/insights/figures";
import { figureTexts } from "../../figures";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { custom: readonly CustomQuestionFigures[] };

/** The organization's own questions of which leaders read figures of units alone, each in its words. */
export function CustomFigures({ custom, words, format }: Props) {
  const text = words.customQuestions.figures;
  if (custom.length === 0) return null;
  return (
    <Section title={text.title} note={text.note}>
      <ol className="grid max-w-column gap-6">
        {custom.map((one) => (
          <li key={one.slot} className="grid gap-2 print:break-inside-avoid">
            <h3 className="font-semibold [overflow-wrap:anywhere]">
              <bdi>{fill(one.wording, { P: text.partner })}</bdi>
            </h3>
            {one.kind === "scale" ? (
              <Mean {...one} words={words} format={format} />
            ) : (
              <Shares {...one} words={words} format={format} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

type OneProps = ViewProps & CustomQuestionFigures;

/** "65, over 12 of 14 duos", between the words of both ends of the scale. */
function Mean({ figures, options, words, format }: OneProps) {
  const [figure] = figures;
  if (figure?.kind !== "mean") return <Missing figure={figure} words={words} />;
  const { ofUnit } = figureTexts({ words, format });
  return (
    <>
      <p>
        <span className="font-semibold text-title tabular-nums">{ofUnit(figure)}</span>{" "}
        <Counted figure={figure} words={words} format={format} />
      </p>
      <Scale value={figure.value} />
      <p className="flex justify-between gap-6 text-ink-2 text-small [overflow-wrap:anywhere]">
        <bdi>{`0 · ${options[0]}`}</bdi>
        <bdi className="text-right">{`100 · ${options.at(-1)}`}</bdi>
      </p>
    </>
  );
}

/** Where a mean lies between both ends; the figure itself stands above it. */
function Scale({ value }: { value: number }) {
  return (
    <div aria-hidden="true" className="relative h-3">
      <span className="absolute inset-x-0 top-1 h-1 rounded-full bg-line" />
      <span
        className="absolute top-0 size-3 -translate-x-1/2 rounded-full bg-accent print:border"
        style={{ left: `${value}%` }}
      />
    </div>
  );
}

/** Each option with the band of its share of the answers. */
function Shares({ figures, options, wording, words, format }: OneProps) {
  const text = words.customQuestions.figures;
  const [first] = figures;
  if (first?.kind !== "share") return <Missing figure={first} words={words} />;
  const { ofUnit } = figureTexts({ words, format });
  return (
    <>
      <Table
        dense
        caption={fill(wording, { P: text.partner })}
        rows={options.map((option, place) => ({ option, figure: figures[place]! }))}
        rowKey={({ option }) => option}
        columns={[
          {
            key: "option",
            header: text.option,
            rowHeader: true,
            anyLength: true,
            cell: ({ option }) => <bdi>{option}</bdi>,
          },
          { key: "share", header: text.share, cell: ({ figure }) => ofUnit(figure) },
        ]}
      />
      <p>
        <Counted figure={first} words={words} format={format} />
      </p>
    </>
  );
}

function Counted({ figure, words, format }: ViewProps & { figure: Figure }) {
  if (!("counted" in figure)) return null;
  const { nOf } = figureTexts({ words, format });
  return (
    <span className="text-ink-3 text-small">
      {words.customQuestions.figures.counted(nOf(figure.counted, figure.enrolled))}
    </span>
  );
}

function Missing({ figure, words }: Pick<ViewProps, "words"> & { figure: Figure | undefined }) {
  const why = figure?.kind === "hidden" ? figure.why : "too-few";
  return <p className="text-ink-2">{words.insights.hidden[why]}</p>;
}
