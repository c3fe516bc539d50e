/** Answers that go next: of which cycle and when. */
type NextEnding = { readonly number: number; readonly opensOn: string; readonly endsAt: string };

/** For how many months raw answers are kept, the next ones that go, and the same for a shorter time that waits. */
export type AnswersKept = {
  readonly months: number;
  readonly next: NextEnding | null;
  readonly waiting: {
    readonly months: number;
    readonly from: string;
    readonly next: NextEnding | null;
  } | null;
};
