import { Clone, type Ended, type Running } from "./clone";
import { commandsUnder } from "./commands";

const stillRuns = /^npm start$/;
/** What `npm start` says, with its address, once it answers. */
const ready = /Twofold is at (\S+)/;

export type Walk = {
  heading: string;
  /** What a reader does between the lines, such as writing a mail server into .env; before each command. */
  before?: (line: string, clone: Clone) => string | Promise<string>;
  /** What a person at the browser checks, at the address that the server printed. */
  whileServed: (address: string, clone: Clone) => Promise<void>;
  after?: (clone: Clone) => Promise<void>;
};

/**
 * Does what README.md says under a heading, word for word, in a fresh clone; returns the commands. `npm start` goes on
 * while the commands after it are run, and is stopped in the end as by Ctrl-C. Throws with the output of a command that
 * fails, and when anything still runs afterwards.
 */
export async function walk({ heading, before, whileServed, after }: Walk): Promise<string[]> {
  const clone = new Clone();
  let server: Running | undefined;
  try {
    const commands = commandsUnder(heading);
    for (const line of commands) {
      const typed = before ? await before(line, clone) : line;
      if (stillRuns.test(typed)) server = await clone.start(typed, ready);
      else expectSuccess(typed, await clone.run(typed));
    }
    if (!server) throw new Error(`README.md starts no server under "${heading}".`);
    await whileServed(ready.exec(server.output())![1]!, clone);
    await server.stop();
    await after?.(clone);
    const left = clone.leftRunning();
    if (left.length > 0) throw new Error(`Still running:\n${left.join("\n")}`);
    return commands;
  } finally {
    await server?.stop();
    clone.remove();
  }
}

/** Throws with the output of a command that failed. */
export function expectSuccess(line: string, { code, output }: Ended): void {
  if (code !== 0) throw new Error(`${line} ended with code ${code}.\n${output}`);
}

/** Throws unless an address answers with success; returns what it says. */
export async function page(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
  return response.text();
}
