import type { PairTypeDuo } from "@/lib/publication/breakdown";

/**
 * Duos drawn into a unit for an example: counted, of one pair type, nobody in two of them unless told.
 * @param how what is common to them
 */
export function drawDuos(unitId: string, count: number, how: Partial<PairTypeDuo> = {}): PairTypeDuo[] {
  const common = { counted: true, pairType: "tech-lead-em", ...how } as const;
  return Array.from({ length: count }, (_, index) => {
    const duoId = `${unitId} ${common.pairType} ${common.counted} ${how.managerPersonId ?? ""} ${index}`;
    return { duoId, unitId, icPersonId: `ic ${duoId}`, managerPersonId: `manager ${duoId}`, ...common };
  });
}
