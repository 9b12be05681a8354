/* Comfort of the slip: the draft that became this case is forgotten, Enter prints, the
   roll of a receipt printer ends where the text ends. */

const DRAFT = "bancheng-draft";
const AT_ONCE = "bancheng-print-at-once";

const sheet = document.querySelector(".sheet");
const button = document.getElementById("print");
const filed = document.getElementById("filed")?.dataset.filed;

if (filed && read(DRAFT)?.key === filed) keep(DRAFT, null);
if (sheet?.classList.contains("receipt")) cutTheRoll();
button.hidden = false;
button.addEventListener("click", () => window.print());
if (filed) button.focus();
offerAtOnce();

/* A page of paper has a fixed height in a style sheet; a roll is cut after the text. */
function cutTheRoll() {
  const rules = document.styleSheets[0];
  const millimetres = Math.ceil((sheet.scrollHeight / 96) * 25.4) + 4;
  rules.insertRule(`@page receipt { size: 80mm ${millimetres}mm; margin: 0; }`, rules.cssRules.length);
}

/* Printed once for each filing: not again when the page is opened a second time. */
function offerAtOnce() {
  const tick = document.getElementById("at-once");
  tick.parentElement.hidden = false;
  tick.checked = Boolean(read(AT_ONCE));
  tick.addEventListener("change", () => keep(AT_ONCE, tick.checked ? { printed: filed } : null));
  if (!filed || !tick.checked || read(AT_ONCE).printed === filed) return;
  keep(AT_ONCE, { printed: filed });
  window.print();
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* a closed store: the page works without it */ }
}
