/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run check` checks the types of everything; a build need not do it a second time.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pino", "graphile-worker"],
  // Larger bodies are refused by proxy.ts; what arrives without a length is cut there and refused by its reader.
  experimental: { serverActions: { bodySizeLimit: "256kb" }, proxyClientMaxBodySize: "300kb" },
  // Static files do not pass through proxy.ts, which sets the headers of everything else.
  headers: async () =>
    ["/_next/static/:path*", "/icon.svg", "/overview.png"].map((source) => ({
      source,
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    })),
};

export default config;
