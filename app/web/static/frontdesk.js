/* Comfort of the front desk: live search, a card that follows, a draft on this machine.
   Every task can be done without it: each button sends the whole form. */

const KEY = "bancheng-draft";
const EVERY = 4000;
const TEXT_PAUSE = 500;
const WHOLE_PHONE = 10;
const KEPT_FOR = 12 * 3600 * 1000; // a draft names a person: it does not outlive the day
const PARTS = ["part-matter", "part-answer", "part-side", "part-acts", "part-ready"];
const OWN = ["csrf_token", "filing_key"];

const form = document.querySelector("form.intake");
const byId = (id) => document.getElementById(id);

if (form) {
  document.documentElement.classList.add("scripted");
  form.autocomplete = "off"; // who goes back is offered the whole draft, not some of its fields
  const facts = byId("said").dataset;
  keepDraft(facts);
  followChoices();
  followText();
  searchLive(facts.matters);
  sendByKey();
  sendAfterAnswers();
}

/* --- the card follows --------------------------------------------------------------- */

function followChoices() {
  form.addEventListener("change", (event) => {
    const name = event.target.name;
    if (["ticket_class", "department", "assisting", "phone", "name"].includes(name)) refresh("recount");
    if (name === "exclusion") refresh("ready");
  });
  form.addEventListener("click", (event) => {
    const hit = event.target.closest("#hits button");
    const route = event.target.closest("#routes button");
    if (!hit && !route) return;
    event.preventDefault();
    if (hit) pick(hit.value);
    else refresh(route.value);
  });
}

/* While no matter is chosen, what is taken down proposes the department; a whole telephone
   number shows the cases of the person before anything is sent. */
function followText() {
  let timer;
  form.addEventListener("input", (event) => {
    if (!["text", "phone"].includes(event.target.id) || event.isComposing) return;
    if (event.target.id === "phone" && event.target.value.replace(/\D/g, "").length < WHOLE_PHONE) return;
    clearTimeout(timer);
    timer = setTimeout(() => { if (event.target.id === "phone" || !form.elements.matter_code.value) refresh("recount"); }, TEXT_PAUSE);
  });
}

async function pick(act) {
  if (await refresh(act)) form.elements.name.focus();
}

/* One after the other: an answer must know what the one before it put in place. */
let line = Promise.resolve();
let waiting = 0;
let latest = 0;

function refresh(act) {
  const turn = ++latest;
  waiting += 1;
  const isStale = () => act === "recount" && turn !== latest;
  line = line.then(() => (isStale() ? false : ask(act, isStale))).finally(() => { waiting -= 1; });
  return line;
}

/* A fragment would take the focus away from where the answer wants it. What is sent off waits for answers under way, so that a matter just picked is in it. */
function sendAfterAnswers() {
  form.addEventListener("submit", (event) => {
    event.submitter?.removeAttribute("formaction");
    if (!waiting) return;
    event.preventDefault();
    const value = event.submitter?.value;
    line.then(() => {
      const button = [...form.querySelectorAll("button[name=act]")].find((one) => one.value === value);
      form.requestSubmit(button);
    });
  });
}

/* Sends the form as its button would, and puts in place what the answer says. */
async function ask(act, isStale) {
  const data = new URLSearchParams(new FormData(form));
  data.set("act", act);
  let page;
  try {
    const answer = await fetch(form.action || location.pathname, { method: "POST", body: data });
    if (answer.status === 401) say("ended");
    if (!answer.ok) return false;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    say("offline");
    return false;
  }
  if (isStale() || !page.querySelector("form.intake")) return false;
  const held = document.activeElement?.id;
  for (const id of PARTS) {
    const [old, fresh] = [byId(id), page.getElementById(id)];
    if (old && fresh && !old.isEqualNode(fresh)) replacePart(old, fresh, act === "recount");
  }
  for (const input of page.querySelectorAll("form.intake > input[type=hidden], form.intake > div > input[type=hidden]")) {
    const own = form.elements[input.name];
    if (own && !OWN.includes(input.name)) own.value = input.value;
  }
  if (held && document.activeElement === document.body) byId(held)?.focus();
  return true;
}

/* What is typed meanwhile stays: only an untouched field takes the answer's value. */
function replacePart(old, fresh, staysOpen) {
  const typing = document.activeElement;
  const keeps = old.contains(typing) && typing.matches("input, textarea, select") ? [typing.id, typing.value, typing.selectionStart ?? null] : null;
  const open = new Set([...old.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
  for (const summary of fresh.querySelectorAll("details > summary")) {
    if (staysOpen && open.has(summary.textContent)) summary.parentElement.open = true;
  }
  for (const one of fresh.querySelectorAll("[autofocus]")) one.removeAttribute("autofocus");
  old.replaceWith(fresh);
  if (!keeps) return;
  const again = byId(keeps[0]);
  if (!again) return;
  again.value = keeps[1];
  again.focus();
  if (keeps[2] !== null && again.setSelectionRange) again.setSelectionRange(keeps[2], keeps[2]);
}

/* --- live search -------------------------------------------------------------------- */

function searchLive(address) {
  let timer;
  let composing = false;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(address), 180);
  };
  form.addEventListener("compositionstart", () => { composing = true; });
  form.addEventListener("compositionend", (event) => {
    composing = false;
    if (event.target.id === "matter") soon();
  });
  form.addEventListener("input", (event) => {
    if (event.target.id === "matter" && !composing) soon();
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.id === "matter" && !event.isComposing) walk(event);
  });
}

