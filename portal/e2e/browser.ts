import { existsSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The server under test; it has at least the service that {@link SERVICE} names, callable, with a price. */
export const BASE_URL = process.env.PORTAL_URL ?? "";

/** `provider/service` of a callable chat service. */
export const SERVICE = process.env.E2E_SERVICE ?? "demo/echo-chat";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Rules of axe that the portal holds on every page: WCAG 2.0 to 2.2, A and AA. */
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`There is no browser at ${CHROMIUM}. Install Debian's package chromium, or set CHROMIUM.`);
  }
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page in its own profile, and all that went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings on the console, uncaught exceptions, failed requests, requests that left the server. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: BASE_URL,
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = listen(page);
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A search that is overtaken by the next letter is cancelled on purpose.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(BASE_URL)) {
      complaints.push(`left the server: ${request.url()}`);
    }
  });
  return complaints;
}

/** What axe finds, one line per place; empty when the page is accessible. */
export function violations(page: Page): Promise<string[]> {
  return analyse(new AxeBuilder({ page }).withTags(STANDARDS));
}

/** The part of {@link violations} that the colour scheme can change. */
export function contrastViolations(page: Page): Promise<string[]> {
  return analyse(new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
}

async function analyse(axe: AxeBuilder): Promise<string[]> {
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}`));
}

/** How far the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
