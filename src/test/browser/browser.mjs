// Debian's Chromium as relaycheck's readers have it: a fresh profile, a file, no network.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const packages = createRequire(resolve("target/browser/package.json"));
const { chromium } = packages("playwright-core");
export const axe = packages.resolve("axe-core/axe.min.js");
export const sample = (name) => pathToFileURL(resolve("target/html-samples", `${name}.html`)).href;

export async function withBrowser(options, task) {
  const profile = mkdtempSync(join(tmpdir(), "relaycheck-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  try {
    return await task(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
