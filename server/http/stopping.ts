// Next bundles this file more than once: what started with the process and what answers a request share the global object.
const kept = globalThis as { twofoldStopping?: true };

/** Notes that this process was asked to end: it is not ready any more, and each connection ends with its next answer. */
export function noteStop(): void {
  kept.twofoldStopping = true;
}

export const isStopping = (): boolean => kept.twofoldStopping === true;
