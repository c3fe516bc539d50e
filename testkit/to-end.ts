/** What a computation in steps gives, carried out without a pause. */
export function toEnd<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
