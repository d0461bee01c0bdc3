// Debian's Chromium as relaycheck's readers have it: a fresh profile, a file, no network.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const packages = createRequire(resolve("target/browser/package.json"));
const { chromium } = packages("playwright-core");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

export const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
export const sample = (name) => pathToFileURL(resolve("target/html-samples", `${name}.html`)).href;
export const quit = () => browser.close();

/** Does something with a page of a profile of its own. */
export async function inBrowser(options, task) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    return await task(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
