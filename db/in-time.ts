/** What comes of work, unless it takes longer: then `onLate` takes it over, and says what is thrown. */
export async function inTime<T>(work: Promise<T>, ms: number | undefined, onLate: () => Error): Promise<T> {
  if (ms === undefined) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
