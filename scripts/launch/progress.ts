const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done, does it, and says how long it took. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  process.stdout.write(`${name} … `);
  const began = performance.now();
  try {
    const result = await work();
    console.log(seconds(began));
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}
