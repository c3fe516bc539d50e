import { type StatusCode, statusCodes } from "@/lib/domain/published";
import { beginningsOf, hasBegun, TRENDS_FROM } from "@/lib/insights/beginnings";
import { type InOut, inOut } from "@/lib/insights/changes";
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
  const begun = beginningsOf(frame);
  // Nobody came into a state or left it that no duo can be in yet; what the rows say stands.
  const steps = (status: StatusCode, side: keyof InOut) => {
    const moved = list ? inOut(list.comparison.moves, status) : { entered: 0, left: 0 };
    const isSaid = hasBegun(status, begun) || moved.entered + moved.left > 0;
    return isSaid ? format.whole(moved[side]) : words.charts.none;
  };
  return (
    <div className="flex flex-col gap-8">
      {list && frame.previous && list.comparison.compared > 0 && begun.changes && (
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
                cell: (status) => steps(status, "entered"),
              },
              {
                key: "out",
                header: text.tally.left,
                numeric: true,
                cell: (status) => steps(status, "left"),
              },
            ]}
          />
        </Section>
      )}
      <Section title={text.watchTitle}>
        {figures && <Watch states={figures} begun={begun.trends} words={words} format={format} />}
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

/**
 * The share of duos on watch among those that can be, or why it is not shown: before trends no duo can be, so
 * it is not hidden.
 */
function Watch({ states, begun, words, format }: ViewProps & { states: UnitStates; begun: boolean }) {
  const { changes: text, hidden } = words.insights;
  const quiet = (said: string) => <p className="text-ink-2 text-small">{said}</p>;
  if (states.hidden) return quiet(hidden[states.hidden]);
  const { watch } = states;
  if (!begun && watch.kind !== "share") return quiet(words.beginnings.watch(format.whole(TRENDS_FROM)));
  if (watch.kind === "hidden") {
    const said = { "not-offered": text.watchPart, "too-few": text.watchFew };
    return quiet({ ...hidden, ...said }[watch.why]);
  }
  if (watch.kind !== "share") return quiet(text.watchNone);
  return (
    <>
      <p>{text.watch(watch.band, format.count(watch.counted))}</p>
      <p className="mt-1 text-ink-2 text-small">{text.watchNote}</p>
    </>
  );
}
