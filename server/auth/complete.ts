import { NextRequest, NextResponse } from "next/server";
import { env } from "../env";
import { handlers } from "./config";
import { sessionCookie } from "./cookies";
import { endSession } from "./sessions";

/**
 * Lets next-auth finish a sign-in as if nobody were signed in here, because it would link the new identity to
 * whoever is; the session that was there ends when the new one begins.
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
  const answer = await handlers.GET(anonymous);
  const response = new NextResponse(answer.body, answer);
  response.headers.set("cache-control", "private, no-store");
  if (before && response.cookies.get(name)?.value) await endSession(before);
  return response;
}
