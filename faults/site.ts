import { type Cluster, type OpenOptions, openCluster } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/server";
import { migrate } from "@/db/setup/migrate";
import { ensureBuild } from "@/scripts/launch/build";
import { databaseSettings, secretSettings, webEnvironment } from "@/scripts/launch/environment";
import { signalGroup } from "@/scripts/launch/program";
import { startWeb, type Web } from "@/scripts/launch/web";
import type { Started } from "./started";

const host = "127.0.0.1";
/** Nobody listens there: mail waits in the outbox. A production server does not start without a way to sign in. */
const noMailServer = "smtp://127.0.0.1:9";

/** A production server of the app at a port of its own, which can be killed and started again. */
export class Node {
  #web: Web | undefined;
  #group = 0;

  private constructor(
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  static async at(settings: Record<string, string>): Promise<Node> {
    return new Node(await freePort(), settings);
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts it, where wanted with other settings this time; resolves when it answers. */
  async start(others: Record<string, string> = {}): Promise<void> {
    const address = { host, port: this.port, url: this.origin };
    const env = webEnvironment(address, {
      AUTH_URL: this.origin,
      ...this.settings,
      ...others,
      NODE_ENV: "production",
    });
    this.#web = startWeb({ command: "start", address, env }, (group) => {
      this.#group = group;
    });
    await this.#web.ready;
  }

  /** Ends it as a crash does; resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.#web) return;
    signalGroup(this.#group, "SIGKILL");
    await this.#web.ended;
    this.#web = undefined;
  }

  /** Ends it as an operator does. */
  async stop(): Promise<void> {
    await this.#web?.stop();
    this.#web = undefined;
  }
}

export type Site = {
  readonly cluster: Cluster;
  readonly nodes: readonly Node[];
};

export type SiteOptions = {
  nodes?: number;
  /** What the nodes' environment has besides what they need. */
  settings?: (cluster: Cluster) => Promise<Record<string, string>>;
  /** Where the database is, unless in a temporary folder of its own. */
  database?: OpenOptions;
};

/** An empty, migrated database of this trial's own. Answers sealed in this process are sealed with its key. */
export async function openDatabase(
  started: Started,
  kind: "production" | "test" = "production",
  options?: OpenOptions,
): Promise<Cluster> {
  const cluster = await openCluster(options);
  started.add(() => cluster.stop());
  process.env.TWOFOLD_MASTER_KEY = cluster.secrets.masterKey;
  await migrate(cluster.urls, kind);
  return cluster;
}

/** The same with production servers over it, which do not run yet. */
export async function openSite(
  started: Started,
  { nodes = 1, settings = async () => ({}), database }: SiteOptions = {},
): Promise<Site> {
  await ensureBuild();
  const cluster = await openDatabase(started, "production", database);
  const all = {
    ...databaseSettings(cluster.urls),
    ...secretSettings(cluster.secrets),
    TWOFOLD_MODE: "production",
    SMTP_URL: noMailServer,
    LOG_LEVEL: "silent",
    ...(await settings(cluster)),
  };
  const made = await Promise.all(Array.from({ length: nodes }, () => Node.at(all)));
  for (const node of made) started.add(() => node.stop());
  return { cluster, nodes: made };
}
