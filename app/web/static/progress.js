/* What the timer works through says how far it is without a new page: the numbers are
   fetched and put in place, so that focus and scrolling stay. At its end the page comes
   anew, with what came of it. Without this the page refreshes itself. */

const PERIOD = 2000, LONGEST = 15 * 60 * 1000;
const begun = Date.now();

if (shown().length) setTimeout(look, PERIOD);

function shown(page = document) {
  return [...page.querySelectorAll("[data-how-far]")];
}

async function look() {
  let page;
  try {
    const answer = await fetch(location.href);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return again();
  }
  for (const one of shown()) {
    const now = page.getElementById(one.id);
    if (!now) return location.reload();
    one.replaceChildren(...now.childNodes);
  }
  again();
}

/* Whoever walks away is not kept signed in by a page that asks for ever. */
function again() {
  if (Date.now() - begun < LONGEST) setTimeout(look, PERIOD);
}
