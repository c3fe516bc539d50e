import { isReady } from "@/server/boot";

/** Requests may come: the database answers and has this version's migrations. */
export async function GET() {
  const ready = await isReady();
  return Response.json({ ok: ready }, { status: ready ? 200 : 503 });
}
