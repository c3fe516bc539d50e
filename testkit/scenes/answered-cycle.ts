import type pg from "pg";
import type { Viewer } from "@/lib/domain/permissions";
import type { Answers } from "@/lib/instrument/answers";
import { answerFor, evenAnswers } from "../factories/answers";
import { createOrganization, type MadeOrganization } from "../factories/organization";
import { viewerOf } from "../factories/viewer";

/** An organization whose duos have all answered its open cycle, and the people in it as viewers. */
export type AnsweredCycle = MadeOrganization & { viewer(name: string): Viewer };

type Wanted = { duos: number; answersOf?: (duo: string, side: "ic" | "manager") => Answers };

/** Duos `duo0`, `duo1`, … of `Ic0` and `Manager0`, …, and the admin Ada. The cycle asks the core alone. */
export async function answeredCycle(
  client: pg.Client,
  { duos, answersOf = () => evenAnswers(4) }: Wanted,
): Promise<AnsweredCycle> {
  const numbers = Array.from({ length: duos }, (_, index) => index);
  const made = await createOrganization(client, {
    people: {
      Ada: { admin: true },
      ...Object.fromEntries(numbers.flatMap((n) => [`Ic${n}`, `Manager${n}`]).map((name) => [name, {}])),
    },
    duos: Object.fromEntries(numbers.map((n) => [`duo${n}`, { ic: `Ic${n}`, manager: `Manager${n}` }])),
    cycle: { number: 4 },
  });
  await answerFor(client, made, answersOf);
  return { ...made, viewer: (name) => viewerOf(made, name, { isAdmin: name === "Ada" }) };
}
