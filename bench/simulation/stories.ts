import type { Side } from "@/lib/instrument/answers";
import type { Drawing } from "./answers";
import type { World } from "./assumptions";
import { integerDraw } from "./draws";

/**
 * What truly happens to a duo. `sour`: one partner's view falls, which changes both the level and the gap. `improve` and
 * `close` are changes for the better, which no rule here looks for.
 */
export const storyKinds = ["stable", "decline", "drop", "apart", "sour", "improve", "close"] as const;
export type StoryKind = (typeof storyKinds)[number];

/** A duo's story: what happens, and from when on. */
export interface Story {
  readonly kind: StoryKind;
  /** First cycle (1-based) of the change. */
  readonly onset: number;
  /** The side with the lower view: its view falls in `sour`, and sinks while the other rises in `apart`. */
  readonly poorer: Side;
}

/** Draws a duo's story: each kind of event with the same probability, else `stable`. */
export function drawStory({ random, world }: Drawing, poorer: Side): Story {
  const { eventShare, onset } = world;
  const events = storyKinds.slice(1);
  const kind = (eventShare > 0 && events[Math.floor(random() / eventShare)]) || "stable";
  return { kind, onset: integerDraw(random, onset.first, onset.last), poorer };
}

/** Points by which the story has moved each side's view by a cycle. When an event is complete its effect stays. */
export function storyShift(
  world: World,
  { kind, onset, poorer }: Story,
  cycle: number,
): Readonly<Record<Side, number>> {
  const { eventLength, declinePerCycle, drop, apartPerCycle, sourPerCycle } = world;
  const steps = Math.min(eventLength, Math.max(0, cycle - onset + 1));
  const bySide = (poorerShift: number, richerShift: number) =>
    poorer === "ic" ? { ic: poorerShift, manager: richerShift } : { ic: richerShift, manager: poorerShift };
  switch (kind) {
    case "stable":
      return bySide(0, 0);
    case "decline":
      return bySide(-declinePerCycle * steps, -declinePerCycle * steps);
    case "drop":
      return steps > 0 ? bySide(-drop, -drop) : bySide(0, 0);
    case "apart":
      return bySide((-apartPerCycle * steps) / 2, (apartPerCycle * steps) / 2);
    case "sour":
      return bySide(-sourPerCycle * steps, 0);
    case "improve":
      return bySide(declinePerCycle * steps, declinePerCycle * steps);
    case "close":
      return bySide((apartPerCycle * steps) / 2, (-apartPerCycle * steps) / 2);
  }
}
