import { filterHref } from "@/lib/insights/filters";
import type { CycleFacts, InsightsFrame } from "@/lib/insights/frame";
import type { TrackedDuo } from "@/lib/insights/overview";
import { noonOf } from "@/lib/insights/sentence";
import { Tracker } from "../../charts/tracker";
import { Link } from "../../link";
import { Section } from "../../section";
import { BandWord, StatusWord } from "../../status";
import { Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { duoHref } from "../overview/overview-duos";

type Props = ViewProps & {
  frame: InsightsFrame;
  duos: readonly TrackedDuo[];
  tracked: readonly CycleFacts[];
};

/** A short list to start from: no rank, only which conversations may be due. */
export function FirstDuos({ frame, duos, tracked, words, format }: Props) {
  const text = words.insights.first;
  const at = frame.cycle.publishedAt;
  return (
    <Section
      title={text.title}
      note={duos.length > 0 ? text.note : text.none}
      actions={
        <TextLink href={filterHref("/insights/duos", { ...frame.filters, range: undefined })}>
          {text.all}
        </TextLink>
      }
    >
      {duos.length > 0 && (
        <Table
          caption={text.title}
          rows={duos}
          rowKey={({ duoId }) => duoId}
          columns={[
            {
              key: "duo",
              header: text.duo,
              rowHeader: true,
              wrap: true,
              cell: ({ duoId, name, unitName, pairType }) => (
                <span className="block max-lg:w-36">
                  <Link href={duoHref(frame, duoId)} className="font-semibold hover:underline">
                    {name}
                  </Link>
                  <span className="block text-ink-3">
                    {text.where(unitName, words.status.pairType[pairType])}
                  </span>
                </span>
              ),
            },
            {
              key: "state",
              header: text.state,
              wrap: true,
              cell: ({ status, reason, sinceOn }) =>
                status && (
                  <span className="block max-lg:w-40">
                    <StatusWord
                      status={status}
                      reason={reason}
                      words={words}
                      since={sinceOn ? format.since(noonOf(sinceOn), at) : undefined}
                    />
                  </span>
                ),
            },
            {
              key: "cycles",
              header: text.cycles(format.whole(tracked.length)),
              cell: ({ states }) => (
                <Tracker
                  words={words}
                  cycles={states.map((state, index) => ({
                    ...state,
                    name: tracked[index] ? format.monthYear(tracked[index].opensAt) : "",
                  }))}
                />
              ),
            },
            {
              key: "level",
              header: text.level,
              numeric: true,
              cell: ({ level }) => (level === null ? words.charts.none : format.whole(level)),
            },
            {
              key: "agreement",
              header: text.agreement,
              cell: ({ agreement }) => <BandWord kind="agreement" band={agreement} words={words} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
