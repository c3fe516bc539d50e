import type { CustomFigure } from "@/lib/publication/custom-answers";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import type { Random } from "@/lib/statistics/random";

/** Duos of which one partner left the question out, or cannot say. */
const unanswered = 0.1;

/**
 * What complete duos chose in two questions of the organization's own whose answers nobody reads: a scale in the first
 * place, a choice of four options in the second.
 * @param alike share of people who give the organization's usual answer
 */
export function drawCustom(random: Random, duos: readonly MaskedDuo[], alike = 0.3): CustomFigure[] {
  const complete = duos.filter(({ icFinal, managerFinal }) => icFinal && managerFinal);
  const questions = [
    { slot: 1, kind: "scale", options: 5 },
    { slot: 2, kind: "choice", options: 4 },
  ] as const;
  return questions.map((question) => {
    const any = () => Math.floor(question.options * random());
    // At one end of a scale, where a figure says most.
    const usual = question.kind === "scale" ? (random() < 0.5 ? 0 : question.options - 1) : any();
    const choose = () => (random() < alike ? usual : any());
    const answered = complete.filter(() => random() >= unanswered);
    return {
      ...question,
      chosen: new Map(answered.map(({ duoId }) => [duoId, [choose(), choose()] as const])),
    };
  });
}
