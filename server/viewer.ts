import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findSession } from "@/db/queries/viewers";
import type { Viewer } from "@/lib/domain/permissions";
import { sessionCookie } from "./auth/cookies";
import { localPath } from "./auth/local-path";
import { sessionHash } from "./auth/secrets";
import { DomainError } from "./errors";
import { pathHeader } from "./http/path-header";

/** What the frame of a page says about who is signed in. */
export type Account = { name: string; email: string; organization: string };

const currentSession = cache(async (): Promise<{ viewer: Viewer; account: Account } | undefined> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  const row = token ? await findSession(sessionHash(token)) : undefined;
  if (!row) return undefined;
  const { email, organization, signedInAt, ...rest } = row;
  return {
    viewer: { ...rest, signedInAt: new Date(signedInAt) },
    account: { name: row.name, email, organization },
  };
});

/** Who asks, by the session of this request; looked up once a request and never kept longer. */
export async function currentViewer(): Promise<Viewer | undefined> {
  return (await currentSession())?.viewer;
}

/** Sign in, and come back to the page that was asked for. */
async function toSignIn(): Promise<never> {
  const path = localPath((await headers()).get(pathHeader));
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** For pages: who asks, or the way to signing in. */
export async function requireViewer(): Promise<Viewer> {
  return (await currentViewer()) ?? toSignIn();
}

export async function requireAccount(): Promise<Account> {
  return (await currentSession())?.account ?? toSignIn();
}

/** For pages: what a verb loads for the viewer; its refusals become the pages that say so. */
export async function load<A extends readonly unknown[], T>(
  verb: (viewer: Viewer, ...args: A) => Promise<T>,
  ...args: A
): Promise<T> {
  const viewer = await requireViewer();
  try {
    return await verb(viewer, ...args);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.status === 401) return toSignIn();
    if (error.code === "not-found" || error.code === "invalid") notFound();
    throw error;
  }
}
