// Anybody in front of a browser. What people do is said in the words of the
// product: follows a link, answers, presses a button, sees.

import assert from "node:assert/strict";

export class Person {
  /// `eyes` look at every page that the person names with `sees`.
  constructor(page, eyes) {
    this.page = page;
    this.eyes = eyes;
    this.status = 0;
    this.broken = [];
    page.on("response", (response) => {
      const isDocument = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
      if (isDocument && response.status() !== 303) this.status = response.status();
      if (response.status() >= 500) this.broken.push(`${response.status()} ${response.url()}`);
    });
    // Refused inline styles and scripts, blocked forms: the policy is part of the page.
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) this.broken.push(message.text());
    });
    page.on("pageerror", (error) => this.broken.push(error.message));
  }

  async goes(path) {
    await this.page.goto(path);
    await this.settles();
  }

  /// Does what leads to another page and waits until that is there.
  async arrives(act) {
    const there = this.page.waitForEvent("load");
    await Promise.all([there, act()]);
    await this.settles();
  }

  /// A browser gives the first field its focus with the next frame, after the page is there.
  async settles() {
    const isSettled = () => {
      const asksForFocus = document.querySelector("[autofocus]") && !location.hash;
      return !asksForFocus || document.activeElement !== document.body;
    };
    // A busy machine draws no frame for a long time.
    await this.page.waitForFunction(isSettled, null, { timeout: 60_000 });
  }

  async follows(name) {
    await this.arrives(() => this.page.getByRole("main").getByRole("link", { name }).first().click());
  }

  async presses(name) {
    await this.arrives(() => this.page.getByRole("main").getByRole("button", { name }).first().click());
  }

  /// Two clicks as fast as a finger, over a network that sends the form twice, both
  /// at once, because a browser keeps back the second one when it can. Gives where
  /// each sending led.
  async pressesTwice(button) {
    const led = [];
    const twice = async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      const other = route.fetch({ maxRedirects: 0 });
      await route.continue();
      led.push((await other).headers().location);
    };
    await this.page.route("**", twice);
    await this.arrives(() => button.dblclick({ noWaitAfter: true }));
    await this.page.unrouteAll({ behavior: "wait" });
    return [...led, this.page.url()].map((url) => new URL(url, this.page.url()).pathname);
  }

  /// The Enter key, in a form or on a link.
  async pressesEnter() {
    await this.arrives(() => this.page.keyboard.press("Enter"));
  }

  async goesBack() {
    await this.arrives(() => this.page.goBack());
  }

  /// Fills in a form: fields by their names, each as its kind asks.
  async answers(answers) {
    for (const [name, value] of Object.entries(answers)) {
      const field = this.page.locator(`main [name="${name}"]:not([type=hidden])`);
      const kind = await field.first().evaluate((element) => element.type);
      if (kind === "radio") await this.page.locator(`main [name="${name}"][value="${value}"]`).check();
      else if (kind === "checkbox") await field.setChecked(value);
      else if (kind === "file") await field.setInputFiles(value);
      else if (kind === "select-one") await field.selectOption(value);
      else await field.fill(value);
    }
  }

  /// What stands in the fields with these names.
  async typed(...names) {
    const values = {};
    for (const name of names) values[name] = await this.page.locator(`main [name="${name}"]`).first().inputValue();
    return values;
  }

  /// The words of the page's content.
  async reads() {
    return (await this.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
  }

  /// Finds these words on the page; `name` names page and state for the eyes.
  async sees(name, ...words) {
    const text = await this.reads();
    for (const word of words) {
      assert.ok(
        word instanceof RegExp ? word.test(text) : text.includes(word),
        `${name}: “${word}” is not on ${this.page.url()}:\n${text}`,
      );
    }
    assert.deepEqual(this.broken, [], `${name}: something broke`);
    await this.eyes?.look(this.page, name);
    return text;
  }

  /// Does not find these words anywhere in the page, not even hidden.
  async seesNothingOf(...words) {
    const html = await this.page.content();
    for (const word of words) assert.ok(!html.includes(word), `“${word}” is on ${this.page.url()}`);
  }

  /// A form that was refused: the same page again with this status, the title
  /// says so, the summary comes first and leads to each field, the field says it.
  async isRefused(name, status, fields) {
    await this.sees(name);
    assert.equal(this.status, status, `${name}: status`);
    assert.match(await this.page.title(), /^(Lỗi|Error): /, `${name}: title`);
    const links = await this.page.locator(".error-summary a").evaluateAll((all) => all.map((each) => each.hash));
    const ids = links.map((hash) => decodeURIComponent(hash.slice(1)));
    assert.deepEqual(ids, fields, `${name}: the summary leads to what is wrong, in the order of the page`);
    for (const id of ids) {
      const field = this.page.locator(`[id="${id}"]`);
      const error = this.page.locator(`[id="${id}-error"]`);
      assert.ok(await field.count(), `${name}: there is a field ${id}`);
      assert.ok((await error.innerText()).trim(), `${name}: ${id} says what is wrong`);
      const describes = await field.evaluate((element) => {
        const told = [element, element.closest("fieldset")].map((each) => each?.getAttribute("aria-describedby") ?? "");
        return told.join(" ").split(" ").includes(`${element.id}-error`);
      });
      assert.ok(describes, `${name}: the error belongs to ${id} for a screen reader too`);
    }
  }

  /// The field that has the focus, by its id.
  focus() {
    return this.page.evaluate(() => document.activeElement.id);
  }

  /// Presses Tab until the focus is where `found` says. Whoever needs more than a
  /// hundred presses has given up.
  async tabsTo(found, wanted) {
    for (let presses = 0; presses < 100; presses += 1) {
      await this.page.keyboard.press("Tab");
      const focused = await this.page.evaluateHandle(() => document.activeElement);
      if (await focused.evaluate(found, wanted)) return;
    }
    assert.fail(`Tab never reached it: ${found}`);
  }

  /// Whoever uses the keyboard sees where they are.
  async seesTheFocus() {
    const rings = await this.page.evaluate(() => {
      const marks = [document.activeElement, document.activeElement.labels?.[0]].filter(Boolean);
      const styles = marks.map((mark) => getComputedStyle(mark));
      return styles.map((style) => (style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth)));
    });
    assert.ok(Math.max(...rings) >= 2, "the focus has a visible ring");
  }

  /// Alt with a letter or digit, as the page says beside its buttons, that leads on.
  async pressesKey(sign, path) {
    await this.arrives(() => this.holdsAltAnd(sign));
    assert.ok(this.where().startsWith(path), `Alt ${sign} leads to ${this.where()}`);
  }

  /// The same where one stays on the page: to a field, or to tick a box.
  async holdsAltAnd(sign) {
    // The keyboard of the driver sends no text with Alt, and access keys go by text.
    const wire = await this.page.context().newCDPSession(this.page);
    const ALT = 1;
    const upper = sign.toUpperCase();
    const name = /\d/.test(sign) ? `Digit${sign}` : `Key${upper}`;
    const code = { code: name, windowsVirtualKeyCode: upper.charCodeAt(0) };
    const key = { modifiers: ALT, key: sign, text: sign, unmodifiedText: sign, ...code };
    await this.page.keyboard.down("Alt");
    await wire.send("Input.dispatchKeyEvent", { type: "keyDown", ...key });
    await wire.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    await this.page.keyboard.up("Alt");
    await wire.detach();
  }

  /// Where one is: the path without what follows it.
  where() {
    return new URL(this.page.url()).pathname;
  }
}
