import { useSyncExternalStore } from "react";

/** What came back into the page; `files`: one of its forms takes files too, which no device keeps. */
export type Back = {
  readonly files: boolean;
  /** How many older texts of these forms are kept besides, of other tabs. */
  readonly others: number;
};

/** What follows the forms of a page (`typed-forms`). */
export type Follower = {
  watchForms: (deviceKey: string, tell: (back: Back | undefined) => void) => () => void;
  keepTyped: () => Promise<boolean>;
  throwAway: () => Promise<void>;
};

/**
 * The page of a form brings its follower along, so that what is typed there is safe whatever arrives later; the frame of
 * every other page loads it once the page runs, so that none waits for it.
 */
let follower: Follower | undefined;
let tell = () => {};

/** Called by the follower itself once it is there, in whichever way it came. */
export function follow(arrived: Follower): void {
  follower = arrived;
  // Code may arrive while React renders.
  queueMicrotask(() => tell());
}

function subscribe(listener: () => void): () => void {
  tell = listener;
  return () => {
    tell = () => {};
  };
}

export const followerHere = () => follower;

/** The follower, or undefined until it is there. */
export const useFollower = () => useSyncExternalStore(subscribe, followerHere, () => undefined);
