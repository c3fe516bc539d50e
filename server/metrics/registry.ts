import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { onPoolWait, poolStates } from "@/db/client";
import { hasStandby, standbyUse } from "@/db/standby";
import { requestsAtWork } from "../http/load";

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const longSeconds = [0.01, 0.1, 1, 5, 15, 60, 300, 900];

/**
 * What this process counts of itself. Labels are kinds and names of the product, never an id, an address of a page or
 * anything that a person wrote.
 */
function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "twofold_http_requests_at_work",
    help: "Requests that this process works at, of those that count towards REQUESTS_AT_ONCE",
    registers,
    collect() {
      this.set(requestsAtWork());
    },
  });
  new Gauge({
    name: "twofold_pool_connections",
    help: "Connections of each pool, and callers that wait for one",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const { purpose, ...states } of poolStates()) {
        for (const [state, count] of Object.entries(states)) this.set({ pool: purpose, state }, count);
      }
    },
  });
  return {
    registry,
    requests: new Histogram({
      name: "twofold_http_request_seconds",
      help: "Time from a request's head to the end of its answer",
      labelNames: ["kind", "status"],
      buckets: seconds,
      registers,
    }),
    turnedAway: new Counter({
      name: "twofold_http_turned_away_total",
      help: "Requests turned away because the process had too much to do",
      labelNames: ["kind"],
      registers,
    }),
    poolWaits: new Histogram({
      name: "twofold_pool_wait_seconds",
      help: "Time that a caller waited for a connection",
      labelNames: ["pool"],
      buckets: seconds,
      registers,
    }),
    jobs: new Histogram({
      name: "twofold_job_seconds",
      help: "Time that a run of a job took in this process",
      labelNames: ["job", "outcome"],
      buckets: longSeconds,
      registers,
    }),
    ...databaseFigures(registers),
    ...standbyFigures(registers),
  };
}

/** Of the standby, where one is named. */
function standbyFigures(registers: Registry[]) {
  const names = { registers: hasStandby() ? registers : [] };
  new Gauge({
    ...names,
    name: "twofold_standby_used",
    help: "Whether this process reads published rows from the standby",
    collect() {
      this.set(standbyUse().isUsed ? 1 : 0);
    },
  });
  new Gauge({
    ...names,
    name: "twofold_published_readings",
    help: "Readings of published rows since the process began, by the server that they were of",
    labelNames: ["from"],
    collect() {
      for (const [from, count] of Object.entries(standbyUse().reads)) this.set({ from }, count);
    },
  });
  const gauge = (name: string, help: string) => new Gauge({ ...names, name, help });
  return {
    standbyUp: gauge("twofold_standby_up", "Whether the standby answered when this was asked"),
    standbyBytes: gauge("twofold_standby_behind_bytes", "How much of the primary's log the standby lacks"),
    standbySeconds: gauge(
      "twofold_standby_lag_seconds",
      "How long ago what the standby has was committed, if it lacks something",
    ),
  };
}

/** What is read from the database when somebody asks. */
function databaseFigures(registers: Registry[]) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  return {
    databaseUp: gauge("twofold_database_up", "Whether the database answered when this was asked"),
    jobsDue: gauge("twofold_queue_due_jobs", "Jobs that are due and not begun", ["job"]),
    jobsAge: gauge("twofold_queue_oldest_seconds", "For how long the oldest such job has been due", ["job"]),
    jobsDead: gauge("twofold_queue_given_up_jobs", "Jobs that failed as often as they may", ["job"]),
    mailWaiting: gauge("twofold_outbox_waiting_mails", "Mails that are queued and neither sent nor given up"),
    mailAge: gauge("twofold_outbox_oldest_seconds", "How long ago the oldest such mail was queued"),
    mailGivenUp: gauge("twofold_outbox_given_up_mails", "Mails that were given up in the last 24 hours"),
    cyclesLate: gauge("twofold_cycles_late", "Cycles whose step is due: closing, or publishing", ["step"]),
    cyclesLateBy: gauge("twofold_cycles_late_seconds", "Since when the earliest of them is due", ["step"]),
    publishedAfter: gauge(
      "twofold_last_publication_after_seconds",
      "How long after its end the newest published cycle was published",
    ),
  };
}

type Metrics = ReturnType<typeof makeMetrics>;

// The server's bundles have modules of their own each; the figures must be one.
const kept = globalThis as { twofoldMetrics?: Metrics };

/** The figures of this process, counted from the first call on. */
export function metrics(): Metrics {
  if (!kept.twofoldMetrics) {
    const made = makeMetrics();
    kept.twofoldMetrics = made;
    onPoolWait((pool, waited) => made.poolWaits.observe({ pool }, waited));
  }
  return kept.twofoldMetrics;
}
