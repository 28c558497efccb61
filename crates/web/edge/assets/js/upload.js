// Sends chosen files in pieces (tus 1.0), so that a cut network loses nothing: goes
// on by itself, also after the page was opened again. Without it the form sends
// whole files. A file input takes part when its form says for what:
// <form data-upload="draft=…">; what it says is read aloud from an aria-live line.
(() => {
  "use strict";
  const PIECE = 256 * 1024;
  const WAITS = [1, 2, 4, 8, 15, 30];
  const en = document.documentElement.lang === "en";
  const t = (vi, english) => (en ? english : vi);
  const b64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const wait = (seconds) =>
    new Promise((go) => {
      const done = () => (clearTimeout(timer), removeEventListener("online", done), go());
      const timer = setTimeout(done, seconds * 1000);
      addEventListener("online", done);
    });
  const ask = (url, method, headers = {}, body = undefined) =>
    fetch(url, { method, body, headers: { "Tus-Resumable": "1.0.0", Accept: "application/json", ...headers } });

  class Refused extends Error {}
  const sentence = async (answer) => {
    const said = await answer.json().catch(() => ({}));
    const first = (said.errors && said.errors[0]) || {};
    return said.sentence || first.message || first.detail || said.detail || said.title ||
      t("Tệp không được nhận.", "The file was not taken.");
  };

  // Tries until the network is back; what the server refuses is not tried again.
  async function untilSent(say, step) {
    for (let tries = 0; ; tries += 1) {
      let why = t("Mất mạng. Phần đã gửi vẫn được giữ; sẽ tự gửi tiếp.", "No network. What was sent is kept; it will go on by itself.");
      try {
        const answer = await step();
        if (answer.status < 500 && answer.status !== 429) return answer;
        if (answer.status === 507) throw new Refused(await sentence(answer));
        // The server is there and says what is not.
        if (answer.status === 503) why = await sentence(answer);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      say(why);
      await wait(WAITS[Math.min(tries, WAITS.length - 1)]);
    }
  }

  async function send(file, paper, owner, say) {
    const mark = `motcua-upload ${owner} ${paper} ${file.name} ${file.size} ${file.lastModified}`;
    let url = sessionStorage.getItem(mark);
    let offset = 0;
    if (url) {
      const head = await untilSent(say, () => ask(url, "HEAD"));
      if (head.ok) offset = Number(head.headers.get("Upload-Offset"));
      else url = null;
    }
    if (!url) {
      const said = { filename: file.name, paper, ...Object.fromEntries(new URLSearchParams(owner)) };
      const metadata = Object.entries(said).map(([name, value]) => `${name} ${b64(value)}`).join(",");
      const made = await untilSent(say, () =>
        ask("/uploads", "POST", { "Upload-Length": String(file.size), "Upload-Metadata": metadata }));
      if (made.status !== 201) throw new Refused(await sentence(made));
      url = made.headers.get("Location");
      sessionStorage.setItem(mark, url);
    }
    while (offset < file.size) {
      say(`${t("Đang gửi", "Sending")} ${file.name}: ${Math.floor((offset * 100) / file.size)} %`);
      const piece = file.slice(offset, offset + PIECE);
      const answer = await untilSent(say, async () => {
        try {
          return await ask(url, "PATCH", { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" }, piece);
        } catch (error) {
          // Cut in the middle: some of it may have come.
          const head = await ask(url, "HEAD");
          if (!head.ok) return head;
          return { status: 204, headers: head.headers };
        }
      });
      if (answer.status === 409) {
        const head = await untilSent(say, () => ask(url, "HEAD"));
        if (!head.ok) throw new Refused(await sentence(head));
        offset = Number(head.headers.get("Upload-Offset"));
        await wait(0.2);
      } else if (answer.status === 204) {
        offset = Number(answer.headers.get("Upload-Offset"));
      } else {
        sessionStorage.removeItem(mark);
        throw new Refused(await sentence(answer));
      }
    }
    const end = await untilSent(say, () => ask(url, "GET"));
    sessionStorage.removeItem(mark);
    // Taken, and handed in already from another tab.
    if (end.status === 404) return { name: file.name };
    const said = end.ok ? await end.json() : {};
    if (said.state !== "taken") throw new Refused(said.sentence || (await sentence(end)));
    return said;
  }

  // Puts the server's own list of the paper's files where it belongs.
  async function refresh(paper) {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const id = `files-${paper}`;
    const [now, then] = [page.getElementById(id), document.getElementById(id)];
    if (now && then) then.replaceWith(now);
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const owner = form.dataset.upload;
    let busy = 0;
    let pressed = null;
    // What was refused and not yet read: the form is not sent past it unnoticed.
    let refused = null;
    let line = Promise.resolve();
    for (const input of form.querySelectorAll('input[type="file"]:not([data-whole])')) {
      const paper = input.name.replace(/^paper\./, "");
      const live = document.createElement("p");
      live.className = "upload-line";
      live.setAttribute("aria-live", "polite");
      input.after(live);
      const take = (file) => async () => {
        const say = (text) => { if (live.textContent !== text) live.textContent = text; };
        try {
          const said = await send(file, paper, owner, say);
          if (said.token) {
            const kept = document.createElement("input");
            Object.assign(kept, { type: "hidden", name: `kept.${paper}`, value: said.token });
            input.after(kept);
          } else await refresh(paper);
          say(`${t("Đã nhận", "Received")} ${said.name}${said.size ? ` (${said.size})` : ""}.${said.doubts ? ` ${said.doubts}.` : ""}`);
        } catch (error) {
          pressed = null;
          // A line of its own, so that the next file does not talk over it.
          const no = document.createElement("p");
          no.className = "upload-line error";
          no.setAttribute("role", "alert");
          no.textContent = error.message.includes(file.name) ? error.message : `${file.name}: ${error.message}`;
          live.before(no);
          refused ??= no;
          say("");
        }
        busy -= 1;
        if (busy === 0 && pressed) form.requestSubmit(pressed);
      };
      input.addEventListener("change", () => {
        for (const no of live.parentElement.querySelectorAll(".upload-line.error")) {
          if (refused === no) refused = null;
          no.remove();
        }
        for (const file of input.files) {
          busy += 1;
          line = line.then(take(file));
        }
        // They are on their way: the form must not send them once more.
        input.value = "";
      });
    }
    form.addEventListener("submit", (event) => {
      if (busy === 0 && !refused) return;
      event.preventDefault();
      if (refused) {
        refused.tabIndex = -1;
        refused.focus();
        refused = null;
        return;
      }
      pressed = event.submitter || form.querySelector("button");
    });
    addEventListener("beforeunload", (event) => { if (busy > 0) event.preventDefault(); });
  }
})();
