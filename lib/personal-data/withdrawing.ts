import { z } from "zod";
import { duoCycleInput } from "../domain/duo-cycle";

const stages = [
  "draft",
  "open",
  "open-revealed",
  "closed",
  "closed-revealed",
  "published",
  "published-revealed",
] as const;

/**
 * What follows from withdrawing: the cycle's state, "draft" at any of them where nothing was submitted, and whether both
 * read each other's answers. Past its closing time an open cycle counts as closed. `withdrawal_stage()` of the database gives it,
 * and `withdraw_answers()` does nothing at another one than was read.
 */
export type WithdrawalStage = (typeof stages)[number];

type Phase = "draft" | "open" | "closed" | "published";

/** The cycle's state in a stage, and again where both read each other's answers. */
export function partsOfStage(stage: WithdrawalStage) {
  const [phase, revealed] = stage.split("-") as [Phase, "revealed"?];
  return { phase, revealed: revealed && (phase as Exclude<Phase, "draft">) };
}

/** A survey to withdraw, with the stage that was read. */
export const withdrawalInput = duoCycleInput.extend({ stage: z.enum(stages) });
export type Withdrawal = z.infer<typeof withdrawalInput>;

/** The surveys of a form, each with its stage, as one field: "cycle duo stage" with commas between them. */
export const fieldOfSurveys = (surveys: readonly Withdrawal[]): string =>
  surveys.map(({ cycleId, duoId, stage }) => [cycleId, duoId, stage].join(" ")).join(",");

/** The same field, read; unchecked. */
export const surveysOfField = (field: string): readonly unknown[] =>
  field.split(",").map((one) => {
    const [cycleId, duoId, stage] = one.split(" ");
    return { cycleId, duoId, stage };
  });

/** A survey of a person in which something is stored, or was until they withdrew it. Instants in ISO 8601. */
export type OwnSurvey = {
  cycleId: string;
  duoId: string;
  number: number;
  /** The calendar day on which it opened, in its own zone. */
  opensOn: string;
  duoName: string;
  stage: WithdrawalStage;
  submitted: boolean;
  withdrawn: "no" | "waiting" | "removed";
};

/** A person's surveys, newest first, and those that they are about to withdraw. */
export type Withdrawing = {
  surveys: readonly OwnSurvey[];
  chosen: readonly OwnSurvey[];
  /** Everything that the page was asked for is withdrawn. */
  done: boolean;
  all: boolean;
};
