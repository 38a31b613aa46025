import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const apiUrl = process.env["TORRE_URL"] ?? "http://127.0.0.1:8420";

// Vite reads its configuration from the default export and from nowhere else.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  plugins: [react()],
  build: { target: "es2023", outDir: "dist", chunkSizeWarningLimit: 1200 },
  server: { port: 8430, proxy: { "/api": { target: apiUrl } } },
});
