import { createServer } from "node:net";
import { portSetting, SettingError } from "./settings";

const firstPort = 3000;
const portsToTry = 20;
const loopback = "127.0.0.1";
const everyAddress = ["0.0.0.0", "::"];

/** Where the app listens, and the URL by which a browser on this machine reaches it. */
export type Address = { host: string; port: number; url: string };

/** The system's code for why this process cannot listen there; undefined when it can. Port 0 is any free one. */
function listenFault(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** Refuses HOST and PORT that can never work, before anything is started. Throws `SettingError`. */
export async function checkAddress(host = loopback): Promise<void> {
  portSetting();
  const fault = await listenFault(host, 0);
  if (!fault) return;
  throw new SettingError({ name: "HOST", value: host }, `it is no address of this machine (${fault})`, [
    loopback,
    "::1",
    "0.0.0.0",
  ]);
}

/** Where the app listens: at PORT if given, else at the first free port from 3000 on. Throws `SettingError`. */
export async function chooseAddress(host = loopback): Promise<Address> {
  await checkAddress(host);
  const wanted = portSetting();
  const candidates = wanted ? [wanted] : Array.from({ length: portsToTry }, (_, i) => firstPort + i);
  for (const port of candidates) {
    const fault = await listenFault(host, port);
    if (!fault) return { host, port, url: localUrl(host, port) };
    if (wanted)
      throw new SettingError({ name: "PORT", value: String(wanted) }, whyNot(fault), [
        String(nextPort(wanted)),
      ]);
  }
  throw new SettingError({ name: "PORT" }, `the ports from ${firstPort} to ${candidates.at(-1)} are taken`, [
    "8080",
  ]);
}

const nextPort = (port: number) => (port < 1024 || port === 65_535 ? firstPort : port + 1);

function whyNot(fault: string): string {
  if (fault === "EADDRINUSE") return "another program listens there";
  if (fault === "EACCES") return "this account may not listen on ports below 1024";
  return `this process cannot listen there (${fault})`;
}

/** Sign-in redirects say localhost, and cookies belong to the host that set them. */
function localUrl(host: string, port: number): string {
  const isLocal = [loopback, "::1", "localhost", ...everyAddress].includes(host);
  return `http://${isLocal ? "localhost" : inUrl(host)}:${port}`;
}

/** A host as a URL writes it: an IPv6 address stands in brackets. */
const inUrl = (host: string) => (host.includes(":") ? `[${host}]` : host);

/** The URL by which the launcher itself reaches the app. */
export function probeUrl({ host, port }: Address): string {
  return `http://${inUrl(host === "0.0.0.0" ? loopback : host === "::" ? "::1" : host)}:${port}`;
}
