import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { beginningsOf } from "@/lib/insights/beginnings";
import { inOut } from "@/lib/insights/changes";
import type { Changes } from "@/lib/insights/changes-view";
import type { UnitStates } from "@/lib/insights/unit-states";
import { Section } from "../../section";
import { StatusWord } from "../../status";
import { Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { changes: Changes };

const states: readonly StatusCode[] = statusCodes.filter((code) => code !== "not-enough-data");

/** How many duos entered and left each state, how many are on watch, and how certain changes are. */
export function ChangesAside({ changes: { list, states: figures, frame }, words, format }: Props) {
  const { changes: text } = words.insights;
  return (
    <div className="flex flex-col gap-8">
      {list && frame.previous && list.comparison.compared > 0 && beginningsOf(frame).changes && (
        <Section title={text.tallyTitle} note={text.compared(format.count(list.comparison.compared))}>
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
                cell: (status) => format.whole(inOut(list.comparison.moves, status).entered),
              },
              {
                key: "out",
                header: text.tally.left,
                numeric: true,
                cell: (status) => format.whole(inOut(list.comparison.moves, status).left),
              },
            ]}
          />
        </Section>
      )}
      <Section title={text.watchTitle}>
        {figures && <Watch states={figures} words={words} format={format} />}
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

/** The share of duos on watch among those that can be, or why it is not shown. */
function Watch({ states, words, format }: ViewProps & { states: UnitStates }) {
  const { changes: text, hidden } = words.insights;
  const quiet = (said: string) => <p className="text-ink-2 text-small">{said}</p>;
  if (states.hidden) return quiet(hidden[states.hidden]);
  const { watch } = states;
  if (watch.kind === "hidden") return quiet(hidden[watch.why]);
  if (watch.kind !== "share") return quiet(text.watchNone);
  return (
    <>
      <p>{text.watch(watch.band, format.count(watch.counted))}</p>
      <p className="mt-1 text-ink-2 text-small">{text.watchNote}</p>
    </>
  );
}
