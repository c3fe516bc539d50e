/** For how many months raw answers are kept, and the next ones that go: of which cycle and when. */
export type AnswersKept = {
  readonly months: number;
  readonly next: { readonly number: number; readonly opensOn: string; readonly endsAt: string } | null;
};
