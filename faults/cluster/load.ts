import { setTimeout as sleep } from "node:timers/promises";
import { Answering, sum } from "@/bench/submitting/answering";
import { type At, type Respondent, submit } from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import { compareStored, type Differences } from "../stored";

const pauseMs = 100;

/** People who submit again and again, and again under the same key until they are answered. */
export class Load {
  readonly answerings: readonly Answering[];
  /** What was answered instead of an acknowledgement, and how often. */
  readonly refused = new Map<string, number>();
  /** When the newest acknowledged submission was sent. */
  newestSentAt = 0;
  #going = true;
  readonly #ended: Promise<unknown>;

  constructor(
    private readonly at: At,
    private readonly respondents: readonly Respondent[],
    writers: number,
  ) {
    this.answerings = respondents.map(() => new Answering());
    this.#ended = Promise.all(Array.from({ length: writers }, (_, writer) => this.#write(writer, writers)));
  }

  get acknowledged(): number {
    return sum(this.answerings.map((one) => one.acknowledged));
  }

  get failed(): number {
    return sum([...this.refused.values()]);
  }

  /** What else was said, in words. */
  get said(): string[] {
    return [...this.refused].map(([what, times]) => `${what} (${times})`);
  }

  /** Sends nothing new; resolves when everything that was sent is answered. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#ended;
  }

  /** What the database has other than people were told. */
  async compare(adminUrl: string): Promise<Differences> {
    const told = new Map(this.respondents.map(({ duoId }, n) => [duoId, this.answerings[n]!]));
    const stored = await withClient(adminUrl, (admin) => compareStored(admin, told));
    const of = (name: "lost" | "doubled") => sum(this.answerings.map((one) => one[name])) + stored[name];
    return { lost: of("lost"), doubled: of("doubled"), damaged: stored.damaged };
  }

  async #write(writer: number, writers: number): Promise<void> {
    for (let n = writer; this.#going; n = (n + writers) % this.respondents.length) {
      const answering = this.answerings[n]!;
      const submission = answering.next();
      for (;;) {
        const sentAt = performance.now();
        const answer = await submit(this.at, this.respondents[n]!, submission).catch((error: Error) => error);
        if (!(answer instanceof Error) && answering.take(submission, answer.outcome)) {
          this.newestSentAt = Math.max(this.newestSentAt, sentAt);
          break;
        }
        const said =
          answer instanceof Error ? answer.message : `${answer.status} ${outcomeOf(answer.outcome)}`;
        this.refused.set(said, (this.refused.get(said) ?? 0) + 1);
        await sleep(pauseMs);
      }
    }
  }
}

const outcomeOf = (outcome: { kind: string; code?: string }) => outcome.code ?? outcome.kind;

/** Submissions acknowledged a second. */
export async function measure(load: Load, seconds: number): Promise<number> {
  const before = load.acknowledged;
  const began = performance.now();
  await sleep(seconds * 1000);
  return (load.acknowledged - before) / ((performance.now() - began) / 1000);
}
