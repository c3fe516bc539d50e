import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findHeldSession, findSession } from "@/db/queries/viewers";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { sessionCookie } from "./auth/cookies";
import { heldPath, localPath } from "./auth/local-path";
import { sessionHash } from "./auth/secrets";
import { DomainError } from "./errors";
import { pathHeader } from "./http/paths";

/** What the page's header shows about the signed-in person. */
export type Account = {
  name: string;
  email: string;
  organization: string;
  /** Whether a mailed code signs them in again. */
  mailSuffices: boolean;
};

/**
 * Somebody whose session the organization's rule makes good for one thing alone: signing in by a passkey or the company's
 * account. They are no `Viewer`, so no service reads or writes for them.
 */
export type HeldPerson = Pick<
  Viewer,
  "orgId" | "personId" | "userId" | "name" | "locale" | "timeZone" | "signedInAt"
> & { organization: string; hasPasskey: boolean; recent: boolean };

const currentToken = async () => (await cookies()).get(sessionCookie().name)?.value;

const currentSession = cache(async (): Promise<{ viewer: Viewer; account: Account } | undefined> => {
  const token = await currentToken();
  const row = token ? await findSession(sessionHash(token)) : undefined;
  if (!row) return undefined;
  const { email, organization, organizationTimeZone, signedInAt, mailSuffices, ...rest } = row;
  const timeZone = usableTimeZone(row.timeZone, organizationTimeZone);
  return {
    viewer: { ...rest, timeZone, signedInAt: new Date(signedInAt) },
    account: { name: row.name, email, organization, mailSuffices },
  };
});

/** The signed-in person of this request's session, looked up once a request and never kept longer. */
export async function currentViewer(): Promise<Viewer | undefined> {
  return (await currentSession())?.viewer;
}

/** The person of this request's session where it is not enough for their role. */
export const currentHeld = cache(async (): Promise<HeldPerson | undefined> => {
  const token = await currentToken();
  const row = token ? await findHeldSession(sessionHash(token)) : undefined;
  if (!row) return undefined;
  const { organizationTimeZone, now, ...rest } = row;
  const signedInAt = new Date(row.signedInAt);
  return {
    ...rest,
    signedInAt,
    timeZone: usableTimeZone(row.timeZone, organizationTimeZone),
    recent: signedInRecently({ signedInAt }, new Date(now)),
  };
});

/** Redirects to sign-in, or to what is missing of it; both lead back to the page that was asked for. */
async function toSignIn(): Promise<never> {
  const path = localPath((await headers()).get(pathHeader));
  const place = (await currentHeld()) ? heldPath : "/sign-in";
  redirect(`${place}?next=${encodeURIComponent(path)}`);
}

/** For pages: the signed-in person; without one, a redirect to sign-in. */
export async function requireViewer(): Promise<Viewer> {
  return (await currentViewer()) ?? toSignIn();
}

export async function requireAccount(): Promise<Account> {
  return (await currentSession())?.account ?? toSignIn();
}

/** For pages: what a service loads for the viewer; a refusal becomes a redirect to sign-in or the not-found page. */
export async function load<A extends readonly unknown[], T>(
  service: (viewer: Viewer, ...args: A) => Promise<T>,
  ...args: A
): Promise<T> {
  const viewer = await requireViewer();
  try {
    return await service(viewer, ...args);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.status === 401) return toSignIn();
    if (error.code === "not-found" || error.code === "invalid") notFound();
    throw error;
  }
}
