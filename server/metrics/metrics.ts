import { createHash, timingSafeEqual } from "node:crypto";
import { asWorker } from "@/db/client";
import { codesOf } from "@/db/fault";
import { readFigures } from "@/db/queries/figures";
import { standbyLag } from "@/db/standby";
import { env } from "../env";
import { logger } from "../logger";
import { metrics } from "./registry";

const patienceMs = 2000;

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether an Authorization header names METRICS_TOKEN, in the same time whatever it says. */
export function mayReadMetrics(authorization: string | null): boolean {
  const { METRICS_TOKEN } = env();
  if (!METRICS_TOKEN) return false;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
}

/**
 * The figures of this process, and of the database where this process has the worker's URL, as Prometheus reads them.
 * A database that does not answer in two seconds is reported as being down.
 */
export async function exposeMetrics(): Promise<{ type: string; text: string }> {
  const { registry } = metrics();
  await Promise.all([env().DATABASE_URL_WORKER && readDatabase(), env().DATABASE_URL_READ && readStandby()]);
  return { type: registry.contentType, text: await registry.metrics() };
}

async function readDatabase(): Promise<void> {
  const { databaseUp, jobsDue, jobsAge, jobsDead, cyclesLate, cyclesLateBy, ...found } = metrics();
  // What is not known is left out, and what is over does not stay.
  for (const gauge of [jobsDue, jobsAge, jobsDead]) gauge.reset();
  try {
    const figures = await inTime(asWorker(readFigures));
    databaseUp.set(1);
    for (const { job, due, oldestSeconds, givenUp } of figures.jobs) {
      jobsDue.set({ job }, due);
      jobsAge.set({ job }, oldestSeconds);
      jobsDead.set({ job }, givenUp);
    }
    for (const { step, count, seconds } of figures.late) {
      cyclesLate.set({ step }, count);
      cyclesLateBy.set({ step }, seconds);
    }
    found.mailWaiting.set(figures.mail.waiting);
    found.mailAge.set(figures.mail.oldestSeconds);
    found.mailGivenUp.set(figures.mail.givenUp);
    found.publishedAfter.set(figures.publishedAfterSeconds);
  } catch (error) {
    databaseUp.set(0);
    logger.warn({ code: codesOf(error).code }, "the figures of the database were not read");
  }
}

async function readStandby(): Promise<void> {
  const { standbyUp, standbyBytes, standbySeconds } = metrics();
  try {
    const { bytes, seconds } = await inTime(standbyLag());
    standbyUp.set(1);
    standbyBytes.set(bytes);
    standbySeconds.set(seconds);
  } catch {
    // The log says so where it is used; how far it is behind is not known.
    standbyUp.set(0);
    standbyBytes.set(Number.NaN);
    standbySeconds.set(Number.NaN);
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
