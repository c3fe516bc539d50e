import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { nodeFlags } from "./launch/web";

const root = path.dirname(import.meta.dirname);
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** What `docker compose` requires of the keys that our file uses; another key is an error. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.literal("."), target: z.string() }).optional(),
  restart: z.literal("unless-stopped").optional(),
  profiles: z.array(z.literal("jobs")).optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).default({}),
  volumes: z.array(z.string().regex(/^[^:]+:\/[^:]+(:ro)?$|^\$\{.*\}:\/[^:]+:ro$/)).default([]),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string().regex(/^\d+s$/),
      timeout: z.string().regex(/^\d+s$/),
      retries: z.number().int(),
    })
    .optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(["service_healthy", "service_completed_successfully"]) }),
    )
    .default({}),
  ports: z.array(z.string()).optional(),
  extra_hosts: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
});
const composeFile = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const { services, volumes } = composeFile.parse(parse(read("docker-compose.yml"), { merge: true }));

/** The instructions of each stage of the Dockerfile, by its name. */
const stages = new Map<string, { from: string; lines: string[] }>();
for (const line of read("Dockerfile").replaceAll("\\\n", " ").split("\n")) {
  const [, from, name] = /^FROM (\S+) AS (\w+)$/.exec(line) ?? [];
  if (from && name) stages.set(name, { from, lines: [] });
  else if (line && !line.startsWith("#")) [...stages.values()].at(-1)!.lines.push(line);
}

describe("docker-compose.yml", () => {
  test("needs nothing to be set: every variable has a default", () => {
    const variables = [...read("docker-compose.yml").matchAll(/\$\{(\w+)([^}]*)\}/g)];
    expect(variables.length).toBeGreaterThan(20);
    expect(variables.filter(([, , rest]) => !/^:[-+]/.test(rest!)).map(([all]) => all)).toEqual([]);
  });

  test("starts its services one after the other, and in no circle", () => {
    const order: string[] = [];
    while (order.length < Object.keys(services).length) {
      const next = Object.entries(services).find(
        ([name, { depends_on }]) =>
          !order.includes(name) && Object.keys(depends_on).every((other) => order.includes(other)),
      );
      expect(next, `after ${order.join(", ")}`).toBeDefined();
      order.push(next![0]);
    }
    expect(order).toEqual(["secrets", "database", "migrate", "app", "worker", "first-run"]);
    const healthy = Object.values(services)
      .flatMap(({ depends_on }) => Object.entries(depends_on))
      .filter(([, { condition }]) => condition === "service_healthy")
      .map(([name]) => name);
    // The app's check is the image's.
    expect(healthy.filter((name) => name !== "app" && !services[name]!.healthcheck)).toEqual([]);
  });

  test("names volumes and images that are there", () => {
    const named = Object.values(services).flatMap((one) =>
      one.volumes.map((volume) => volume.split(":")[0]!),
    );
    const own = named.filter((name) => /^[a-z]/.test(name));
    expect([...new Set(own)].sort()).toEqual(Object.keys(volumes).sort());
    expect(named.filter((name) => name.startsWith("./") && !existsSync(path.join(root, name)))).toEqual([]);
    const built = new Set(Object.values(services).flatMap(({ build, image }) => (build ? [image] : [])));
    for (const { build } of Object.values(services)) if (build) expect(stages.has(build.target)).toBe(true);
    expect(
      Object.values(services).filter(({ image }) => !built.has(image) && image !== "postgres:18"),
    ).toEqual([]);
  });

  test("gives its own containers no writable file, no privilege, and each its own secrets", () => {
    const secretsOf = (name: string) =>
      services[name]!.volumes.filter((volume) => /^secrets-.*:\/run\/twofold:ro$/.test(volume));
    for (const [name, one] of Object.entries(services)) {
      if (name === "database") continue;
      expect([name, one.read_only, one.cap_drop, one.security_opt]).toEqual([
        name,
        true,
        ["ALL"],
        ["no-new-privileges:true"],
      ]);
    }
    expect(secretsOf("app")).toEqual(["secrets-app:/run/twofold:ro"]);
    expect(secretsOf("database")).toEqual(["secrets-database:/run/twofold:ro"]);
    expect(secretsOf("migrate")).toEqual(["secrets-commands:/run/twofold:ro"]);
    // Jobs apart run with what the app has, and start only where they are asked for.
    const { image, profiles, command, environment } = services.worker!;
    expect([image, profiles, command]).toEqual(["twofold-commands", ["jobs"], ["npm", "run", "worker"]]);
    expect([environment, services.worker!.volumes]).toEqual([
      services.app!.environment,
      services.app!.volumes,
    ]);
    // The ledger of erasures alone outlives a container of the app, and both reach the same one.
    const kept = services.app!.volumes.filter((volume) => !volume.endsWith(":ro"));
    expect([kept, services.migrate!.volumes]).toEqual([["ledger:/ledger"], expect.arrayContaining(kept)]);
    for (const name of ["app", "migrate"])
      expect(services[name]!.environment.TWOFOLD_ERASURE_LEDGER).toBe("/ledger/erasures.jsonl");
    for (const name of ["app", "commands"])
      expect(stages.get(name)!.lines).toContainEqual(
        expect.stringMatching(/^RUN install -d -o node .*\/ledger\b/),
      );
    expect(services.app!.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\$\{PORT:-3000\}:3000$/)]);
    // The address that people use follows the port.
    expect(services.app!.environment.AUTH_URL).toMatch(
      /^\$\{AUTH_URL:-http:\/\/localhost:\$\{PORT:-3000\}\}$/,
    );
  });
});

describe("Dockerfile", () => {
  test("is built on the LTS version of Node, and runs as an ordinary account", () => {
    const bases = [...stages.values()].map(({ from }) => from).filter((from) => !stages.has(from));
    expect(new Set(bases)).toEqual(new Set(["node:24-bookworm-slim"]));
    for (const name of ["app", "commands"]) {
      const users = stages.get(name)!.lines.filter((line) => line.startsWith("USER "));
      expect([name, users]).toEqual([name, ["USER node"]]);
    }
  });

  test("starts the web server with the flags that npm start gives it", () => {
    const start = stages.get("app")!.lines.find((line) => line.startsWith("CMD "))!;
    const words: string[] = JSON.parse(start.slice("CMD ".length));
    expect(words.slice(1, 1 + nodeFlags.length)).toEqual(nodeFlags);
  });

  test("copies files that are there, from stages that are there", () => {
    const copies = [...stages.values()].flatMap(({ lines }) =>
      lines.filter((line) => line.startsWith("COPY ")),
    );
    const fromBuild = copies.flatMap(
      (line) => /^COPY --from=(\w+) \/app\/(\S+) \S+$/.exec(line)?.slice(1) ?? [],
    );
    expect(fromBuild.length).toBe(10);
    for (let i = 0; i < fromBuild.length; i += 2) {
      expect(stages.has(fromBuild[i]!)).toBe(true);
      const file = fromBuild[i + 1]!;
      expect([file, file.startsWith(".next/") || existsSync(path.join(root, file))]).toEqual([file, true]);
    }
  });
});
