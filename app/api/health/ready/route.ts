import { isReady } from "@/server/readiness";

/** Requests may come: the database answers, has this version's migrations, and the app's connections are not all taken. */
export async function GET() {
  const ready = await isReady();
  return Response.json({ ok: ready }, { status: ready ? 200 : 503 });
}
