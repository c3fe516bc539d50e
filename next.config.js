/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pino", "graphile-worker", "pg-copy-streams"],
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
};

export default config;
