import { followerHere } from "./follower";

/** What follows forms, loaded where the page has not brought it along; undefined where it cannot be had now. */
export async function findFollower() {
  if (!followerHere()) await import("./typed-forms").catch(() => undefined);
  return followerHere();
}