async function search(address) {
  const words = byId("matter").value.trim();
  if (words === form.elements.matter_words.value && words) return;
  let hits = [];
  try {
    const answer = await fetch(`${address}?words=${encodeURIComponent(words)}`);
    if (answer.redirected) return say("ended");
    if (!answer.ok) return;
    hits = await answer.json();
  } catch {
    return say("offline");
  }
  if (words !== byId("matter").value.trim()) return;
  if (hits.length) show(hits);
  else refresh("recount");
}

function show(hits) {
  const list = document.createElement("ul");
  list.className = "hits";
  list.id = "hits";
  for (const [index, hit] of hits.entries()) {
    const button = document.createElement("button");
    button.type = "submit";
    button.name = "act";
    button.value = `pick:${hit.code}`;
    button.append(piece("", hit.name), piece("why", hit.why), text("dep", hit.department), text("lim", hit.limits));
    const row = document.createElement("li");
    if (index === 0) row.className = "first";
    row.append(button);
    list.append(row);
  }
  byId("hits").replaceWith(list);
}

function piece(name, pieces) {
  const span = document.createElement("span");
  if (name) span.className = name;
  for (const [word, marked] of pieces) {
    const part = document.createElement(marked ? "mark" : "span");
    part.textContent = word;
    span.append(part);
  }
  return span;
}

function text(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}

/* Down goes into the list, Enter takes the first. */
function walk(event) {
  const first = document.querySelector("#hits button");
  if (!first) return;
  if (event.key === "ArrowDown") {
    event.preventDefault();
    first.focus();
  } else if (event.key === "Enter" && !event.ctrlKey) {
    event.preventDefault();
    pick(first.value);
  }
}

form?.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("#hits button");
  if (!button || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const row = button.parentElement;
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  (next?.querySelector("button") ?? (event.key === "ArrowUp" ? byId("matter") : button)).focus();
});

/* --- keys ---------------------------------------------------------------------------- */

/* The keys that the buttons show, alike in every browser. */
function sendByKey() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.altKey && !event.ctrlKey && /^[1-9]$/.test(event.key) && goToStep(event.key)) {
      event.preventDefault();
      return;
    }
    const button = event.key === "Enter" && (event.ctrlKey || event.metaKey)
      ? document.querySelector(".acts .btn-primary")
      : event.altKey && !event.ctrlKey && document.querySelector(`.acts [accesskey="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}

/* The number in front of each step is its key. */
function goToStep(number) {
  const step = [...document.querySelectorAll(".step")].find((one) => one.querySelector(".i").textContent === number);
  const field = [...(step?.querySelectorAll("input, select, textarea, summary") ?? [])].find((one) => one.offsetParent);
  field?.focus();
  return Boolean(field);
}

/* What went wrong on the way is said where the draft is; the page itself goes on. */
function say(what) {
  save();
  byId("draft-said").textContent = byId("said").dataset[what];
}

/* --- the draft ----------------------------------------------------------------------- */

let said = "";

function keepDraft(facts) {
  const draft = readDraft();
  if (draft && (draft.officer !== facts.officer || Date.now() - draft.at > KEPT_FOR)) dropDraft();
  else if (draft && isUntouched()) offerDraft(draft);
  setInterval(save, EVERY);
  addEventListener("visibilitychange", save);
  addEventListener("pagehide", save);
}

/* A page that was shown again with what had been typed counts as typed in. */
function save() {
  const fields = typed();
  const now = JSON.stringify(fields);
  if (now === said || isUntouched()) return;
  said = now;
  const facts = byId("said").dataset;
  try {
    const at = new Date();
    localStorage.setItem(KEY, JSON.stringify({ officer: facts.officer, at: at.getTime(), key: form.elements.filing_key.value, fields }));
    byId("draft-said").textContent = facts.saved.replace("{time}", at.toTimeString().slice(0, 8));
  } catch { /* a full or closed store: the page works without it */ }
}

function typed() {
  return [...new FormData(form)].filter(([name]) => !OWN.includes(name));
}

function isUntouched() {
  return ["text", "matter", "name", "phone"].every((name) => !form.elements[name]?.value);
}

function offerDraft(draft) {
  const offer = byId("draft-offer");
  byId("draft-from").textContent = new Date(draft.at).toTimeString().slice(0, 5);
  offer.hidden = false;
  byId("draft-drop").addEventListener("click", () => { dropDraft(); offer.hidden = true; form.elements.text.focus(); });
  byId("draft-take").addEventListener("click", async () => {
    offer.hidden = true;
    for (const [name, value] of draft.fields) fill(name, value);
    await refresh("recount");
    for (const [name, value] of draft.fields) fill(name, value);
    form.elements.text.focus();
  });
}

function fill(name, value) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.checked || field.value === value;
    else if (field.type !== "submit") field.value = value;
  }
}

function readDraft() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function dropDraft() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* as above */ }
}
