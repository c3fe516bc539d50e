import { z } from "zod";

/** The ids of a duo and a cycle, from an address or a form; both are of the viewer's organization. */
export const duoCycleInput = z.object({ duoId: z.uuid(), cycleId: z.uuid() });
export type DuoCycle = z.infer<typeof duoCycleInput>;
