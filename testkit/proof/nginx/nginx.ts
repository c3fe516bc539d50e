import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ordinaryUser } from "../../ordinary-user";
import { answers, freePorts } from "./ports";
import type { Variant } from "./variants";

const program = ["nginx", "/usr/sbin/nginx"].find((file) => spawnSync(file, ["-v"]).error === undefined);

type Upstream = { port: number; proto: string };

function headersOf(variant: Variant, proto: string): string {
  const { host, forwardedHost, forwardedProto, forwardedFor } = variant;
  const set = [
    host && `Host ${host}`,
    forwardedHost && `X-Forwarded-Host ${forwardedHost}`,
    forwardedProto && `X-Forwarded-Proto ${proto}`,
    forwardedFor && "X-Forwarded-For $proxy_add_x_forwarded_for",
  ];
  return set.flatMap((one) => (one ? [`proxy_set_header ${one};`] : [])).join(" ");
}

const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

function configuration(variants: readonly Variant[], ports: readonly number[], { port, proto }: Upstream) {
  const servers = variants.map(
    (variant, index) =>
      `server { listen 127.0.0.1:${ports[index]}; location / { proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; ${headersOf(variant, proto)} } }`,
  );
  return `daemon off; pid nginx.pid; error_log stderr; events { worker_connections 256; }
http { access_log off; ${temporary.map((name) => `${name}_temp_path ${name};`).join(" ")}
${servers.join("\n")}
}
`;
}

/** nginx in front of a server, each variant on a loopback port of its own. Throws where nginx is not installed. */
export async function startNginx(variants: readonly Variant[], upstream: Upstream) {
  if (!program) {
    throw new Error(
      "nginx is not installed, and this trial needs it: for example `apt-get install nginx-light`.",
    );
  }
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-nginx-"));
  chmodSync(folder, 0o777);
  const ports = await freePorts(variants.length);
  writeFileSync(path.join(folder, "nginx.conf"), configuration(variants, ports, upstream));
  const child = spawn(program, ["-p", `${folder}/`, "-c", "nginx.conf", "-e", "stderr"], {
    stdio: ["ignore", "ignore", "inherit"],
    ...ordinaryUser(),
  });
  const ended = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await Promise.race([
    answers(`http://127.0.0.1:${ports[0]}/`),
    ended.then(() => {
      throw new Error("nginx ended before it answered; what it said is above.");
    }),
  ]);
  return { ports, stop };
}
