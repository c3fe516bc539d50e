import type { Cluster } from "@/db/embedded/cluster";
import type { Lifecycle } from "./lifecycle";
import { step } from "./progress";
import { type Address, webEnvironment } from "./settings";
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
  const web = await step("Starting the web server", () =>
    startWeb(command, address, webEnvironment(address, settings), (pid) => cluster?.record(pid, address.url)),
  );
  lifecycle.onStop(() => web.stop());
  onReady();
  await lifecycle.exit(await web.ended);
}
