import { cookies } from "next/headers";
import { sessionCookie, sessionEnd } from "./cookies";
import { endSession } from "./sessions";

/** Gives the browser a new session, and ends the one it had. */
export async function beginSession(token: string): Promise<void> {
  const jar = await cookies();
  const { name, options } = sessionCookie();
  const before = jar.get(name)?.value;
  jar.set(name, token, { ...options, expires: sessionEnd() });
  if (before) await endSession(before);
}
