import type { MaskedDuo } from "@/lib/publication/measure-families";

/** A complete, steady duo of a unit, left-0 for example, as masked cells are made of it. */
export const maskedDuo = (unitId: string, index: number, known: Partial<MaskedDuo> = {}): MaskedDuo => ({
  duoId: `${unitId}-${index}`,
  unitId,
  icPersonId: `${unitId}-ic-${index}`,
  managerPersonId: `${unitId}-manager-${index}`,
  pairType: "tech-lead-em",
  icFinal: true,
  managerFinal: true,
  status: "steady",
  level: 60,
  agreement: "some",
  dimensions: Array.from({ length: 9 }, () => 50),
  mayBeWatched: true,
  watched: false,
  ...known,
});
