// What officers do at their desks.

import assert from "node:assert/strict";
import { Person } from "./person.js";

const PASSWORD = "mot-cua";

/// Somebody at a desk.
export class Officer extends Person {
  /// Signs in, and comes to the page where the own work begins: that of a helper at a
  /// point is the list of the people helped, that of a keeper of accounts the staff.
  async signsIn(id) {
    await this.goes("/officer/sign_in");
    await this.sees("sign in");
    await this.page.locator("input#id").fill(id);
    await this.page.locator("input#password").fill(PASSWORD);
    await this.pressesEnter();
    await this.sees(`work of ${id.split(/[.0-9]/)[0]}`);
    const homes = { diem: "/officer/helped", quantri: "/manage/staff" };
    assert.equal(this.where(), homes[id.split(".")[0]] ?? "/officer/work");
  }

  /// Finds the dossier in the work list, as it stands open on the desk.
  async findsOnDesk(code, part) {
    await this.goes(part ? `/officer/work?part=${part}` : "/officer/work");
    await this.sees(`work list ${part ?? ""}`, code);
    await this.follows(code);
    await this.sees("dossier", code);
  }

  /// Opens the page of an act from the page of the dossier.
  async opens(verb, code) {
    await this.goes(`/officer/dossiers/${code}`);
    await this.arrives(() => this.page.locator(`main a[href$="/officer/dossiers/${code}/${verb}"]`).first().click());
    await this.sees(`act ${verb}`, code);
  }

  /// Sends the page of an act.
  async sends(answers = {}) {
    await this.answers(answers);
    await this.arrives(() => this.page.locator("main form .button-row button:not(.secondary)").last().click());
  }

  /// Does an act with these answers.
  async does(verb, code, answers = {}) {
    await this.opens(verb, code);
    await this.sends(answers);
    assert.equal(this.where(), `/officer/dossiers/${code}`, `${verb}: ${await this.reads()}`);
    await this.sees(`dossier after ${verb}`);
  }

  accepts(code) {
    return this.does("accept", code);
  }

  forwards(code, note = "") {
    return this.does("forward", code, { note });
  }

  asksSupplement(code, why) {
    return this.does("ask_supplement", code, { items: why });
  }

  approves(code) {
    return this.does("decide", code, { outcome: "approved" });
  }

  issues(code) {
    return this.does("issue", code, { number: "125/QĐ-UBND" });
  }

  returnsResult(code) {
    return this.does("return_result", code, { how: "counter" });
  }

  /// The text of a file on the page that changes the catalogue.
  textOf(path) {
    return this.page.locator(".sheet", { has: this.page.locator(`input[value="${path}"]`) }).locator("textarea");
  }

  /// Edits a file there and asks for it to be checked.
  async edits(path, edit) {
    const box = this.textOf(path);
    await box.fill(edit(await box.inputValue()));
    await this.presses(/^Kiểm tra/);
  }

  /// Opens every row of a procedure's fields.
  async opensRows() {
    await this.page.locator("main details.edit-row").evaluateAll((rows) => rows.forEach((row) => (row.open = true)));
  }

  /// Opens the row of a procedure's fields in which this box is, as whoever sees it does.
  async opensRow(box) {
    await this.page.locator("main details.edit-row").filter({ has: this.page.locator(`[name="${box}"]`) }).locator("summary").click();
  }

  /// Puts what was checked into force.
  async putsIntoForce(reason) {
    await this.answers({ reason });
    await this.presses(/^Đưa vào áp dụng/);
  }
}
