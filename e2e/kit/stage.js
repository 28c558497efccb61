// Server, browser and people of one test file, and their end.

import { after, before } from "node:test";
import { openWindow, startBrowser } from "./browser.js";
import { Citizen } from "./citizen.js";
import { Officer } from "./officer.js";
import { startServer } from "./server.js";

/// Call at the top of a test file. People come with a window each, with
/// scripts where `eyes` look at every page; `host` is the name by which the
/// server is called, ending in `.test`.
export function setStage({ eyes, host } = {}) {
  const stage = {
    async window(options) {
      return openWindow(stage.browser, stage.origin, { scripts: Boolean(eyes), ...options });
    },
    async citizen(options) {
      return new Citizen(await stage.window(options), eyes);
    },
    /// An officer who has signed in.
    async officer(id, options) {
      const officer = new Officer(await stage.window(options), eyes);
      await officer.signsIn(id);
      return officer;
    },
  };
  before(async () => {
    stage.server = await startServer();
    stage.origin = host ? `http://${host}:${stage.server.port}` : stage.server.origin;
    stage.browser = await startBrowser();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.server?.stop();
  });
  return stage;
}
