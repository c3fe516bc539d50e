import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/server/auth/cookies";
import { contentSecurityPolicy, securityHeaders, servesHost } from "@/server/http/edge";
import { pathHeader } from "@/server/http/path-header";
import { maxBodyBytes, noStore } from "@/server/http/request";

/** Pages that anybody may open; the rest is worth a visit to the sign-in page first. No authorization: every verb asks again. */
const open = /^\/(?:$|sign-in(?:\/|$)|methodology(?:\/|$)|api\/)/;

export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const health = pathname.startsWith("/api/health/");
  if (!health && !servesHost(request.headers.get("host"))) {
    return new NextResponse("This host is not served here.\n", { status: 421 });
  }
  if (Number(request.headers.get("content-length")) > maxBodyBytes) {
    return NextResponse.json({ error: "too-large", fields: {} }, { status: 413, headers: noStore });
  }
  const page = request.method === "GET" && !request.headers.has("rsc");
  if (page && !open.test(pathname) && !request.cookies.has(sessionCookie().name)) {
    return withHeaders(NextResponse.redirect(signInUrl(request, pathname + search)));
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, pathname + search);
  const response = withHeaders(NextResponse.next({ request: { headers } }));
  response.headers.set("content-security-policy", policy);
  return response;
}

function signInUrl(request: NextRequest, next: string): URL {
  const url = request.nextUrl.clone();
  url.pathname = "/sign-in";
  url.search = `?${new URLSearchParams({ next })}`;
  return url;
}

function withHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries({ ...securityHeaders(), ...noStore })) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = { matcher: "/((?!_next/static/|icon\\.svg$|overview\\.png$).*)" };
