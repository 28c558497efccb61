// Puts what came in place of what stood there. Whoever is in one of its fields stays
// in it, with what they have selected: typing on replaces the same letters.
function renew(old, fresh) {
  const { activeElement: left } = document;
  const { id, selectionStart: start, selectionEnd: end } = left;
  old.replaceChildren(...fresh.childNodes);
  const now = id && document.getElementById(id);
  if (!now || now === left) return;
  now.focus();
  // Fields of choices and of e-mail addresses know of no selection.
  if (typeof start === "number") now.setSelectionRange?.(start, end);
}

