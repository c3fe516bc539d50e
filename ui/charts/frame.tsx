import type { ReactNode } from "react";
import { Disclosure } from "../disclosure";
import { Section } from "../section";

export type FrameProps = {
  /** The question the chart answers, or its finding. */
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
};

type Props = FrameProps & { tableWord: string; table: ReactNode; children: ReactNode };

/** A chart under its question, with the same figures as a table one key away. */
export function ChartFrame({ title, note, actions, level, tableWord, table, children }: Props) {
  return (
    <Section title={title} note={note} actions={actions} level={level}>
      {children}
      <Disclosure summary={tableWord} className="mt-2">
        {table}
      </Disclosure>
    </Section>
  );
}
