// Saves what is typed on a page of a draft: a few seconds after typing stops, and
// on leaving. Without it nothing is lost but what was typed since the last page.
(() => {
  const form = document.querySelector("form[data-save]");
  const line = document.getElementById("saved");
  if (!form || !line || !window.fetch) return;
  const PAUSE_MS = 3000;
  const AGAIN_MS = 10000;
  let waiting = 0;
  let dirty = false;
  let sending = false;
  const { nth, seen } = form.elements;

  function fields() {
    nth.value = Number(nth.value) + 1;
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") fields.append(name, value);
    });
    return fields;
  }

  async function save() {
    clearTimeout(waiting);
    if (!dirty || sending) return;
    dirty = false;
    sending = true;
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        body: fields(),
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      const told = await answer.json();
      if (!told.said) throw new Error(answer.status);
      if (told.seen) seen.value = told.seen;
      line.textContent = told.said;
    } catch {
      dirty = true;
      line.textContent = form.dataset.unsaved;
    }
    sending = false;
    if (dirty) waiting = setTimeout(save, AGAIN_MS);
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(waiting);
    nth.value = Number(nth.value) + 1;
  });
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
})();
