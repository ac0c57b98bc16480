import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  BASE_URL,
  contrastViolations,
  launch,
  SERVICE,
  sidewaysScroll,
  type Visit,
  violations,
  visit,
} from "./browser";

const [provider, name = ""] = SERVICE.split("/");

let browser: Browser;
let open: Visit | undefined;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  const complaints = open?.complaints ?? [];
  await open?.close();
  open = undefined;
  expect(complaints, "errors on the page").toEqual([]);
});

async function at(address: string, options?: Parameters<typeof visit>[2]): Promise<Page> {
  open = await visit(browser, address, options);
  return open.page;
}

/** The polite live region beside the heading; it speaks when an answer has come. */
function count(page: Page): Locator {
  return page.getByRole("status").filter({ hasText: /found|gefunden/ });
}

async function found(page: Page): Promise<number> {
  return Number.parseInt(((await count(page).textContent()) ?? "").replace(/\D/g, ""), 10);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Presses Tab until the element has the focus: what cannot be reached this way cannot be used. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 200; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by Tab: ${target}`);
}

describe("by keyboard alone", () => {
  test("a service is searched, opened, and its first call copied", async () => {
    const page = await at("/");
    await count(page).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(name);
    await page.waitForURL((url) => url.searchParams.get("q") === name);
    const hit = page.getByRole("row").filter({ hasText: SERVICE }).getByRole("link");
    await hit.waitFor();

    await page.keyboard.press("ArrowDown");
    for (let steps = 0; (await focused(page)) !== (await hit.textContent()) && steps < 25; steps++) {
      await page.keyboard.press("ArrowDown");
    }
    const title = await focused(page);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/services/${provider}/${name}`);

    await tabTo(page, page.getByRole("tab", { name: "curl" }));
    await page.keyboard.press("ArrowRight");
    await tabTo(page, page.getByRole("button", { name: "Copy the call in Python" }));
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Copied" }).waitFor({ state: "attached" });
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`base_url="${BASE_URL}/v1"`);
    expect(copied).toContain(`model="${SERVICE}"`);
    expect(new URL(page.url()).searchParams.get("call")).toBe("python");
  });

  test("Ctrl-K comes back to the search from everywhere", async () => {
    const page = await at(`/services/${SERVICE}`);
    await page.getByRole("heading", { level: 2, name: "Prices" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await count(page).waitFor();
    expect(new URL(page.url()).search).toBe(`?q=${name}`);
  });

  test("the one-character shortcut can be turned off, and stays off", async () => {
    const page = await at("/");
    await count(page).waitFor();
    await tabTo(page, page.getByRole("button", { name: "Keyboard" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("checkbox", { name: /Use \/ as a shortcut/ }));
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.reload();
    await count(page).waitFor();
    await page.keyboard.press("/");
    expect(await page.getByRole("searchbox").evaluate((box) => box === document.activeElement)).toBe(false);
  });
});

describe("filters", () => {
  test("a facet gives as many services as it says, stands in the address, and is taken back by its chip", async () => {
    const page = await at("/");
    await count(page).waitFor();
    const all = await found(page);
    const facet = page.getByRole("group", { name: "Category" }).locator("label").first();
    const [, value = "", promised = ""] = /^(.*?)(\d+)$/.exec((await facet.textContent()) ?? "") ?? [];
    const checkbox = facet.getByRole("checkbox");
    await checkbox.focus();
    await page.keyboard.press("Space");
    const chip = page.getByRole("button", { name: `Remove filter Category: ${value}` });
    await chip.waitFor();
    await count(page).filter({ hasText: promised }).waitFor();
    expect(await found(page)).toBe(Number(promised));

    const shared = page.url();
    await page.goto(shared);
    await count(page).waitFor();
    expect(await found(page)).toBe(Number(promised));
    await page.getByRole("button", { name: `Remove filter Category: ${value}` }).press("Enter");
    await page.waitForURL(`${BASE_URL}/`);
    await count(page)
      .filter({ hasText: String(all) })
      .waitFor();
  });

  test("what is callable can be told apart", async () => {
    const page = await at("/?callable=true");
    await count(page).waitFor();
    const row = page.getByRole("row").filter({ hasText: SERVICE });
    expect(await row.textContent()).toContain("Callable");
  });

  test("a filter that the server refuses is shown in its words, with a way on", async () => {
    const page = await at("/?category=no-such-category");
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await count(page).waitFor();
    // The refusal itself is what was asked for; the browser reports it too.
    open?.complaints.splice(0);
  });

  test("Back returns to the search as it was left", async () => {
    const page = await at(`/?q=${name}&sort=name`);
    await page.getByRole("row").filter({ hasText: SERVICE }).getByRole("link").click();
    await page.getByRole("heading", { level: 2, name: "Prices" }).waitFor();
    await page.goBack();
    await page.getByRole("row").filter({ hasText: SERVICE }).waitFor();
    expect(new URL(page.url()).search).toBe(`?q=${name}&sort=name`);
  });

  test("a workload prices each hit anew", async () => {
    const page = await at(`/?q=${name}`);
    await page.getByRole("button", { name: "My workload" }).click();
    await page.getByLabel("Output, million tokens").fill("10");
    await page.getByRole("columnheader", { name: "Your month" }).waitFor();
    expect(new URL(page.url()).searchParams.get("workload")).toBe("0,0,10");
  });
});

describe("the service page", () => {
  test("says what a stranger asks: price, limits, promise, compliance, versions", async () => {
    const page = await at(`/services/${SERVICE}`);
    for (const heading of [
      "First call",
      "Prices",
      "Description",
      "Promised by the provider",
      "Compliance",
      "Versions",
    ]) {
      await page.getByRole("heading", { level: 2, name: heading }).waitFor();
    }
    expect(await page.getByRole("table").first().textContent()).toMatch(/per million tokens/);
    expect(await page.title()).toMatch(/LLM Marketplace$/);
  });

  test("an unknown service is a page with a next step", async () => {
    const page = await at("/services/nobody/nothing");
    await page.getByText("There is no service nobody/nothing").waitFor();
    await page.getByRole("link", { name: "Search for it" }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === "nothing");
    open?.complaints.splice(0);
  });
});

const PAGES: Record<string, (page: Page) => Promise<void>> = {
  "/": (page) => count(page).waitFor(),
  [`/?q=${name}&callable=true&view=cards&workload=1,2,3`]: (page) => count(page).waitFor(),
  "/?q=zzzzzzqqqqqq&free=true&maxInputPrice=0&minContext=900000000": (page) => count(page).waitFor(),
  [`/services/${SERVICE}`]: (page) => page.getByRole("heading", { level: 2, name: /Prices|Preise/ }).waitFor(),
  "/no/such/page": (page) => page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" }),
};

describe.each(Object.entries(PAGES))("%s", (address, ready) => {
  test.each([
    1280, 320,
  ])("is accessible in dark and light, and does not scroll sideways, at %i pixels", async (width) => {
    const page = await at(address, { colorScheme: "light", viewport: { width, height: 800 } });
    await ready(page);
    expect(await violations(page), "light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await contrastViolations(page), "dark").toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

test("dark and light follow the system", async () => {
  const page = await at("/", { colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  await page.emulateMedia({ colorScheme: "light" });
  expect(await background()).not.toBe(dark);
});

test("German readers are spoken to in German, and the page says so", async () => {
  const page = await at(`/services/${SERVICE}`, { locale: "de-DE" });
  await page.getByRole("heading", { level: 2, name: "Preise" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("en");
  await page.getByRole("heading", { level: 2, name: "Prices" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
});

test("nothing jumps while the catalogue loads", async () => {
  const page = await at("about:blank");
  await page.addInitScript(() => {
    const shifts = window as unknown as { shifted: number };
    shifts.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.shifted += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${BASE_URL}/`);
  await page.getByRole("row").nth(2).waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);
});
