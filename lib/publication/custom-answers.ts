import type { Answers, Side } from "../instrument/answers";
import { type CustomQuestion, optionChosen } from "../instrument/custom-questions";

/** One of the organization's own questions of the class `aggregate`, with what both partners of a duo chose. */
export type CustomFigure = Pick<CustomQuestion, "slot" | "kind"> & {
  /** How many options it has. */
  readonly options: number;
  /** By duo the places of both partners' options, from 0; a duo of which one partner gave no answer is left out. */
  readonly chosen: ReadonlyMap<string, readonly [number, number]>;
};

/** Collects the answers to the organization's own questions of the class `aggregate` in one cycle. */
export class CollectedCustomAnswers {
  private readonly questions: readonly CustomQuestion[];
  private readonly given = new Map<string, Map<string, Partial<Record<Side, number>>>>();

  /** @param asked the own questions that the cycle asks; those of another class are ignored */
  constructor(asked: readonly CustomQuestion[]) {
    this.questions = asked.filter(({ answerClass }) => answerClass === "aggregate");
    for (const { id } of this.questions) this.given.set(id, new Map());
  }

  /** Notes what one partner of a duo submitted. */
  note({ duoId, side }: { duoId: string; side: Side }, answers: Answers): void {
    for (const question of this.questions) {
      const place = optionChosen(question, answers);
      if (place === undefined) continue;
      const duos = this.given.get(question.id)!;
      duos.set(duoId, { ...duos.get(duoId), [side]: place });
    }
  }

  /** Removes a duo one of whose answers cannot be decrypted. */
  drop(duoId: string): void {
    for (const duos of this.given.values()) duos.delete(duoId);
  }

  /** The collected answers, from which the figures of units are computed. */
  figures(): CustomFigure[] {
    return this.questions.map(({ id, slot, kind, options }) => ({
      slot,
      kind,
      options: options.length,
      chosen: new Map(
        [...this.given.get(id)!].flatMap(([duoId, { ic, manager }]) =>
          ic === undefined || manager === undefined ? [] : [[duoId, [ic, manager] as const]],
        ),
      ),
    }));
  }
}
