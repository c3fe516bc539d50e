import { createServer, type Server, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { freePort } from "@/db/embedded/server";
import type { Started } from "../started";

/** What the server does with the mails to an address: what is left of the list when a mail comes decides about it. */
export type Fate = number | "hang" | "take";

/** A mail server at one port that takes mails, refuses them, falls silent or is not there, as it is told. */
export class FaultyMailServer {
  /** Message-IDs of the mails that were taken, by address. */
  readonly taken = new Map<string, string[]>();
  /** How often each address was tried. */
  readonly tried = new Map<string, number>();
  #server: SMTPServer | undefined;
  #silent: Server | undefined;
  readonly #open = new Set<Socket>();

  private constructor(
    readonly port: number,
    private readonly fates: ReadonlyMap<string, Fate[]>,
  ) {}

  static async make(started: Started, fates: ReadonlyMap<string, Fate[]>): Promise<FaultyMailServer> {
    const made = new FaultyMailServer(await freePort(), fates);
    started.add(() => made.down());
    return made;
  }

  /** Listens, and does with each mail what its address says. */
  async up(): Promise<void> {
    await this.down();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      onRcptTo: ({ address }, _session, done) => {
        this.tried.set(address, (this.tried.get(address) ?? 0) + 1);
        const fate = this.fates.get(address)?.shift() ?? "take";
        if (fate === "hang") return;
        done(fate === "take" ? null : Object.assign(new Error("refused"), { responseCode: fate }));
      },
      onData: async (stream, session, done) => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const { address } = session.envelope.rcptTo[0]!;
        const [, id = ""] = /^Message-ID: (.*)$/im.exec(Buffer.concat(chunks).toString()) ?? [];
        this.taken.set(address, [...(this.taken.get(address) ?? []), id.trim()]);
        done();
      },
    });
    server.on("error", () => {});
    this.#server = server;
    await new Promise<void>((ready) => server.listen(this.port, "127.0.0.1", ready));
  }

  /** Takes connections and never says a word. */
  async silent(): Promise<void> {
    await this.down();
    const silent = createServer((socket) => {
      this.#open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.#open.delete(socket));
    });
    this.#silent = silent;
    await new Promise<void>((ready) => silent.listen(this.port, "127.0.0.1", ready));
  }

  /** Nobody listens any more. */
  async down(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    const [server, silent] = [this.#server, this.#silent];
    this.#server = undefined;
    this.#silent = undefined;
    if (server) await new Promise<void>((done) => server.close(() => done()));
    if (silent) await new Promise<void>((done) => silent.close(() => done()));
  }
}
