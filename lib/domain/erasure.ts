import { z } from "zod";

/**
 * Why a person is not erased. `self`: the asking admin; `role`: they lead, administer or review; `answering`: they are asked in a cycle
 * that is not published yet; `unknown`: there is no such person, or they were erased before.
 */
export type ErasureRefusal = "unknown" | "self" | "role" | "answering";

/** What an erasure would do; or that it was done. */
export type ErasurePage =
  | { readonly personId: string; readonly erasedAt: string }
  | {
      readonly personId: string;
      readonly erasedAt: null;
      readonly name: string;
      readonly refusal: Exclude<ErasureRefusal, "unknown"> | null;
      /** `ends`: the duo goes on today. */
      readonly duos: readonly { readonly name: string; readonly ends: boolean }[];
    };

/** `confirmation` is the person's name, typed once more. */
export const erasureInput = z.object({
  personId: z.uuid(),
  confirmation: z.string().max(400),
});
