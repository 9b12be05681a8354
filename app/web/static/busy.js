/* What takes longer (files, an import, the check of a draft) says that it is under way, and
   a second click sends nothing. How far it is cannot be known: one request does it whole. */

for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) setTimeout(() => show(form));
  });
}

addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll(".busy")) one.remove();
  for (const button of document.querySelectorAll("button[data-was-open]")) {
    button.disabled = false;
    delete button.dataset.wasOpen;
  }
});

function show(form) {
  const buttons = [...form.querySelectorAll("button:not([type=button])")].filter((one) => !one.disabled);
  for (const button of buttons) {
    button.disabled = true;
    button.dataset.wasOpen = "";
  }
  const said = document.createElement("span");
  said.className = "busy";
  said.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", document.body.dataset.busy);
  said.append(bar, document.body.dataset.busy);
  buttons.at(-1)?.after(said);
}
