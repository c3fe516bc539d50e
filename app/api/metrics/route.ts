import { noStore } from "@/server/http/request";
import { exposeMetrics, mayReadMetrics } from "@/server/metrics/metrics";

/** Figures of this process for Prometheus, for who knows METRICS_TOKEN; nothing is here where that is not set. */
export async function GET(request: Request) {
  if (!mayReadMetrics(request.headers.get("authorization"))) {
    return new Response(null, { status: 404, headers: noStore });
  }
  const { type, text } = await exposeMetrics();
  return new Response(text, { headers: { ...noStore, "content-type": type } });
}
