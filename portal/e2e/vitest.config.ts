import { defineConfig } from "vitest/config";

/** Read here: inside the tests BASE_URL is Vite's own variable. */
const server = process.env.BASE_URL;
if (!server) {
  throw new Error("BASE_URL is not set. Start a server and say where: BASE_URL=http://127.0.0.1:8080 npm run e2e");
}

/** The browser test runs against a server that is already there: BASE_URL=http://127.0.0.1:8080 npm run e2e */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.e2e.ts"],
    environment: "node",
    env: { PORTAL_URL: server.replace(/\/$/, "") },
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
