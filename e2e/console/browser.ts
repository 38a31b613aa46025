import { type Browser, chromium } from "playwright-core";

// Nothing that Chromium would ask the outside world for has a place in a test.
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium; the test runner names its place in TORRE_TEST_CHROMIUM_BIN. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env["TORRE_TEST_CHROMIUM_BIN"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args });
}
