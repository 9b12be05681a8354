/* What takes longer says that it is under way, and a second click sends nothing. Where the
   server tells how far it is (telling.py), the bar shows it, Stop ends it, and the page that
   came of it takes the place of this one; else one request does it whole, and the bar is busy. */

const LINES = "application/x-ndjson";
const body = document.body.dataset;

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if ("tells" in form.dataset) send(form, event);
  else if (form.enctype === "multipart/form-data") setTimeout(() => show(form));
});

addEventListener("pageshow", hide);

async function send(form, event) {
  event.preventDefault();
  const sent = new FormData(form), stopping = new AbortController();
  if (event.submitter?.name) sent.append(event.submitter.name, event.submitter.value);
  const bar = show(form, () => stopping.abort());
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: sent, headers: { Accept: LINES }, signal: stopping.signal,
    });
    if (await told(answer, bar)) return;
  } catch {
    if (stopping.signal.aborted) return hide();
  }
  /* A refusal, a session that ended, a line that broke: the plain way knows what to say. */
  hide();
  delete form.dataset.tells;
  form.requestSubmit(event.submitter);
}

/* Reads line after line; was the last one a page? */
async function told(answer, bar) {
  if (!answer.headers.get("Content-Type")?.startsWith(LINES)) return false;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return false;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines.map((one) => JSON.parse(one))) {
      if (line.page) return put(line.page);
      if (line.total) bar.replaceChildren(`${line.done} / ${line.total}`);
      if (line.total) bar.previousElementSibling.value = line.done / line.total;
    }
  }
}

function put(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  for (const one of document.querySelectorAll("body > .beat")) one.remove();
  document.querySelector("main").before(...page.querySelectorAll("body > .beat"));
  document.querySelector("main").replaceWith(page.querySelector("main"));
  scrollTo(0, 0);
  document.querySelector("main").focus({ preventScroll: true });
  return true;
}

/* Shows the bar; returns where its words stand. */
function show(form, stop) {
  const buttons = [...form.querySelectorAll("button:not([type=button])")].filter((one) => !one.disabled);
  for (const button of buttons) {
    button.disabled = true;
    button.dataset.wasOpen = "";
  }
  const said = document.createElement("span");
  said.className = "busy";
  said.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", body.busy);
  const words = document.createElement("span");
  words.append(body.busy);
  said.append(bar, words);
  if (stop) said.append(button(form.dataset.stop, stop));
  buttons.at(-1)?.after(said);
  return words;
}

function button(word, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-plain btn-sm";
  made.append(word);
  made.addEventListener("click", act);
  return made;
}

function hide() {
  for (const one of document.querySelectorAll(".busy")) one.remove();
  for (const one of document.querySelectorAll("button[data-was-open]")) {
    one.disabled = false;
    delete one.dataset.wasOpen;
  }
}
