import { isReady } from "@/server/readiness";

/** Whether requests may come: the database answers, has this version's migrations, and a connection is free. */
export async function GET() {
  const ready = await isReady();
  return Response.json({ ok: ready }, { status: ready ? 200 : 503 });
}
