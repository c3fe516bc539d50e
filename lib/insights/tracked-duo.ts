import type { PublishedStatus } from "../domain/status";
import type { DuoLine } from "./duo-columns";

/** A duo's state in a cycle; null where leaders have no row of it. */
export type TrackedState = { readonly status: PublishedStatus | null; readonly reason: string };

/** With its states over the tracked cycles, oldest first. */
export type TrackedDuo = DuoLine & { readonly states: readonly TrackedState[] };
