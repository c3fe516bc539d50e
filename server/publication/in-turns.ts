import { setImmediate } from "node:timers/promises";

/** Carries out a long computation in its steps: between them the process sends, receives and answers what is due. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    await setImmediate();
    step = steps.next();
  }
  return step.value;
}

type Outcomes<Work extends readonly unknown[]> = { -readonly [Index in keyof Work]: Awaited<Work[Index]> };

/**
 * What pieces of work give that go on side by side, of which one at most asks the database. Ends when all of them have
 * ended, also after a failure: what still ran then would send its statements behind the transaction's end.
 */
export async function sideBySide<const Work extends readonly unknown[]>(work: Work): Promise<Outcomes<Work>> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<Outcomes<Work>>;
}
