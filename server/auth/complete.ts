import { NextRequest, NextResponse } from "next/server";
import { env } from "../env";
import { noStore } from "../http/request";
import { handlers, signIn } from "./config";
import { providerCookies, sessionCookie } from "./cookies";
import { localPath } from "./local-path";
import { refusedPath, withRefusal } from "./refusals";
import { endSession } from "./sessions";

/**
 * Finishes a sign-in by next-auth without the session cookie that the browser sent: with it, next-auth would link the
 * new identity to the person of that session. That session ends when the new one begins. A refusal leads to the sign-in
 * page with its reason.
 */
export async function completeSignIn(
  request: NextRequest,
  url: URL = request.nextUrl,
): Promise<NextResponse> {
  const { name } = sessionCookie();
  const before = request.cookies.get(name)?.value;
  const anonymous = new NextRequest(new URL(url.pathname + url.search, env().AUTH_URL), {
    headers: request.headers,
  });
  anonymous.cookies.delete(name);
  const { result: answer, refusal } = await withRefusal(() => handlers.GET(anonymous));
  const response = new NextResponse(answer.body, answer);
  response.headers.set("cache-control", noStore["cache-control"]);
  if (refusal) {
    const asked =
      url.searchParams.get("callbackUrl") ?? request.cookies.get(providerCookies().callbackUrl.name)?.value;
    response.headers.set("location", new URL(refusedPath(refusal, localPath(asked)), env().AUTH_URL).href);
    return response;
  }
  if (before && response.cookies.get(name)?.value) await endSession(before);
  return response;
}

/** Where a sign-in by the company's provider goes on: at the provider, or on the sign-in page with the reason. */
export async function beginAtProvider(next: string): Promise<string> {
  const { result, refusal } = await withRefusal(() =>
    signIn("oidc", { redirectTo: next, redirect: false }).catch((error: unknown) => {
      // An error of next-auth has a type; its logger has noted the reason by now (`logRefusal`).
      if (!(error instanceof Error) || !("type" in error)) throw error;
      return "";
    }),
  );
  return refusal ? refusedPath(refusal, next) : String(result);
}
