// Saves what is typed on a page of a draft: a few seconds after typing stops, and
// on leaving. Without it nothing is lost but what was typed since the last page.
(() => {
  const form = document.querySelector("form[data-save]");
  const line = document.getElementById("saved");
  if (!form || !line || !window.fetch) return;
  // The draft holds what was typed, also of a form that was refused: Back shows the page
  // anew instead of asking whether to send the form again.
  history.replaceState(null, "", location.href);
  const PAUSE_MS = 3000;
  const AGAIN_MS = 10000;
  let waiting = 0;
  let dirty = false;
  let sent = Promise.resolve();
  // The boxes that were there before others came; null once one of the others was touched.
  let before = null;

  function count() {
    const { nth } = form.elements;
    nth.value = Number(nth.value) + 1;
  }

  function fields() {
    count();
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") fields.append(name, value);
    });
    return fields;
  }

  // One after the other, so that the newest is the last.
  function save() {
    clearTimeout(waiting);
    sent = sent.then(send);
    return sent;
  }

  async function send() {
    if (!dirty) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        body: fields(),
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      const told = await answer.json();
      if (!told.said) throw new Error(answer.status);
      if (told.seen) form.elements.seen.value = told.seen;
      line.textContent = told.said;
    } catch {
      dirty = true;
      line.textContent = form.dataset.unsaved;
    }
    if (dirty) waiting = setTimeout(save, AGAIN_MS);
  }

  // What else is asked depends on this answer, and the server knows the rule.
  async function askAnew() {
    dirty = true;
    await save();
    const answer = await fetch(location.pathname + location.search);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("form[data-save]");
    // What was typed meanwhile must not be lost.
    if (dirty || !fresh) return;
    const { asked } = form.elements;
    before ??= new Set([...form.elements].map((box) => box.name));
    renew(form, fresh);
    // Going on without having touched what came asks for it; it is no mistake yet.
    const now = form.elements.asked;
    if (!asked || !now || ![...form.elements].some((box) => !before.has(box.name))) return;
    form.dataset.asked = now.value;
    now.value = asked.value;
    line.textContent = form.dataset.more;
  }

  form.addEventListener("input", ({ target }) => {
    if (before && !before.has(target.name)) {
      before = null;
      form.elements.asked.value = form.dataset.asked;
    }
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(waiting);
    count();
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-again]")) askAnew().catch(() => {});
  });
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
})();
