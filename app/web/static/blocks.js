/* Puts a text block where the cursor stands, without sending the form; the first blank of
   it is marked, so that the next key fills it in. */

for (const button of document.querySelectorAll(".put-in button[data-text]")) {
  button.addEventListener("click", (event) => {
    const field = button.form.querySelector("textarea[name=text]");
    if (!field) return;
    event.preventDefault();
    putIn(field, button.dataset.text);
  });
}

function putIn(field, text) {
  const at = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, at);
  const lead = before && !before.endsWith("\n") ? "\n" : "";
  field.setRangeText(lead + text, at, field.selectionEnd ?? at, "end");
  field.focus();
  const from = before.length + lead.length;
  const blank = /【[^【】]*】/.exec(field.value.slice(from, from + text.length));
  if (blank) field.setSelectionRange(from + blank.index, from + blank.index + blank[0].length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
