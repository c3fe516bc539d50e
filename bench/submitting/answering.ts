import { randomUUID } from "node:crypto";
import type { Answers } from "@/lib/instrument/answers";
import type { SubmitOutcome } from "@/lib/instrument/outcomes";
import { evenAnswers } from "@/testkit/factories/answers";

/** What a page sends to submit answers, without the promise that it was made for. */
export type Submission = { revision: number; key: string; answers: Answers };

const positions = [1, 2, 3, 4, 5] as const;

/**
 * What one respondent was told about their answers, submission after submission. Each submission differs from the one
 * before, and each raises the stored revision by one: a revision below what was acknowledged is a loss, one above it a
 * submission that counted twice.
 */
export class Answering {
  /** Of the last acknowledged submission; 0 before the first. */
  revision = 0;
  key: string | undefined;
  answers: Answers | undefined;
  acknowledged = 0;
  lost = 0;
  doubled = 0;
  /** Submissions that were stored and not recognized when they were sent again. */
  unrecognized = 0;

  /** The next submission, to be sent under the same key until it is answered. */
  next(): Submission {
    const answers = evenAnswers(positions[this.revision % positions.length]!);
    return { revision: this.revision, key: randomUUID(), answers };
  }

  /** Takes down an answer; false for one after which the same submission is to be sent again. */
  take(submission: Submission, outcome: SubmitOutcome): boolean {
    if (outcome.kind === "submitted") {
      const { key, answers } = submission;
      this.#compare(outcome.revision, this.revision + 1);
      this.acknowledged += 1;
      Object.assign(this, { revision: outcome.revision, key, answers });
      return true;
    }
    if (outcome.kind !== "stale") return false;
    if (outcome.revision > this.revision) this.unrecognized += 1;
    else this.#compare(outcome.revision, this.revision);
    this.revision = outcome.revision;
    return true;
  }

  #compare(found: number, expected: number): void {
    this.lost += Math.max(0, expected - found);
    this.doubled += Math.max(0, found - expected);
  }
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
