import { AsyncLocalStorage } from "node:async_hooks";
import type { Outage } from "@/db/client";

/** What is known of a request besides what its sender wrote, and whether a server action has begun to answer it. */
export type RequestFacts = {
  /** Names the request in the log's lines and in its answer. */
  readonly id: string;
  /** The network address it came from: what the outermost of our own proxies saw. */
  readonly address: string;
  /** A server action was found and took its arguments: a failure from here on is not the sender's. */
  accepted: boolean;
  /** What the database could not do for it, where it could not. */
  outage?: Outage;
};

// The server's bundles have modules of their own each; the store must be one.
const kept = globalThis as { twofoldRequestFacts?: AsyncLocalStorage<RequestFacts> };
kept.twofoldRequestFacts ??= new AsyncLocalStorage<RequestFacts>();
const storage = kept.twofoldRequestFacts;

/** The facts of the request that is being answered; undefined outside of one. */
export const requestFacts = (): RequestFacts | undefined => storage.getStore();

export const withRequestFacts = <T>(facts: RequestFacts, work: () => T): T => storage.run(facts, work);
