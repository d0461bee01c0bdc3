// The HTML report in a real browser. Prints a line a check, and "N passed, N failed"; fails if one failed.
import { axe, inBrowser, quit, sample } from "./browser.mjs";

let passed = 0;
const failed = [];
const check = (name, holds, seen) => {
  if (holds) passed++;
  else failed.push(name);
  console.log(`${holds ? "ok    " : "FAILED"} ${name}${holds ? "" : `: ${JSON.stringify(seen)}`}`);
};
const equal = (name, seen, expected) => check(name, JSON.stringify(seen) === JSON.stringify(expected), seen);

/** Opens a sample; afterwards nothing may have been said on the console, and nothing asked for but the file. */
async function report(name, options, task) {
  await inBrowser(options, async (page, context) => {
    const said = [], asked = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(sample(name));
    await task(page, context);
    equal(`${name}: no console message`, said, []);
    equal(`${name}: no request`, asked.filter((url) => url !== sample(name)), []);
  });
}

const violations = async (page) => {
  // as a debugger would: the policy of the page, which allows no other script, is what is tested
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).slice(0, 3).join(" ")}`);
};
/** The words of heads of tables, and of what must stay whole in them, that stand on more than one line. */
const brokenWords = (page) => page.evaluate(() => [...document.querySelectorAll("thead th, .number, .scroll td")].flatMap((cell) => {
  if (cell.closest("thead")?.offsetWidth === 1) return []; // only for screen readers
  const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
  while (text.nextNode()) {
    for (const word of text.currentNode.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text.currentNode, word.index);
      range.setEnd(text.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}));
const shown = (page) => page.locator("#shown").textContent();
const column = (page, name) => page.locator(`#rows .c-${name}`).allTextContents();
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

await report("demo", {}, async (page, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  equal("all endpoints are shown at first", await shown(page), "8 of 8 endpoints");
  equal("rows stand in the order of the view", (await column(page, "verdict")).map((word) => word.split(" ")[0]),
    ["Open", "Open", "Open", "Suspect", "Login", "Inconclusive", "Not", "Unreachable"]);

  await page.locator(".chip", { hasText: "Suspect" }).click();
  equal("a verdict filters", await column(page, "endpoint"), ["10.77.2.7:80"]);
  await page.locator(".chip", { hasText: "Inconclusive" }).click();
  equal("two verdicts filter together", await shown(page), "2 of 8 endpoints");
  await page.locator("#filters button[type=reset]").click();
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("8 "));
  await page.locator("#owner").selectOption("office IT");
  equal("an owner filters", await column(page, "endpoint"), ["10.77.2.7:80", "10.77.2.4:8080"]);
  await page.locator("#owner").selectOption("");
  await page.locator("#search").fill("SQUID 8080");
  equal("search takes all words in any case", await column(page, "endpoint"), ["10.77.2.1:8080"]);
  await page.locator("#search").press("Enter");
  await page.locator("#search").fill("nothing like this");
  equal("nothing found says so", await shown(page), "No endpoint matches. Clear the filter to see all.");
  await page.locator("#search").fill("");

  const sort = page.locator("th button[data-sort=endpoint]");
  await sort.click();
  equal("addresses sort as numbers, IPv4 first", (await column(page, "endpoint")).slice(-3),
    ["10.77.2.9:8080", "10.77.2.10:80", "[2001:db8:0:77:a1b2:c3d4:e5f6:1]:80"]);
  await sort.click();
  equal("a second click turns the order", (await column(page, "endpoint"))[0], "[2001:db8:0:77:a1b2:c3d4:e5f6:1]:80");
  equal("the order is told to screen readers", await page.locator("th[aria-sort=descending] button").textContent(), "Endpoint");
  await page.locator("th button[data-sort=owner]").click();
  equal("rows without an owner come last", (await column(page, "owner")).slice(-2), ["", ""]);
  await page.locator("th button[data-sort=verdict]").click();

  await page.locator("#rows button").first().focus();
  await page.keyboard.press("ArrowDown");
  equal("arrow down leads to the next row", await focused(page), "10.77.2.6:80");
  await page.keyboard.press("End");
  equal("End leads to the last row", await focused(page), "10.77.2.10:80");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  equal("Enter opens the details", await page.locator("#detail[open] h3").textContent(), "10.77.2.1:8080");
  equal("the dialog has no accessibility violation", await violations(page), []);
  await page.keyboard.press("Escape");
  equal("Escape closes them and returns", await focused(page), "10.77.2.1:8080");
  await page.keyboard.press("Enter");
  await page.locator("#detail-link").click();
  check("the details lead to the card", page.url().endsWith("#f-10-77-2-1-8080"), page.url());
  await page.locator("#rows tr", { hasText: "10.77.2.3:80" }).click();
  equal("an endpoint without a card has no link to one", await page.locator("#detail-link").isVisible(), false);
  await page.locator("#detail button").click();

  await page.locator(".tiles a[data-verdict=OPEN]").click();
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("3 "));
  check("a count in the headline filters", true);
  await page.locator("#owners a", { hasText: "network team" }).click();
  await page.waitForFunction(() => document.getElementById("shown").textContent.startsWith("1 "));
  equal("an owner in the list filters", await column(page, "endpoint"), ["10.77.2.6:80"]);

  const button = page.locator(".copy-button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((said) => said.textContent === "Copied", await button.elementHandle(), { timeout: 1900 });
  equal("copy says that it did, to screen readers too", await page.locator("#announce").textContent(), "Copied");
  equal("copy has the configuration", await page.evaluate(() => navigator.clipboard.readText()),
    await page.locator(".copy code").first().textContent());
  await page.keyboard.press("Control+Home");

  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  equal("paper has all details", await page.locator("details:not([open])").count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  equal("and the screen as before", await page.locator("details[open]").count(), 0);
  await page.keyboard.press("Tab");
});

