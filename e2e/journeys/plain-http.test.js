// An office network without HTTPS, or a telephone of ten years: the browser sends
// no Sec-Fetch headers, and says only from which origin a form comes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "../kit/stage.js";
import { DESKS, HER_HAND_IN, MARITAL_STATUS } from "../kit/story.js";

const stage = setStage({ host: "mot-cua.test" });

test("over plain HTTP a citizen hands in and an officer accepts", async () => {
  const hoa = await stage.citizen();
  const [form] = await Promise.all([
    hoa.page.waitForRequest((request) => request.method() === "POST"),
    hoa.begins(MARITAL_STATUS.id),
  ]);
  const headers = await form.allHeaders();
  assert.equal(headers["sec-fetch-site"], undefined, "this browser does not say where a form comes from");
  assert.equal(headers.referer === undefined || new URL(headers.referer).host === new URL(form.url()).host, true);
  await hoa.answersFromCase(HER_HAND_IN);
  const { code } = await hoa.handsIn();
  const lan = await stage.officer(DESKS.reception);
  await lan.accepts(code);
});

test("a page of another site cannot send our forms", async () => {
  const lan = await stage.officer(DESKS.reception);
  await lan.page.context().route("http://elsewhere.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${stage.origin}/officer/sign_out"><button>Win a prize</button></form>`,
    }),
  );
  await lan.goes("http://elsewhere.test/");
  await lan.arrives(() => lan.page.getByRole("button").click());
  assert.equal(lan.status, 403);
  await lan.goes("/officer/work");
  assert.equal(lan.where(), "/officer/work", "she is still signed in");
});
