import type pg from "pg";

/**
 * Sends what a connection is asked without waiting in between in one write. The driver writes each statement by itself,
 * and each write wakes the database, which on a machine of few cores then takes the processor from this process.
 */
export function inOneWrite(client: pg.ClientBase): void {
  const { stream } = (client as pg.ClientBase & { connection: pg.Connection }).connection;
  const write = stream.write.bind(stream);
  let isHeld = false;
  stream.write = ((...message: Parameters<typeof write>) => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      // After all that goes on without waiting for anything but each other.
      process.nextTick(() => {
        isHeld = false;
        stream.uncork();
      });
    }
    return write(...message);
  }) as typeof write;
}
