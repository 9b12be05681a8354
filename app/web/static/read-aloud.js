// Reads the page aloud with the browser's own voice, where it has one for the language
// of the page. Without one, or without scripts, the button is not there.
const button = document.querySelector("[data-read]");
const voices = window.speechSynthesis;
const language = document.documentElement.lang;
const BLOCKS = "h1, h2, h3, p, li, dt, dd, th, td, label, summary, legend, .btn";
// Browsers know the written forms of Chinese by the place where they are spoken.
const SPOKEN = { "zh-Hans": "zh-CN", "zh-Hant-HK": "zh-HK" };
const spoken = SPOKEN[language] ?? language;
let waiting = [];

if (button && voices) {
  offer();
  voices.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => (isReading() ? stop() : read()));
  addEventListener("keydown", (event) => event.key === "Escape" && stop());
  addEventListener("pagehide", () => voices.cancel());
}

function offer() {
  button.hidden = !voiceOf();
}

// The voice of the very place, else any of the language.
function voiceOf() {
  const known = voices.getVoices();
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  return (
    known.find((voice) => tag(voice) === spoken.toLowerCase()) ??
    known.find((voice) => tag(voice).startsWith(spoken.slice(0, 2)))
  );
}

function isReading() {
  return button.getAttribute("aria-pressed") === "true";
}

// What is marked with the mouse, else the whole content, block by block.
function read() {
  const marked = String(getSelection()).trim();
  waiting = marked ? [{ text: marked }] : blocks();
  show(true);
  voices.cancel();
  next();
}

function next() {
  const block = waiting.shift();
  mark(block?.element);
  if (!block) return show(false);
  const words = new SpeechSynthesisUtterance(block.text);
  words.lang = spoken;
  words.voice = voiceOf() ?? null;
  words.onend = () => isReading() && next();
  words.onerror = () => isReading() && stop();
  voices.speak(words);
}

function stop() {
  waiting = [];
  show(false);
  mark();
  voices.cancel();
}

// The innermost blocks that are to be seen, each with its text.
function blocks() {
  return [...document.querySelectorAll("main *")]
    .filter((element) => element.matches(BLOCKS) && !element.querySelector(BLOCKS))
    .filter((element) => element.checkVisibility?.() ?? element.offsetParent)
    .map((element) => ({ element, text: element.innerText.trim() }))
    .filter((block) => block.text);
}

function mark(element) {
  document.querySelector(".being-read")?.classList.remove("being-read");
  element?.classList.add("being-read");
  element?.scrollIntoView({ block: "nearest" });
}

function show(reading) {
  button.setAttribute("aria-pressed", String(reading));
  button.textContent = reading ? button.dataset.stop : button.dataset.read;
}
