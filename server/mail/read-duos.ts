import type { DuoReading, NamedReader, ReadDuos } from "@/lib/domain/mail";

const nameOf = ({ reader, unit, addressSet }: DuoReading): NamedReader => ({
  reader,
  unit,
  ...(addressSet && { addressSet }),
});

/** Each of them once. */
function named(readings: readonly DuoReading[]): NamedReader[] {
  const readers = new Map(readings.map((reading) => [reading.readerId + reading.unitId, nameOf(reading)]));
  return [...readers.values()];
}

/** Who reads which duos, for a mail's payload: duos that the same leaders read together, and none that nobody reads or could. */
export function readDuos(readings: readonly DuoReading[]): ReadDuos[] {
  const alike = new Map<string, ReadDuos>();
  for (const duoId of new Set(readings.map((reading) => reading.duoId))) {
    const own = readings.filter((reading) => reading.duoId === duoId);
    const next = named(own.filter((reading) => reading.next));
    const earlier = named(own.filter((reading) => reading.earlier));
    const ended = own.flatMap((reading) => (reading.ended ? [{ ...nameOf(reading), ...reading.ended }] : []));
    const readers = JSON.stringify([next, earlier, ended]);
    const partners = [...new Set(alike.get(readers)?.partners).add(own[0]!.partner)];
    if (next.length + earlier.length + ended.length > 0)
      alike.set(readers, { partners, next, earlier, ...(ended.length > 0 && { ended }) });
  }
  return [...alike.values()];
}
