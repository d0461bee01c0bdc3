// Pictures of the samples for people to look at: target/html-pictures.
import { mkdirSync } from "node:fs";
import { inBrowser, quit, sample } from "./browser.mjs";

const folder = "target/html-pictures";
mkdirSync(folder, { recursive: true });
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

async function picture(name, file, options, prepare = async () => {}) {
  await inBrowser(options, async (page) => {
    await page.goto(sample(file));
    const part = await prepare(page);
    if (name.endsWith(".pdf")) await page.pdf({ path: `${folder}/${name}`, format: "A4", preferCSSPageSize: true });
    else if (part) await part.screenshot({ path: `${folder}/${name}` });
    else await page.screenshot({ path: `${folder}/${name}` });
  });
}

const light = { colorScheme: "light" }, dark = { colorScheme: "dark" };
const part = (selector, nth = 0) => async (page) => page.locator(selector).nth(nth);
const opened = async (page) => {
  await page.evaluate(() => document.querySelectorAll(".card details").forEach((one) => { one.open = true; }));
  return page.locator(".card").first();
};

await picture("light.png", "demo", light);
await picture("light-card.png", "demo", light, part(".card"));
await picture("light-oneway.png", "demo", light, part(".card", 1));
await picture("light-suspect.png", "demo", light, part(".card", 3));
await picture("light-evidence.png", "demo", light, opened);
await picture("light-table.png", "demo", light, part("#endpoints"));
await picture("light-scan.png", "demo", light, part("#scan"));
await picture("light-unasked.png", "demo", light, part("#unasked"));
await picture("dark.png", "demo", dark);
await picture("dark-card.png", "demo", dark, part(".card"));
await picture("japanese.png", "japanese", light);
await picture("japanese-card.png", "japanese", light, part(".card"));
await picture("japanese-table.png", "japanese", light, part("#endpoints"));
await picture("week.png", "week", light);
await picture("week-dark.png", "week", dark, part(".trend"));
await picture("week-card.png", "week", light, part(".card"));
await picture("phone-week.png", "week", { ...phone, ...light }, part(".trend"));
await picture("places.png", "places", light, part("#vantages"));
await picture("places-dark.png", "places", dark, part("#vantages"));
await picture("places-japanese.png", "places-japanese", light, part("#vantages"));
await picture("places-phone.png", "places", { ...phone, ...light }, part("#vantages"));
await picture("letter.png", "letter", { ...light, viewport: { width: 1000, height: 2600 } });
await picture("letter-japanese.png", "letter-japanese", { ...light, viewport: { width: 1000, height: 2600 } });
await picture("letter-dark.png", "letter", dark);
await picture("letter-phone.png", "letter", { ...phone, ...light });
await picture("letter.pdf", "letter", light);
await picture("clean.png", "clean", light);
await picture("empty.png", "empty", light);
await picture("hostile.png", "hostile", light, part(".card"));
await picture("phone.png", "demo", { ...phone, ...light });
await picture("phone-card.png", "demo", { ...phone, ...light, deviceScaleFactor: 1 }, part(".card"));
await picture("print.pdf", "demo", dark);
const toTable = async (page) => {
  await page.locator("#endpoints").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById("endpoints").scrollIntoView());
  await page.evaluate(() => { document.getElementById("scroller").scrollTop = 400_000; });
  await page.waitForTimeout(200);
};
await picture("large.png", "large", light);
await picture("large-table.png", "large", light, toTable);
await picture("phone-table.png", "large", { ...phone, ...dark }, toTable);
await picture("dialog.png", "demo", light, async (page) => {
  await page.locator("#rows button").first().click();
});
await quit();
