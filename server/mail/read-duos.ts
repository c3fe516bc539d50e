import type { DuoReading, NamedReader, ReadDuos } from "@/lib/domain/mail";

/** Each of them once. */
function named(readings: readonly DuoReading[]): NamedReader[] {
  const readers = new Map(
    readings.map(({ readerId, unitId, reader, unit }) => [readerId + unitId, { reader, unit }]),
  );
  return [...readers.values()];
}

/** Who reads which duos, for a mail's payload: duos that the same leaders read together, and none that nobody reads. */
export function readDuos(readings: readonly DuoReading[]): ReadDuos[] {
  const alike = new Map<string, ReadDuos>();
  for (const duoId of new Set(readings.map((reading) => reading.duoId))) {
    const own = readings.filter((reading) => reading.duoId === duoId);
    const next = named(own.filter((reading) => reading.next));
    const earlier = named(own.filter((reading) => reading.earlier));
    const readers = JSON.stringify([next, earlier]);
    const partners = new Set(alike.get(readers)?.partners).add(own[0]!.partner);
    if (next.length + earlier.length > 0) alike.set(readers, { partners: [...partners], next, earlier });
  }
  return [...alike.values()];
}
