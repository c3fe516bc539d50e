import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseEnv } from "node:util";
import { freePort } from "@/db/embedded/server";
import { withClient } from "@/db/setup/create-database";
import { type BareServer, startBareServer } from "./bare-server";
import { Clone, type Running } from "./clone";
import { commandsUnder, root } from "./commands";
import { type Image, readCompose, readDockerfile, type Service } from "./compose";
import { expectSuccess, page } from "./walk";

const quote = (words: readonly string[]) =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");

/** What Next says once the server answers. */
const serves = /Ready in/;
/** What makes the folders of volumes, which here are made by hand. */
const ofVolumes = /^install -d /;

/**
 * README.md, "Containers", as far as it goes without an engine: the shell's lines word for word, and for each of
 * Docker's what docker-compose.yml and Dockerfile make of it, with their commands and environments. The build's and the
 * commands' stage are a fresh clone; the image `app` is a folder of the files that it copies, which the account that
 * serves cannot write. The host name `database` and the port 3000 are this machine's.
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

/** Nothing prepared: there is no .env unless the commands made one. */
function envFileOf(clone: Clone): string {
  try {
    return readFileSync(path.join(clone.folder, ".env"), "utf8");
  } catch {
    return "";
  }
}

class Containers {
  /** The folder of the stages `build` and `commands`: a clone without an .env, which .dockerignore keeps out. */
  private readonly clone = new Clone();
  /** The folder of the image `app`, and those of the volumes. */
  private readonly parent = mkdtempSync(path.join(tmpdir(), "twofold-image-"));
  private readonly image = path.join(this.parent, "app");
  private readonly secrets = path.join(this.parent, "secrets");
  private readonly ledger = path.join(this.parent, "ledger");
  private readonly stages = readDockerfile();
  private services: Record<string, Service> = {};
  private database: BareServer | undefined;
  private app: Running | undefined;
  private address: Record<string, string> = {};

  async up(envFile: string): Promise<void> {
    chmodSync(this.parent, 0o755);
    this.services = readCompose(envFile);
    await this.build("dependencies", "build");
    this.assemble();
    await this.build("commands");
    for (const volume of [this.secrets, this.ledger]) this.clone.give(volume);
    const makesSecrets = quote(this.services.secrets!.command!).replace("'/secrets'", quote([this.secrets]));
    await this.run("secrets", makesSecrets);
    await this.startDatabase();
    await this.run("migrate", quote(this.services.migrate!.command!));
    const port = String(await freePort());
    this.address = { PORT: port, AUTH_URL: `http://localhost:${port}` };
    // Where /run/twofold/env is not there, as here, the command goes on without it.
    this.app = await this.clone.start(quote(this.stages.app!.command), serves, {
      folder: this.image,
      env: this.environmentOf("app"),
    });
    await this.run("first-run", quote(this.services["first-run"]!.command!), /\/setup\?token=/);
  }

  /** Runs what stages run while they are built. */
  private async build(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      for (const command of this.stages[name]!.commands) {
        const here = command.split(" && ").filter((part) => !ofVolumes.test(part) && !part.startsWith("ln "));
        if (here.length > 0) expectSuccess(command, await this.clone.run(here.join(" && ")));
      }
    }
  }

  /** Copies what the stage `app` copies, for root to own and everybody else to read. */
  private assemble(): void {
    for (const [from, to] of this.stages.app!.copies) {
      const target = path.join(this.image, to, to.endsWith("/") ? path.basename(from) : "");
      cpSync(path.join(this.clone.folder, from), from.endsWith("standalone") ? this.image : target, {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
    mkdirSync(this.image, { recursive: true });
    spawnSync("chmod", ["-R", "a-w,a+rX", this.image]);
  }

  /** As the image of PostgreSQL does at its first start: a superuser, a database, and the mounted script. */
  private async startDatabase(): Promise<void> {
    const { POSTGRES_DB } = this.services.database!.environment;
    const passwords = this.secretsOf("database");
    this.database = await startBareServer(passwords.POSTGRES_PASSWORD!);
    await withClient(this.database.url("postgres"), (client) =>
      client.query(`create database ${POSTGRES_DB}`),
    );
    const { status, error, stderr } = spawnSync(
      "psql",
      ["--no-psqlrc", "--quiet", "--file=db/setup/roles.sql", this.database.url(POSTGRES_DB!)],
      { cwd: root, encoding: "utf8", env: { ...process.env, ...passwords } as NodeJS.ProcessEnv },
    );
    if (error) throw new Error("psql is needed, for example by `apt-get install postgresql-client`.");
    if (status !== 0) throw new Error(`roles.sql failed.\n${stderr}`);
  }

  /** A command in a container of a service, to its end; it has to say what `says` looks for. */
  async run(service: string, command: string, says = /^/): Promise<void> {
    const ended = await this.clone.run(command, this.environmentOf(service));
    expectSuccess(command, ended);
    if (!says.test(ended.output)) throw new Error(`${command} does not say ${says}.\n${ended.output}`);
  }

  async check(): Promise<void> {
    await this.run("app", quote(this.stages.app!.check));
    await page(`${this.address.AUTH_URL}/sign-in`);
    const written = spawnSync("find", [this.image, "-newer", path.join(this.secrets, "app", "env")]);
    if (written.stdout.length > 0) throw new Error(`The image was written to:\n${written.stdout}`);
  }

  /** The file of the volume that the service gets. */
  private secretsOf(service: string): Record<string, string> {
    const [, name] =
      this.services[service]!.volumes.map((one) => /^secrets-(\w+):\/run\/twofold/.exec(one)).find(Boolean) ??
      [];
    if (!name) return {};
    return parseEnv(readFileSync(path.join(this.secrets, name, "env"), "utf8")) as Record<string, string>;
  }

  private environmentOf(service: string): Record<string, string> {
    const image: Image = this.stages[service === "app" ? "app" : "commands"]!;
    const own = { ...this.secretsOf(service), ...image.env, ...this.services[service]!.environment };
    const all = { ...own, ...(service === "app" ? this.address : {}) };
    const here = `@127.0.0.1:${this.database?.port}/`;
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        value.replace("@database:5432/", here).replace(/^\/ledger\//, `${this.ledger}/`),
      ]),
    );
  }

  async down(): Promise<void> {
    await this.app?.stop();
    await this.database?.stop();
    this.clone.remove();
    rmSync(this.parent, { recursive: true, force: true });
  }
}