await report("demo", {}, async (page) => {
  await page.keyboard.press("Tab");
  equal("the first stop skips to the result", await focused(page), "Skip to the result");
  await page.keyboard.press("Enter");
  await page.waitForURL("**#main");
  check("and does so", true);
});

for (const name of ["demo", "japanese", "hostile", "explained", "clean", "empty", "week", "places", "places-japanese", "large", "letter", "letter-japanese", "log"]) {
  for (const colorScheme of ["light", "dark"]) {
    await report(name, { colorScheme }, async (page) => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      equal(`${name}, ${colorScheme}: no accessibility violation`, await violations(page), []);
    });
  }
}

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
for (const name of ["demo", "japanese", "hostile", "explained", "week", "places", "places-japanese", "large", "letter", "letter-japanese", "log"]) {
  await report(name, phone, async (page) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
    equal(`${name}: a phone scrolls in one direction only`,
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    equal(`${name}, phone: no accessibility violation`, await violations(page), []);
    if (!name.includes("japanese")) equal(`${name}: no word of a table's head is broken`, await brokenWords(page), []);
  });
}

await report("japanese", {}, async (page) => {
  equal("a reason says its language", await page.evaluate(() => [...new Set([...document.querySelectorAll("#rows .c-because")]
    .map((cell) => `${cell.lang} ${/[\u3040-\u30ff]/.test(cell.textContent)}`))]), ["ja true"]);
});

await report("letter", {}, async (page) => {
  equal("a letter has no script", await page.locator("script").count(), 0);
  equal("and nobody else's endpoints", (await page.locator("h3").allTextContents()).sort(),
    ["10.77.2.1:8080", "[2001:db8:0:77:a1b2:c3d4:e5f6:1]:80"]);
});

await report("week", {}, async (page) => {
  equal("the trend has a column a scan", await page.locator(".trend-columns li").count(), 7);
  equal("each card has its strip", await page.locator(".card .strip").count(), await page.locator(".card").count());
  equal("a strip says in words what it shows", await page.locator(".strip span").first().textContent(),
    "Exposed in 6 of 7 scans, and was in order in between");
});

await report("large", {}, async (page) => {
  equal("20,000 endpoints are there", await shown(page), "20,000 of 20,000 endpoints");
  check("but few rows are elements", (await page.locator("#rows tr").count()) < 60, await page.locator("#rows tr").count());
  await page.evaluate(() => { document.getElementById("scroller").scrollTop = 1e9; });
  await page.waitForFunction(() => document.querySelector("#rows tr:last-child").ariaRowIndex === "20001"
    || document.querySelector("#rows tr:last-child").getAttribute("aria-rowindex") === "20001");
  check("the last row can be scrolled to", true);
  await page.locator("#rows button[tabindex='0']").focus();
  await page.keyboard.press("Home");
  equal("the keyboard leads back to the first", await focused(page), "10.20.0.0:80");
  for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowDown");
  equal("and row by row beyond what was in sight", await focused(page), "10.20.0.40:80");

  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const time = async (task) => { await frame(); const from = performance.now(); task(); const ms = performance.now() - from; await frame(); return Math.round(ms); };
    const search = document.getElementById("search"), scroller = document.getElementById("scroller");
    const type = (text) => { search.value = text; search.dispatchEvent(new InputEvent("input", { bubbles: true })); };
    const click = (by) => document.querySelector(`th button[data-sort=${by}]`).click();
    const times = {};
    times.search = await time(() => type("10.20.7 team"));
    times.clear = await time(() => type(""));
    times.sortEndpoint = await time(() => click("endpoint"));
    times.sortOwner = await time(() => click("owner"));
    times.sortProduct = await time(() => click("product"));
    let worst = 0;
    for (let i = 1; i <= 40; i++) worst = Math.max(worst, await time(() => { scroller.scrollTop = i * 20_000; scroller.dispatchEvent(new Event("scroll")); }));
    times.scroll = worst;
    const navigation = performance.getEntriesByType("navigation")[0];
    times.load = Math.round(navigation.loadEventEnd);
    return times;
  });
  console.log("       milliseconds:", JSON.stringify(times));
  check("search, sort and scroll do not stutter", Math.max(...Object.entries(times).filter(([key]) => key !== "load").map(([, ms]) => ms)) < 250, times);
});

console.log(`${passed} passed, ${failed.length} failed`);
await quit();
process.exit(failed.length ? 1 : 0);
