import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["{lib,ui,server,db,bench,scripts}/**/*.test.{ts,tsx}"],
    env: { TZ: "Asia/Kathmandu" },
  },
});
