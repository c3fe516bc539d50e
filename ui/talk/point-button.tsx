import type { Dictionary } from "@/lib/i18n";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";

/** What makes something a talking point of the two or takes it out, and which ones are. */
export type PointActions = {
  page: string;
  mark: DuoFormAction;
  duoId: string;
  cycleId: string;
  chosen: readonly string[];
};

type Props = { code: string; name: string; points: PointActions; words: Dictionary };

/** One tap makes a question or an area a talking point, the next takes it out of the talk. */
export function PointButton({ code, name, points, words }: Props) {
  const { page, mark, duoId, cycleId, chosen } = points;
  const isChosen = chosen.includes(code);
  const { add, remove } = words.guide.point;
  return (
    <DuoForm
      action={mark}
      place={{ page, duoId, cycleId, code, wanted: isChosen ? "no" : "yes" }}
      label={
        <>
          {isChosen ? remove : add}
          <span className="sr-only">: {name}</span>
        </>
      }
      kind="quiet"
      compact
      signIn={words.roster.signIn}
    />
  );
}
