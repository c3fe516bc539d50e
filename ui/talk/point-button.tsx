import { questionPoint } from "@/lib/guide/talking-points";
import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import type { Side } from "@/lib/instrument/answers";
import type { RevealRow } from "@/lib/scoring/reveal-rows";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";
import { Named } from "../named";

/** What makes something a talking point of the two or takes it out, and which ones are. */
export type PointActions = {
  page: string;
  mark: DuoFormAction;
  duoId: string;
  cycleId: string;
  chosen: readonly string[];
  /** The duo has ended: nothing is picked any more. */
  ended: boolean;
};

type Props = { code: string; name: string; points: PointActions; words: Dictionary };

/** One tap makes a question or an area a talking point, the next takes it out of the talk. */
export function PointButton({ code, name, points, words }: Props) {
  const { page, mark, duoId, cycleId, chosen, ended } = points;
  if (ended) return null;
  const isChosen = chosen.includes(code);
  const { add, remove } = words.guide.point;
  return (
    <DuoForm
      action={mark}
      place={{ page, duoId, cycleId, code, wanted: isChosen ? "no" : "yes" }}
      label={<Named label={isChosen ? remove : add} name={name} />}
      kind="quiet"
      compact
      signIn={words.roster.signIn}
    />
  );
}

type QuestionProps = Omit<Props, "code" | "name"> & { row: RevealRow; side: Side; partnerName: string };

/** The same for a question, named as the reader was asked. */
export function QuestionPoint({ row, side, partnerName, ...rest }: QuestionProps) {
  const title = rest.words.reveal.items[row.item]?.title ?? "";
  return <PointButton code={questionPoint(row, side)} name={fill(title, { P: partnerName })} {...rest} />;
}
