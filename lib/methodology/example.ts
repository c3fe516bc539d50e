import { type DimensionCode, dimensionCodes } from "../domain/published";
import { changeScore } from "../engine/change-score";
import type { CycleRow } from "../engine/duo-row";
import { runHistory } from "../engine/run-history";
import type { Answers, Side } from "../instrument/answers";
import { instrument, itemByCode } from "../instrument/instrument";
import { duoScore, profileGap, signedGap } from "../scoring/duo";
import { itemScore } from "../scoring/item-score";
import { type DimensionScores, dimensionScores, personScore, sharedDimensionScores } from "../scoring/person";

/** Invented answers of two partners in the eighth cycle, among them a "can't say" and a "we had no real disagreement". */
const answers: { readonly ic: Answers; readonly manager: Answers } = {
  ic: {
    DQ1: 3,
    DQ2: "b",
    ST1: 3,
    SB1: 3,
    OT1: 3,
    OT2: 4,
    IN1: 3,
    TI1: 3,
    TI2: 4,
    TR1: 4,
    AL1: 3,
    AL2: 3,
    AL3: 4,
    CU1: 4,
    MX1: 3,
  },
  manager: {
    DQ1: 3,
    DQ2: "e",
    ST1: 3,
    SB1: 4,
    OT1: 3,
    OT2: 3,
    IN1: 4,
    TI1: 3,
    TI2: 3,
    TR1: 3,
    AL1: 3,
    AL2: "na",
    AL3: 3,
    CU1: 3,
    MX1: 3,
  },
};

/** Person scores of the seven cycles before, which are the change scores too. */
const before = {
  ic: [72, 70, 74, 71, 69, 73, 56],
  manager: [68, 70, 71, 69, 72, 66, 51],
};
/** MX1 answers of both partners in these cycles. */
const bigger = [4, 4, 4, 4, 4, 4, 3];

/** An answer with its score, 0 to 100. */
export type ExampleAnswer = { readonly answer: string | number; readonly score: number | undefined };
/** A scored item with both partners' answers. */
export type ExampleItem = {
  readonly code: string;
  readonly dimension: DimensionCode;
  readonly ic: ExampleAnswer;
  readonly manager: ExampleAnswer;
};

/** The example's answers and all results computed from them. */
export type WorkedExample = {
  /** The fourteen scored items of the last cycle. */
  readonly items: readonly ExampleItem[];
  readonly dimensions: { readonly ic: DimensionScores; readonly manager: DimensionScores };
  readonly person: { readonly ic: number; readonly manager: number };
  /** Change scores of the last cycle. */
  readonly change: { readonly ic: number; readonly manager: number };
  readonly duo: number;
  /** IC minus manager. */
  readonly gap: number;
  /** Over the shared dimensions, as agreement is published. */
  readonly profileGap: number;
  /** Both partners' scores in every cycle with the engine's row of the duo. */
  readonly series: readonly {
    readonly cycle: number;
    readonly ic: number;
    readonly manager: number;
    /** Change scores of both. */
    readonly icChange: number;
    readonly managerChange: number;
    readonly row: CycleRow;
  }[];
  /** The engine's constants of the last cycle. */
  readonly constants: ReturnType<typeof runHistory>[number]["constants"];
};

/**
 * The methodology page's example: one duo from its answers to its status, computed by the product's scoring and engine. It
 * is the only duo of its organization, so that a reader can compute every number by hand: noise is the prior and the company
 * index is 0.
 */
export function workedExample(): WorkedExample {
  const dimensions = { ic: dimensionScores(answers.ic), manager: dimensionScores(answers.manager) };
  const person = { ic: personScore(dimensions.ic)!, manager: personScore(dimensions.manager)! };
  const change = { ic: changeScoreOf(dimensions.ic), manager: changeScoreOf(dimensions.manager) };
  const ic = [...before.ic, person.ic];
  const manager = [...before.manager, person.manager];
  const icChange = [...before.ic, change.ic];
  const managerChange = [...before.manager, change.manager];
  const mx = [...bigger, 3];
  const duo = { duoId: "example", ic, manager, icChange, managerChange, icMx: mx, managerMx: mx };
  const outputs = runHistory([duo], ic.length);
  return {
    items: scoredItems(),
    dimensions,
    person,
    change,
    duo: duoScore(person.ic, person.manager)!,
    gap: signedGap(person.ic, person.manager)!,
    profileGap: profileGap(sharedDimensionScores(answers.ic), sharedDimensionScores(answers.manager))!,
    series: outputs.map(({ rows, constants: { cycle } }) => ({
      cycle,
      ic: ic[cycle - 1]!,
      manager: manager[cycle - 1]!,
      icChange: icChange[cycle - 1]!,
      managerChange: managerChange[cycle - 1]!,
      row: rows[0]!,
    })),
    constants: outputs.at(-1)!.constants,
  };
}

function changeScoreOf(dimensions: DimensionScores): number {
  return changeScore(dimensionCodes.map((code) => dimensions[code] ?? null))!;
}

function scoredItems(): readonly ExampleItem[] {
  const answered = (side: Side, code: string) => ({
    answer: answers[side][code] as string | number,
    score: itemScore(itemByCode(code), answers[side][code]),
  });
  return instrument.items
    .filter((item) => item.in_person_score)
    .map(({ code, dimension }) => ({
      code,
      dimension: dimension as DimensionCode,
      ic: answered("ic", code),
      manager: answered("manager", code),
    }));
}
