/* The groups of the navigation are native disclosures and work without this. With it one
   closes when the work goes on elsewhere: a click beside it, Escape, the focus moved on. */

const groups = [...document.querySelectorAll("details.places-group")];

document.addEventListener("click", (event) => closeBut(event.target));
document.addEventListener("focusin", (event) => closeBut(event.target));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && groups.find((one) => one.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

function closeBut(target) {
  for (const one of groups) if (one.open && !one.contains(target)) one.open = false;
}
