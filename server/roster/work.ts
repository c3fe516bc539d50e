import { withViewer } from "@/db/client";
import { stepImport } from "@/db/queries/roster/imports";
import type { Viewer } from "@/lib/domain/permissions";
import type { ImportState } from "@/lib/domain/roster-imports";
import { logFault } from "../logger";

export type ImportOf = { viewer: Viewer; importId: string };

/** Work on imports that goes on after its request was answered; tests wait for it. */
const running = new Set<Promise<void>>();

/**
 * Works on an import after the request that began it was answered. The database holds the progress, so that a page that
 * is loaded again finds it. When the process ends in between, the import can be begun again.
 */
export function workAfterAnswer(
  { viewer, importId }: ImportOf,
  name: string,
  work: () => Promise<void>,
): void {
  const one = work()
    .catch((error: unknown) => {
      logFault(error, { action: name, importId, personId: viewer.personId });
    })
    .finally(() => running.delete(one));
  running.add(one);
}

/**
 * Waits for all work on imports in this process.
 * @internal for tests
 */
export async function importsFinished(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}

/**
 * Notes how far the work is, on a connection of its own because the work's own transaction shows nothing before its
 * end. Nothing waits for it, and it changes nothing once the import has moved on.
 */
export function noteProgress({ viewer, importId }: ImportOf, state: ImportState, progress: number): void {
  withViewer(viewer, (tx) => stepImport(tx, { importId }, { from: state, to: state, progress })).catch(
    () => {},
  );
}
