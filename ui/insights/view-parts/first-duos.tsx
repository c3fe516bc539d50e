import { beginningsOf } from "@/lib/insights/beginnings";
import { filterHref } from "@/lib/insights/filters";
import type { CycleFacts, InsightsFrame } from "@/lib/insights/frame";
import type { TrackedDuo } from "@/lib/insights/tracked-duo";
import { Section } from "../../section";
import { SoftLinks } from "../../soft-links";
import { Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { duoHref } from "../overview/overview-duos";
import { duoColumns } from "./duo-columns";

type Props = ViewProps & {
  frame: InsightsFrame;
  duos: readonly TrackedDuo[];
  tracked: readonly CycleFacts[];
};

/** A short list of duos needing attention; not a ranking, only which conversations may be due. */
export function FirstDuos({ frame, duos, tracked, words, format }: Props) {
  const text = words.insights.first;
  const hrefOf = ({ duoId }: TrackedDuo) => duoHref(frame, duoId);
  const begun = beginningsOf(frame);
  const columns = duoColumns({ frame, tracked, hrefOf, words, format });
  return (
    <Section
      title={text.title}
      note={
        duos.length > 0
          ? text.note
          : begun.trends
            ? text.none
            : begun.states
              ? words.beginnings.noneStrained
              : words.beginnings.noStates
      }
      actions={
        <TextLink href={filterHref("/insights/duos", { ...frame.filters, range: undefined })}>
          {text.all}
        </TextLink>
      }
    >
      {duos.length > 0 && (
        <SoftLinks>
          <Table
            still
            twoLines
            caption={text.title}
            rows={duos}
            rowKey={({ duoId }) => duoId}
            columns={Object.values(columns)}
          />
        </SoftLinks>
      )}
    </Section>
  );
}
