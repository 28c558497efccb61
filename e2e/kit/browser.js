// One real Chromium for a test file, and windows in it.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const STEP_MS_MAX = 10_000;

/// Starts the browser. `CHROMIUM` says which; without it the usual places are tried.
export function startBrowser() {
  const executablePath = process.env.CHROMIUM || PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error(`no Chromium in ${PLACES.join(", ")}: set CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Names of the kind that a network gives to its own machines.
      "--host-resolver-rules=MAP *.test 127.0.0.1",
    ],
  });
}

/// A window of its own, with its own cookies. Scripts are off unless asked for:
/// every page has to be complete without them.
export async function openWindow(browser, origin, { scripts = false, width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: scripts,
    bypassCSP: scripts,
    viewport: { width, height },
    locale: "vi-VN",
  });
  context.setDefaultTimeout(STEP_MS_MAX);
  return context.newPage();
}
