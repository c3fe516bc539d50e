import { execFileSync } from "node:child_process";
import { allowedOrigins } from "./server/http/own-hosts.js";

/** Which revision of the sources a build is made of, for the reviewer's page; "" outside a clone, as in an image's build. */
function revision() {
  try {
    const described = ["describe", "--always", "--dirty", "--abbrev=12"];
    return execFileSync("git", described, { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Written into the build, because the server may run where there is no clone.
  env: { TWOFOLD_REVISION: process.env.TWOFOLD_REVISION || revision() },
  // The image is made of it; the launchers run Next from the folder that it was built in.
  ...(process.env.TWOFOLD_OUTPUT === "standalone" && { output: "standalone" }),
  outputFileTracingRoot: import.meta.dirname,
  // `npm run check` checks the types of everything; a build need not do it a second time.
  typescript: { ignoreBuildErrors: true },
  // Lock files in folders above this one are no concern of it.
  turbopack: { root: import.meta.dirname },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pino", "prom-client", "graphile-worker", "@react-email/render"],
  experimental: {
    serverActions: {
      // Larger bodies are refused by server/http/front; what arrives without a length is cut and refused by its reader.
      bodySizeLimit: "256kb",
      // Read when the server starts: a page's origin and its Host may differ behind a proxy on a port.
      allowedOrigins: allowedOrigins(process.env),
    },
    proxyClientMaxBodySize: "300kb",
  },
};

export default config;
