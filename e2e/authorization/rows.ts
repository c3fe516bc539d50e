import type { Actor, Scene } from "@/testkit/scenes/policies";

export type Who = Exclude<Actor, "nobody"> | "anonymous";

/** One address of a route and who gets it; everybody else gets what `refused` says. */
export type Row = {
  /** The file that answers, as a route without a row must fail. */
  route: string;
  method?: "GET" | "POST" | "PUT";
  path: (scene: Scene) => string;
  /** Sent with a POST or PUT. */
  body?: object;
  allowed: readonly Who[];
  /** The statuses that mean "served"; 200 when left out. */
  served?: readonly number[];
};

/** A server action: the page it is called from and somebody who may. What each actor may do is tested in `server`. */
export type ActionRow = {
  file: string;
  name: string;
  path: (scene: Scene) => string;
  as: Who;
  /** It ends the session of its caller. */
  endsSession?: boolean;
};
