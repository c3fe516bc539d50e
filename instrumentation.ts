import type { Instrumentation } from "next";

// The comparison stands by itself in an `if`, so that the build leaves the import out of its edge half.
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { installFront } = await import("@/server/http/front");
    const { boot } = await import("@/server/boot");
    installFront();
    await boot();
  }
}

/** What failed while a page was made: class, code and place, under the digest that the person is shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logFault } = await import("@/server/logger");
    logFault(error, { route: context.routePath, method: request.method, kind: context.routeType });
  }
};
