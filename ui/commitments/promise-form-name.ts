import type { DuoFormPlace } from "../duo/duo-form";

/** Under which name what is typed about a promise outlives its form; the slot is empty for a new one. */
export const promiseForm = ({ page, duoId, cycleId }: DuoFormPlace, slot: string) =>
  `promise ${page} ${duoId} ${cycleId} ${slot}`;
