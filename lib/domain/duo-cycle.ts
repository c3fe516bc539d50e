import { z } from "zod";

/** A duo's cycle, as an address or a form names it: within the organization of whoever asks. */
export const duoCycleInput = z.object({ duoId: z.uuid(), cycleId: z.uuid() });
export type DuoCycle = z.infer<typeof duoCycleInput>;
