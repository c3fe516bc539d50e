const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

let interrupted = false;

/** From now on no step is said to have failed: it ends because everything does, which was said. */
export function interruptSteps(): void {
  interrupted = true;
}

/** Says what is being done, does it, and says how long it took. On stderr: what a command prints may go into a file. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  process.stderr.write(`${name} … `);
  const began = performance.now();
  try {
    const result = await work();
    console.error(seconds(began));
    return result;
  } catch (error) {
    if (!interrupted) console.error("failed");
    throw error;
  }
}
