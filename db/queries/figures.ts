import { type SQL, sql } from "drizzle-orm";
import { ownReasons } from "@/lib/domain/mail";
import type { Tx } from "../client";
import { queueSchema } from "../queue";

/** Counts and ages over all organizations, in seconds of real time except where a cycle's own clock counts. */
export type Figures = {
  jobs: { job: string; due: number; oldestSeconds: number; givenUp: number }[];
  mail: { waiting: number; oldestSeconds: number; givenUp: number };
  late: { step: "close" | "publish"; count: number; seconds: number }[];
  publishedAfterSeconds: number;
};

/** Mail that is due, or that the mail server would not take; not a reminder that waits for its reader's morning. */
const isLate = sql`sent_at is null and failed_at is null and (due_at <= now() or last_error is not null)`;

/** `lib/domain/cycles` in SQL; a cycle that is not closed takes them until its closing time. */
const lastAnswersAt = (cycle: SQL) => sql`least(${cycle}.closes_at, ${cycle}.closed_at)`;

/** How far the work that nobody asks for has got: jobs, mail, and cycles whose step is due; for the worker. */
export async function readFigures(tx: Tx): Promise<Figures> {
  const { rows: jobs } = await tx.execute<Figures["jobs"][number]>(sql`
    select task_identifier as job,
      count(*) filter (where run_at <= now() and locked_at is null and attempts < max_attempts)::int as due,
      coalesce(extract(epoch from max(now() - run_at) filter (where run_at <= now() and locked_at is null and attempts < max_attempts)), 0)::float8 as "oldestSeconds",
      count(*) filter (where attempts >= max_attempts and locked_at is null)::int as "givenUp"
    from ${sql.identifier(queueSchema)}.jobs group by task_identifier order by task_identifier`);
  const { rows: mail } = await tx.execute<Figures["mail"]>(sql`
    select count(*) filter (where ${isLate})::int as waiting,
      coalesce(extract(epoch from max(now() - case when last_error is null then due_at else queued_at end) filter (where ${isLate})), 0)::float8 as "oldestSeconds",
      count(*) filter (where failed_at > now() - interval '24 hours' and last_error <> all (${sql.param([...ownReasons])}::text[]))::int as "givenUp"
    from outbox where sent_at is null and failed_at is null or failed_at > now() - interval '24 hours'`);
  const { rows: late } = await tx.execute<Figures["late"][number]>(sql`
    select step, count(c.id)::int as count, coalesce(extract(epoch from max(app_now() - ${lastAnswersAt(sql`c`)})), 0)::float8 as seconds
    from (values ('close', 'open'), ('publish', 'closed')) as steps (step, state)
    left join cycles c on c.state = steps.state and ${lastAnswersAt(sql`c`)} <= app_now()
    group by step order by step`);
  const { rows: published } = await tx.execute<{ seconds: number }>(sql`
    select extract(epoch from c.published_at - ${lastAnswersAt(sql`c`)})::float8 as seconds
    from cycles c where published_at is not null order by published_at desc limit 1`);
  return { jobs, mail: mail[0]!, late, publishedAfterSeconds: published[0]?.seconds ?? 0 };
}
