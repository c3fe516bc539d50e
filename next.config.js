/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pino", "graphile-worker", "pg-copy-streams"],
  // Larger bodies are refused by proxy.ts; what arrives without a length is cut there and refused by its reader.
  experimental: { serverActions: { bodySizeLimit: "256kb" }, proxyClientMaxBodySize: "300kb" },
};

export default config;
