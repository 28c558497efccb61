// What a citizen does, and whoever reads the public pages.

import assert from "node:assert/strict";
import { Person } from "./person.js";
import { WARD } from "./story.js";

/// Somebody who needs a paper.
export class Citizen extends Person {
  /// From the home page, with the words that come to mind, to the procedure.
  async finds(words, procedure) {
    await this.goes("/");
    await this.sees("home");
    await this.page.getByRole("searchbox").fill(words);
    await this.presses("Tìm thủ tục");
    await this.sees("procedures found", procedure);
    await this.follows(procedure);
    await this.sees("procedure", procedure);
  }

  /// Opens the first question about a procedure.
  async begins(procedure) {
    await this.goes(`/procedures/${procedure}`);
    await this.presses("Nộp hồ sơ trực tuyến");
    await this.sees("submit case");
  }

  /// Says of every place that decides who is competent that it is the ward of the story.
  async saysWhere(ward = WARD.fullName) {
    const boxes = await this.page.locator('main input[name^="place."][type=text]').all();
    for (const box of boxes) await box.fill(ward);
  }

  /// Goes through all questions up to the page where everything is checked.
  async answersFromCase({ centre, person, form = {}, papers }) {
    await this.saysWhere();
    await this.answers({ receiving: centre, helper: "nobody" });
    await this.goesOn();
    await this.sees("submit person");
    await this.answers(person);
    await this.goesOn();
    await this.answersForm(form);
    await this.sees("submit papers");
    await this.answers(papers);
    await this.goesOn();
    await this.sees("submit check");
  }

  /// Answers the pages of the procedure's own form, one after another. A page comes
  /// back when an answer has brought up more questions.
  async answersForm(answers) {
    for (let pages = 0; /\/form\//.test(this.where()); pages += 1) {
      assert.ok(pages < 12, `the form never ends: ${this.where()}`);
      await this.sees(`submit ${this.where().split("/").slice(3).join(" ")}`);
      const asked = await this.page.locator("main [name]").evaluateAll((all) => all.map((each) => each.name));
      await this.answers(Object.fromEntries(Object.entries(answers).filter(([name]) => asked.includes(name))));
      await this.goesOn();
    }
  }

  /// From the page where everything is checked to one question and back.
  async changes(field, answers) {
    await this.arrives(() => this.page.locator(`main a[href*="from=check"][href$="#${field}"]`).click());
    const inView = this.page.locator(`[id="${field}"]:focus, [id="${field}"]:target`);
    assert.equal(await inView.count(), 1, `${field} is in view`);
    await this.answers(answers);
    await this.goesOn();
    assert.match(this.where(), /\/check$/);
  }

  /// The button that goes on.
  mainButton() {
    return this.page.locator("main form:not([role=search]) .button-row button:not(.secondary)").first();
  }

  async goesOn() {
    await this.arrives(() => this.mainButton().click());
  }

  /// Presses the last button; gives the code and the secret of the receipt.
  async handsIn() {
    await this.goesOn();
    const text = await this.sees("receipt before acceptance");
    const { pathname, searchParams } = new URL(this.page.url());
    const code = decodeURIComponent(pathname.split("/").pop());
    assert.ok(text.includes(code), "the receipt shows its code");
    return { code, key: searchParams.get("key"), text };
  }

  /// From the dossier's own page: sends what was asked for.
  async supplements(papers) {
    await this.follows(/^Bổ sung hồ sơ/);
    await this.sees("supplement");
    await this.answers(papers);
    await this.goesOn();
    await this.sees("own dossier supplemented");
  }

  /// On the page of the papers: opens an earlier dossier with its receipt.
  async opensEarlier(code, key) {
    const isOpen = await this.page.locator("details#reuse").evaluate((details) => details.open);
    if (!isOpen) await this.page.locator("#reuse summary").click();
    await this.answers({ code, key });
    await this.presses("Mở hồ sơ này");
  }

  /// With the code alone, as everybody may.
  async tracks(code) {
    await this.goes("/track");
    await this.sees("tracking form");
    await this.page.locator("#code").fill(code);
    await this.presses("Xem tiến độ");
  }

  /// With the secret of the receipt.
  async opensWithSecret(code, key) {
    await this.goes(`/track?code=${code}`);
    await this.page.locator("#key").fill(key);
    await this.presses("Xem hồ sơ");
  }

  /// The board's figures by what they count, each with its numbers.
  figures() {
    return this.page.locator(".rate").evaluateAll((tiles) =>
      Object.fromEntries(
        tiles.map((tile) => {
          const links = [...tile.querySelectorAll("a[href*='of=']")];
          return [new URL(links[0].href).searchParams.get("of"), links.map((link) => link.innerText)];
        }),
      ),
    );
  }

  /// From a number of the board to the dossiers behind it.
  async followsFigure(counted) {
    await this.arrives(() => this.page.locator(`.rate a[href*="of=${counted}&"]`).first().click());
  }
}
