import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findSession } from "@/db/queries/viewers";
import type { Viewer } from "@/lib/domain/permissions";
import { usableTimeZone } from "@/lib/domain/time-zones";
import { sessionCookie } from "./auth/cookies";
import { localPath } from "./auth/local-path";
import { sessionHash } from "./auth/secrets";
import { DomainError } from "./errors";
import { pathHeader } from "./http/paths";

/** What the page's header shows about the signed-in person. */
export type Account = { name: string; email: string; organization: string };

const currentSession = cache(async (): Promise<{ viewer: Viewer; account: Account } | undefined> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  const row = token ? await findSession(sessionHash(token)) : undefined;
  if (!row) return undefined;
  const { email, organization, organizationTimeZone, signedInAt, ...rest } = row;
  const timeZone = usableTimeZone(row.timeZone, organizationTimeZone);
  return {
    viewer: { ...rest, timeZone, signedInAt: new Date(signedInAt) },
    account: { name: row.name, email, organization },
  };
});

/** The signed-in person of this request's session, looked up once a request and never kept longer. */
export async function currentViewer(): Promise<Viewer | undefined> {
  return (await currentSession())?.viewer;
}

/** Redirects to sign-in, which leads back to the page that was asked for. */
async function toSignIn(): Promise<never> {
  const path = localPath((await headers()).get(pathHeader));
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
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
