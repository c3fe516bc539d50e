import type { NextRequest } from "next/server";
import { noStore } from "@/server/http/request";
import { changeReminders } from "@/server/reminders";

/** One click in a mail program (RFC 8058): it posts here, without a session and from its own servers. */
export async function POST(request: NextRequest): Promise<Response> {
  const stopped = await changeReminders(request.nextUrl.searchParams.get("token") ?? "", false);
  return new Response(null, { status: stopped ? 204 : 404, headers: noStore });
}

/** Opened as a link, it changes nothing: it leads to the page with the button. */
export function GET(request: NextRequest): Response {
  const token = request.nextUrl.searchParams.get("token") ?? "";
  const location = `/reminders?${new URLSearchParams({ token })}`;
  return new Response(null, { status: 303, headers: { ...noStore, location } });
}
