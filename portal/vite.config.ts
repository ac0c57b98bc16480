import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The server that `npm run dev` talks to: ./marketplace serve, unless told otherwise. */
const server = process.env.BASE_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    // A data: URI would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/api", "/v1", "/docs", "/health", "/openapi.yaml", "/openapi.json"].map((path) => [path, server]),
    ),
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    // A test that needs a document says so in its first line: most are plain functions, and a document costs a second.
    environment: "node",
    restoreMocks: true,
  },
});
