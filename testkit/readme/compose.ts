import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "./commands";

const environment = z.record(z.string(), z.string());
const service = z.object({
  command: z.array(z.string()).optional(),
  environment: environment.default({}),
  volumes: z.array(z.string()).default([]),
});
const compose = z.object({ services: z.record(z.string(), service) });

export type Service = z.infer<typeof service>;

/**
 * The services of docker-compose.yml with the values of an .env file in place, as `docker compose` reads both: the YAML
 * first and then its variables, so that an empty value or one of digits is a text.
 */
export function readCompose(envFile: string): Record<string, Service> {
  const values = parseEnv(envFile);
  const fillInner = (text: string) =>
    text.replace(/\$\{(\w+)(?::([-?+])([^${}]*))?\}/g, (...[, name, kind, rest]: string[]) => {
      const value = values[name!];
      if (kind === "+") return value ? rest! : "";
      if (value) return value;
      if (kind === "?") throw new Error(`${name}: ${rest}`);
      return rest ?? "";
    });
  // A default may hold a variable itself: from the innermost one outwards.
  const filled = (text: string): string => {
    const next = fillInner(text);
    return next === text ? text : filled(next);
  };
  const text = readFileSync(path.join(root, "docker-compose.yml"), "utf8");
  const fill = (_: unknown, value: unknown) => (typeof value === "string" ? filled(value) : value);
  return compose.parse(parse(text, fill, { merge: true })).services;
}

/** A stage of the Dockerfile: what it runs while it is built and copies from another one, and what its containers run. */
export type Image = {
  commands: string[];
  /** From where below /app to where. */
  copies: [from: string, to: string][];
  env: Record<string, string>;
  command: string[];
  check: string[];
};

/** The stages of the Dockerfile by their names. */
export function readDockerfile(): Record<string, Image> {
  const text = readFileSync(path.join(root, "Dockerfile"), "utf8").replace(/\\\n/g, " ");
  const stages = text.split(/^FROM \S+ AS /m).slice(1);
  return Object.fromEntries(stages.map((stage) => [stage.split("\n")[0]!, readStage(stage)]));
}

function readStage(text: string): Image {
  const of = (instruction: string) =>
    [...text.matchAll(new RegExp(`^${instruction} (.*)$`, "gm"))].map(([, rest]) => rest!.trim());
  const pairs = of("ENV").flatMap((line) => line.split(/\s+/).map((pair) => pair.split("=")));
  const list = (line: string | undefined) => z.array(z.string()).parse(JSON.parse(line ?? "[]"));
  return {
    commands: of("RUN"),
    copies: of("COPY").flatMap((line) => {
      const [, from, to] = /^--from=build \/app\/(\S+) \.\/(\S*)$/.exec(line) ?? [];
      return from === undefined ? [] : [[from, to!]];
    }),
    env: Object.fromEntries(pairs),
    command: list(of("CMD")[0]),
    check: list(of("HEALTHCHECK")[0]?.replace(/^.*?CMD /, "")),
  };
}
