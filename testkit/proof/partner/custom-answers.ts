import { isDeepStrictEqual } from "node:util";
import { type Answers, sides } from "@/lib/instrument/answers";
import { personFigures } from "@/lib/publication/person-figures";
import type { PublishedWorld } from "../worlds/publish";

/**
 * The partner who looks for an answer to an organization's own question, aggregate only, or for the rating of a
 * commitment in a cycle that stays closed to them, in what is published of their duo: everything there is made of the two
 * partners' figures, so an answer that moved one of them could be searched for.
 * @returns answers tried in every cycle, and those with which some figure is another
 */
export function attackCustomAnswers({ world }: PublishedWorld): { cases: number; determined: number } {
  let [cases, determined] = [0, 0];
  const tried: readonly Answers[] = [
    { OWN1A: 1, OWN2A: "a" },
    { OWN1A: 5, OWN2A: "d" },
    { OWN1A: "na" },
    { KEPT1: "kept", KEPT2: "partly", KEPT3: "no-longer-matters" },
  ];
  for (const { answers } of world.duos) {
    for (const own of sides.flatMap((side) => answers[side].filter((given) => given !== null))) {
      const published = personFigures(own);
      cases += tried.length;
      determined += tried.filter(
        (one) => !isDeepStrictEqual(personFigures({ ...own, ...one }), published),
      ).length;
    }
  }
  return { cases, determined };
}
