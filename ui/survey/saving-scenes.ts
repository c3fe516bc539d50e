/** Events and states of a survey that is being answered, for the tests of how answers are saved. */
import type { Answers } from "@/lib/instrument/answers";
import type { Ended, SaveOutcome, SubmitOutcome } from "@/lib/instrument/outcomes";
import type { Kept } from "./kept-answers";
import { reduceSaving, type Saving, type SavingEvent, startSaving } from "./saving";

export const key = "00000000-0000-4000-8000-000000000001";
export const run = (saving: Saving, ...events: SavingEvent[]) => events.reduce(reduceSaving, saving);
export const opened: SavingEvent = { type: "opened", kept: [], key: undefined };
export const sentAs = (request: "save" | "submit", by: string): SavingEvent => ({
  type: "sent",
  request,
  key: by,
});
export const sent = sentAs("save", "a save of mine");
export const typed = (item: string, answer: number | undefined): SavingEvent => ({
  type: "answered",
  item,
  answer,
});
export const returned = (outcome: SaveOutcome): SavingEvent => ({ type: "save-returned", outcome });
export const submitReturned = (outcome: SubmitOutcome): SavingEvent => ({ type: "submit-returned", outcome });
export const start = () => run(startSaving({ accepted: true, answers: { DQ1: 2 }, revision: 3 }), opened);
export const submitting = () => run(start(), { type: "submit-asked", key }, sentAs("submit", key));
export const stale = (revision: number, answers: Answers, by = "somebody else") =>
  ({ kind: "stale", revision, answers, key: by }) as const;
/** The refusal of a survey that ended, before which nothing was submitted or saved unless said otherwise. */
export const ended = (kind: Ended["kind"], remains: Partial<Ended> = {}): Ended => ({
  kind,
  inForce: null,
  draft: null,
  shown: false,
  ...remains,
});
/** What comes back of an entry that a browser stores. */
export const storedAsText = (kept: Kept): Kept => JSON.parse(JSON.stringify(kept));
/** A visit that finds on this device what others left, oldest first, and on the server `answers`, which `by` wrote last. */
export const visit = (
  answers: Answers,
  written: { revision: number; by?: string },
  kept: readonly Partial<Kept>[],
) =>
  run(startSaving({ accepted: true, answers, revision: written.revision }), {
    type: "opened",
    kept: kept.map((one) => ({
      items: [],
      answers: {},
      revision: 3,
      base: {},
      unconfirmed: [],
      open: [],
      ...one,
    })),
    key: written.by,
  });
