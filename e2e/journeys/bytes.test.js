// How much a telephone loads on its first visit, with nothing kept from before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { HER_HAND_IN, MARITAL_STATUS, WARD } from "../kit/story.js";

const BYTES_MAX = 50_000;
const REQUESTS_MAX = 6;

const stage = setStage();

test("every page of a citizen is at most 50 kB in six requests, all from here", async () => {
  const hoa = await stage.citizen();
  await hoa.begins(MARITAL_STATUS.id);
  const draft = hoa.where().replace(/\/case$/, "");
  await hoa.answersFromCase(HER_HAND_IN);
  const check = await weigh(`${draft}/check`);
  const { code, key } = await hoa.handsIn();
  const paths = [
    "/",
    "/procedures",
    "/procedures?q=khai+sinh",
    `/procedures/${MARITAL_STATUS.id}`,
    "/track",
    `/track?code=${code}`,
    `/receipt/${code}?key=${key}`,
    `/dossiers/${code}?key=${key}`,
    `/dossiers/${code}/withdraw?key=${key}`,
    "/help",
    "/scoreboard",
    `/scoreboard?unit=${WARD.code}&from=2025-08-01&to=2025-08-01`,
  ];
  const weighed = [check];
  for (const path of paths) weighed.push(await weigh(path));
  for (const page of ["case", "person", "form", "papers"]) {
    await hoa.begins(MARITAL_STATUS.id);
    if (page !== "case") {
      await hoa.saysWhere();
      await hoa.answers({ receiving: HER_HAND_IN.centre, helper: "nobody" });
      await hoa.goesOn();
    }
    if (page === "form" || page === "papers") {
      await hoa.answers(HER_HAND_IN.person);
      await hoa.goesOn();
    }
    if (page === "papers") await hoa.answersForm(HER_HAND_IN.form);
    weighed.push(await weigh(hoa.where()));
  }
  const faults = weighed.filter(({ bytes, requests }) => bytes > BYTES_MAX || requests > REQUESTS_MAX);
  assert.deepEqual(faults, []);
  for (const { path, hosts } of weighed) assert.deepEqual(hosts, [new URL(stage.origin).host], path);
});

/// Loads a page in a fresh window and counts what came over the wire.
async function weigh(path) {
  const page = await stage.window();
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const weighed = { path, bytes: 0, requests: 0, hosts: [] };
  wire.on("Network.requestWillBeSent", ({ request, redirectResponse }) => {
    const { host } = new URL(request.url);
    if (!request.url.startsWith("data:") && !weighed.hosts.includes(host)) weighed.hosts.push(host);
    weighed.requests += 1;
    weighed.bytes += redirectResponse?.encodedDataLength ?? 0;
  });
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => (weighed.bytes += encodedDataLength));
  const answer = await page.goto(path, { waitUntil: "load" });
  assert.equal(answer.status(), 200, path);
  await page.context().close();
  return weighed;
}
