import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/db/embedded/server";
import { withClient } from "@/db/setup/create-database";
import { type BareServer, startBareServer } from "./bare-server";
import { Clone, type Running } from "./clone";
import { commandsUnder, root } from "./commands";
import { type Image, readCompose, readDockerfile, type Service } from "./compose";
import { expectSuccess, page, ready } from "./walk";

const quote = (words: readonly string[]) =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");

/**
 * README.md, "Containers", as far as it goes without an engine: the shell's lines word for word, and for each of
 * Docker's what docker-compose.yml and Dockerfile make of it, with their commands and environments. The host name
 * `database` and the port 3000 are this machine's.
 */
export async function walkContainers(): Promise<string[]> {
  const reader = new Clone();
  const containers = new Containers();
  try {
    const commands = commandsUnder("Containers");
    for (const line of commands) {
      const [, name, command] = /^docker compose run --rm (\S+) (.*)$/.exec(line) ?? [];
      if (line.startsWith("docker compose up")) await containers.up(envFileOf(reader));
      else if (name && command) await containers.run(name, command);
      else expectSuccess(line, await reader.run(line));
    }
    await containers.check();
    return commands;
  } finally {
    await containers.down();
    reader.remove();
  }
}

const envFileOf = (clone: Clone) => readFileSync(path.join(clone.folder, ".env"), "utf8");

class Containers {
  /** The image's folder: a clone without an .env, which .dockerignore keeps out. */
  private readonly image = new Clone();
  private readonly built: Image = readDockerfile();
  private services: Record<string, Service> = {};
  private database: BareServer | undefined;
  private app: Running | undefined;

  async up(envFile: string): Promise<void> {
    this.services = readCompose(envFile);
    await this.startDatabase(this.services.database!.environment);
    for (const command of this.built.commands) expectSuccess(command, await this.image.run(command));
    await this.run("migrate", quote(this.services.migrate!.command!));
    const port = String(await freePort());
    const address = { PORT: port, AUTH_URL: `http://localhost:${port}` };
    const env = { ...this.environmentOf("app"), ...address };
    this.app = await this.image.start(quote(this.built.command), ready, env);
    this.services.app!.environment = { ...this.services.app!.environment, ...address };
  }

  /** As the image of PostgreSQL does at its first start: a superuser, a database, and the mounted script. */
  private async startDatabase(env: Record<string, string>): Promise<void> {
    const { POSTGRES_PASSWORD, POSTGRES_DB } = env;
    this.database = await startBareServer(POSTGRES_PASSWORD!);
    await withClient(this.database.url("postgres"), (client) =>
      client.query(`create database ${POSTGRES_DB}`),
    );
    const { status, error, stderr } = spawnSync(
      "psql",
      ["--no-psqlrc", "--quiet", "--file=db/setup/roles.sql", this.database.url(POSTGRES_DB!)],
      { cwd: root, encoding: "utf8", env: { ...process.env, ...env } },
    );
    if (error) throw new Error("psql is needed, for example by `apt-get install postgresql-client`.");
    if (status !== 0) throw new Error(`roles.sql failed.\n${stderr}`);
  }

  /** A command in a container of a service, to its end. */
  async run(service: string, command: string): Promise<void> {
    expectSuccess(command, await this.image.run(command, this.environmentOf(service)));
  }

  async check(): Promise<void> {
    await this.run("app", quote(this.built.check));
    await page(`${this.services.app!.environment.AUTH_URL}/sign-in`);
  }

  private environmentOf(service: string): Record<string, string> {
    const env = { ...this.built.env, ...this.services[service]!.environment };
    const here = `@127.0.0.1:${this.database!.port}/`;
    return Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace("@database:5432/", here)]),
    );
  }

  async down(): Promise<void> {
    await this.app?.stop();
    await this.database?.stop();
    this.image.remove();
  }
}
