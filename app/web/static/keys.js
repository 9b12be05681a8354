/* Keys for lists and pages, for who is signed in; each can be turned off in the account.

   ? what keys there are    / search    n new    j k next and previous row
   Enter what the row asks for    o its case    x its tick    b what is done to the ticked */

const NOT_HERE = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";
const { help, search, first } = document.querySelector("[data-keys]")?.dataset ?? {};

if (help) document.addEventListener("keydown", onKey);

function onKey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(NOT_HERE)) return;
  const act = ACTS[event.key];
  if (act && act(event) !== false) event.preventDefault();
}

const ACTS = {
  "?": () => showHelp(),
  "/": () => goTo(search),
  n: () => goTo(first),
  j: () => move(1),
  k: () => move(-1),
  o: () => click(".c-no a"),
  e: () => click(".c-do a, .c-do button.word, .c-no a"),
  x: () => click("input[type=checkbox]"),
  b: () => document.querySelector("[data-key=b]")?.click() ?? false,
};

function goTo(address) {
  if (!address) return false;
  location.assign(address);
}

/* --- rows ----------------------------------------------------------------------------- */

function rows() {
  return [...document.querySelectorAll("main table.t tbody tr")].filter((row) => row.offsetParent && row.querySelector("a, button"));
}

function current() {
  return document.querySelector("tr.at-row");
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  current()?.classList.remove("at-row");
  next.classList.add("at-row");
  (next.querySelector(".c-do a, .c-do button.word") ?? next.querySelector("a, button")).focus();
  next.scrollIntoView({ block: "nearest" });
}

function click(what) {
  const found = current()?.querySelector(what);
  if (!found) return false;
  found.click();
}

/* --- which keys there are --------------------------------------------------------------- */

async function showHelp() {
  let page;
  try {
    page = new DOMParser().parseFromString(await (await fetch(help)).text(), "text/html");
  } catch {
    return;
  }
  const keys = page.getElementById("keys");
  if (!keys) return;
  const dialog = document.createElement("dialog");
  dialog.className = "keys-help";
  dialog.setAttribute("aria-labelledby", "keys-head");
  dialog.append(keys);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
