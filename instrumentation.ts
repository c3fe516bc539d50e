import type { Instrumentation } from "next";

/** Before the first request: refuse what would void the promises, and say why in one line. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("@/server/boot");
  await boot();
}

/** What failed while a page was made: kind, code and place, under the digest that the person is shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logFault } = await import("@/server/logger");
  logFault(error, { route: context.routePath, method: request.method, kind: context.routeType });
};
