import { isHalted, type Saving } from "./saving";

const PAUSE_AFTER_TYPING = 400;
const LONGEST_PAUSE = 30_000;

/** The next request and the pause before it in milliseconds, or undefined while there is nothing to send. */
export function nextRequest(saving: Saving): { request: "save" | "submit"; after: number } | undefined {
  if (!saving.ready || !saving.accepted || saving.request !== "none" || saving.hidden) return undefined;
  if (saving.phase === "submitting") return { request: "submit", after: pauseOf(saving) };
  const wanted = saving.unsaved.length > 0 || saving.revision === 0;
  if (saving.phase !== "answering" || !wanted || isHalted(saving)) return undefined;
  return { request: "save", after: Math.max(PAUSE_AFTER_TYPING, pauseOf(saving)) };
}

function pauseOf({ failures, failure }: Saving): number {
  if (failures === 0) return 0;
  return failure?.code === "too-many" ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
}
