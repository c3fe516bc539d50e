import { randomUUID } from "node:crypto";
import { asAuth, type Tx } from "@/db/client";
import {
  countSessionsOf,
  createBoundUser,
  deleteSession,
  deleteSessionsOf,
  findBound,
  insertSession,
} from "@/db/queries/sign-in";
import type { Viewer } from "@/lib/domain/permissions";
import type { SignInMethod } from "@/lib/domain/sign-in-methods";
import { recordSignIn } from "../audit/record";
import { sessionEnd } from "./cookies";
import { newSessionToken, sessionHash } from "./secrets";

type Person = { orgId: string; personId: string; userId: string | null; name: string; email: string };

/** Opens a session for a person whose identity is settled, and gives its token. */
export async function openSession(tx: Tx, person: Person, method: SignInMethod): Promise<string> {
  const { name, email } = person;
  const userId = person.userId ?? (await createBoundUser(tx, { id: randomUUID(), name, email }))?.id;
  if (!userId) throw new Error("the person was bound to another user meanwhile");
  const token = newSessionToken();
  await insertSession(tx, { sessionToken: sessionHash(token), userId, expires: sessionEnd(), method });
  await recordSignIn(tx, person, { action: "session.opened", detail: { method } });
  return token;
}

/** Ends the session of a token at once; nothing happens when there is none. */
export function endSession(token: string): Promise<void> {
  return asAuth(async (tx) => {
    const userId = await deleteSession(tx, sessionHash(token));
    const person = userId && (await findBound(tx, userId));
    if (person) await recordSignIn(tx, person, { action: "session.ended" });
  });
}

/** Ends every session of the viewer, on every device, this one included. */
export function endAllSessions(viewer: Viewer): Promise<void> {
  return asAuth(async (tx) => {
    const sessions = await deleteSessionsOf(tx, viewer.userId);
    await recordSignIn(tx, viewer, {
      action: "session.ended-everywhere",
      detail: { sessions },
    });
  });
}

export const loadSessionCount = (viewer: Viewer) => asAuth((tx) => countSessionsOf(tx, viewer.userId));
