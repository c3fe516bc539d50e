import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "@/bench/submitting/requests";
import { withClient } from "@/db/setup/create-database";
import { createOrganization, createSession, sessionCookieName } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import type { Node } from "../site";
import type { ClusterSite } from "./cluster-site";

const pauseMs = 50;

/** A leader who opens the overview again and again. */
export class Reading {
  readonly times: number[] = [];
  failed = 0;
  #going = true;
  readonly #ended: Promise<void>;

  private constructor(url: string, cookie: string) {
    this.#ended = this.#read(url, cookie);
  }

  static async start({ at, cluster }: ClusterSite): Promise<Reading> {
    const session = await withClient(cluster.adminUrl(), async (admin) => {
      const made = await createOrganization(admin, insightsOrganization());
      await publishCycles(admin, made, twoCycles);
      return createSession(admin, made.people.Vera!);
    });
    return new Reading(`${at.origin}/insights`, `${sessionCookieName(at.port)}=${session}`);
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#ended;
  }

  async #read(url: string, cookie: string): Promise<void> {
    for (; this.#going; await sleep(pauseMs)) {
      const answer = await ask(url, { headers: { cookie } }).catch(() => undefined);
      if (answer?.status === 200 && answer.text.includes("Product")) this.times.push(answer.ms);
      else this.failed += 1;
    }
  }
}

/** How many pages of insights the nodes read from the standby, as their figures say. */
export async function readingsOfStandby(nodes: readonly Node[], token: string): Promise<number> {
  let sum = 0;
  for (const node of nodes) {
    const { text } = await ask(`${node.origin}/api/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    sum += Number(/^twofold_published_readings\{from="standby"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  }
  return sum;
}
