import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/server/auth/cookies";
import { contentSecurityPolicy } from "@/server/http/edge";
import { pathHeader, unreadablePath } from "@/server/http/paths";
import { noStore } from "@/server/http/request";
import { requestFacts } from "@/server/http/request-facts";

/**
 * Pages that anybody may open; the rest is worth a visit to the sign-in page first. This is no authorization: every
 * service asks again.
 */
const open = /^\/(?:$|sign-in(?:\/|$)|methodology(?:\/|$)|reminders$|setup$|mailbox$|api\/)/;
const isOpen = (pathname: string) => open.test(pathname) || pathname === unreadablePath;

/** What every page needs before it is made. Hosts, methods, origins and sizes were checked by `server/http/front`. */
export function proxy(request: NextRequest) {
  if (!requestFacts()) {
    const headers = { ...noStore, "retry-after": "1" };
    return new NextResponse("Twofold is starting.\n", { status: 503, headers });
  }
  const { pathname, search } = request.nextUrl;
  const page = request.method === "GET" && !request.headers.has("rsc");
  if (page && !isOpen(pathname) && !request.cookies.has(sessionCookie().name)) {
    return withHeaders(NextResponse.redirect(signInUrl(request, pathname + search)), noStore);
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, pathname + search);
  const response = NextResponse.next({ request: { headers } });
  return withHeaders(response, { ...noStore, "content-security-policy": policy });
}

function signInUrl(request: NextRequest, next: string): URL {
  const url = request.nextUrl.clone();
  url.pathname = "/sign-in";
  url.search = `?${new URLSearchParams({ next })}`;
  return url;
}

function withHeaders(response: NextResponse, headers: Record<string, string>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

// Files of an import stay out: Next would keep their bodies in memory for this file, which does not read them. Answers that
// are saved do too, the most frequent request: `front` gives them what they need of it.
export const config = {
  matcher: "/((?!_next/static/|api/surveys/|api/program/imports/[^/]+/files/|icon\\.svg$|overview\\.png$).*)",
};
