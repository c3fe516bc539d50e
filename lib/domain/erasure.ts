import { z } from "zod";

/**
 * Why a person is not erased. `self`: the asking admin; `role`: they lead, administer or review; `answering`: they are
 * asked in a cycle that is not published yet; `unknown`: there is no such person, or they were erased before.
 */
export type ErasureRefusal = "unknown" | "self" | "role" | "answering";

/**
 * How many rows an erasure removes or leaves without a name, of kinds that an admin may count: surveys that the person was
 * asked, roster imports that have not ended, duos, and published rows, which stay.
 */
export type ErasureCounts = Readonly<Record<"surveys" | "imports" | "duos" | "published", number>>;

/** What an erasure would do; or that it was done. */
export type ErasurePage =
  | { readonly personId: string; readonly erasedAt: string }
  | {
      readonly personId: string;
      readonly erasedAt: null;
      readonly name: string;
      readonly refusal: Exclude<ErasureRefusal, "unknown"> | null;
      /** Null where nobody can be erased, or the rows are in use at this moment. */
      readonly counts: ErasureCounts | null;
      /** `ends`: the duo goes on today. */
      readonly duos: readonly ErasureDuo[];
    };

type ErasureDuo = { readonly id: string; readonly name: string; readonly ends: boolean };

/** The duos that an erasure ends, as a form sends that they were read. */
export const endingDuos = (duos: readonly ErasureDuo[]): string =>
  duos
    .filter(({ ends }) => ends)
    .map(({ id }) => id)
    .toSorted()
    .join(" ");

/** `confirmation` is the person's name, typed once more; `ending` are the duos that end with it, as they were read. */
export const erasureInput = z.object({
  personId: z.uuid(),
  confirmation: z.string().max(400),
  ending: z.string().max(40_000),
});
