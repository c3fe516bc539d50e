import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { expect, test } from "vitest";
import { inOneWrite } from "./one-write";

test("what is asked without waiting leaves in one write, and what comes later in another", async () => {
  const writes: string[] = [];
  const stream = new Writable({
    write: (chunk, _, done) => done(void writes.push(String(chunk))),
    writev: (chunks, done) => done(void writes.push(chunks.map(({ chunk }) => String(chunk)).join(" "))),
  });
  inOneWrite({ connection: { stream } } as unknown as pg.ClientBase);

  const asked = [1, 2].map(async (n) => {
    await Promise.resolve();
    stream.write(`statement ${n}`);
  });
  await Promise.all(asked);
  await setImmediate();
  stream.write("commit");
  await setImmediate();
  expect(writes).toEqual(["statement 1 statement 2", "commit"]);
});
