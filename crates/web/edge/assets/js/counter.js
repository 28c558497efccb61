// The counter without a mouse. Everything here works without it; with it nothing
// that was typed is lost when a card is scanned, and dropped scans send themselves.

const main = document.querySelector("form.counter");
const scan = document.querySelector("form.card-scan");

// A card is scanned in a form of its own: what stands in the large one comes along.
scan?.addEventListener("submit", () => {
  for (const old of scan.querySelectorAll("[data-brought]")) old.remove();
  for (const [name, value] of new FormData(main)) {
    if (typeof value !== "string") continue;
    const there = scan.elements.namedItem(name);
    if (there) {
      there.value = value;
      continue;
    }
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.brought = "";
    scan.append(field);
  }
});

// Enter in a box goes on to the next one: a dossier is received by its button or its key.
main?.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "Enter" || target.localName !== "input" || ["file", "checkbox", "radio"].includes(target.type)) return;
  event.preventDefault();
  const boxes = [...main.elements].filter((box) => box.type !== "hidden" && box.offsetParent && !box.disabled);
  boxes[boxes.indexOf(target) + 1]?.focus();
});

// A pile of scans is sorted at once.
const pile = document.getElementById("paper.scans");
pile?.addEventListener("change", () => pile.files.length && main.requestSubmit());
main?.addEventListener("dragover", (event) => event.preventDefault());
main?.addEventListener("drop", (event) => {
  if (!pile || !event.dataTransfer.files.length || event.target.type === "file") return;
  event.preventDefault();
  pile.files = event.dataTransfer.files;
  main.requestSubmit();
});

// Where an answer brings up more questions, they come at once; files stay where they are.
function answers() {
  const typed = [...new FormData(main)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams([...typed, ["do", "ask"]]);
}

async function askAnew() {
  const sent = answers();
  const answer = await fetch(main.action, { method: "POST", body: sent }).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("declaration");
  if (!fresh) return;
  // What was typed meanwhile must not be lost: it is asked about as well.
  if (answers().toString() !== sent.toString()) await askAnew();
  else renew(document.getElementById("declaration"), fresh);
}

main?.addEventListener("change", ({ target }) => target.closest("#declaration [data-again]") && askAnew());
