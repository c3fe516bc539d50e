import { allowedOrigins } from "./server/http/own-hosts.js";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
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
