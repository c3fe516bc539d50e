import type { Cluster } from "@/db/embedded/cluster";
import type { Address } from "./address";
import { webEnvironment } from "./environment";
import type { Lifecycle } from "./lifecycle";
import { step } from "./progress";
import { startWeb } from "./web";

type Serving = {
  command: "start" | "dev";
  address: Address;
  settings: Record<string, string>;
  cluster?: Cluster;
};

/** Runs the web server until it ends or a signal comes; `onReady` says what the person at the terminal should know. */
export async function serve(
  lifecycle: Lifecycle,
  { command, address, settings, cluster }: Serving,
  onReady: () => void,
): Promise<void> {
  const env = webEnvironment(address, settings);
  const web = startWeb({ command, address, env }, (pid) => cluster?.record(pid, address.url));
  lifecycle.onStop(() => web.stop());
  await step("Starting the web server", () => web.ready);
  lifecycle.isServing();
  onReady();
  await lifecycle.exit(await web.ended);
}
