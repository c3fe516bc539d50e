import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { inOut } from "@/lib/insights/changes";
import type { Changes } from "@/lib/insights/changes-view";
import { Section } from "../../section";
import { StatusWord } from "../../status";
import { Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { changes: Changes };

const states: readonly StatusCode[] = statusCodes.filter((code) => code !== "not-enough-data");

/** How many duos entered and left each state, how many are on watch, and how certain changes are. */
export function ChangesAside({ changes: { list, states: figures, frame }, words, format }: Props) {
  const { changes: text, hidden, lede } = words.insights;
  return (
    <div className="flex flex-col gap-8">
      {list && frame.previous && (
        <Section title={text.tallyTitle}>
          <Table
            dense
            caption={text.tallyTitle}
            rows={states}
            rowKey={(status) => status}
            columns={[
              {
                key: "state",
                header: text.tally.state,
                rowHeader: true,
                cell: (status) => <StatusWord status={status} words={words} />,
              },
              {
                key: "in",
                header: text.tally.entered,
                numeric: true,
                cell: (status) => format.whole(inOut(list.moves, status).entered),
              },
              {
                key: "out",
                header: text.tally.left,
                numeric: true,
                cell: (status) => format.whole(inOut(list.moves, status).left),
              },
            ]}
          />
        </Section>
      )}
      <Section title={text.watchTitle}>
        {figures?.hidden ? (
          <p className="text-ink-2 text-small">{hidden[figures.hidden]}</p>
        ) : (
          figures && (
            <>
              <p>{text.watch(figures.watch ?? 0, format.whole(figures.watch ?? 0))}</p>
              <p className="text-ink-3 text-small tabular-nums">
                {lede.complete(format.whole(figures.counted), format.whole(figures.enrolled))}
              </p>
              <p className="mt-1 text-ink-2 text-small">{text.watchNote}</p>
            </>
          )
        )}
      </Section>
      <Section title={text.sureTitle}>
        <p className="text-ink-2 text-small">{text.sure}</p>
        <p className="mt-2 text-small">
          <TextLink href="/methodology">{words.shell.footer.methodology}</TextLink>
        </p>
      </Section>
    </div>
  );
}
