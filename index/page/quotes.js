// The Quotes view's behaviour. Gradio runs this once, when the rows are there: `trigger` calls the
// server, `watch` tells when what the server sent is in the page.
const view = element.closest("#view-quotes");
const form = view.querySelector(".filters");
let waiting = null;

function wanted(shown) {
  return { ...Object.fromEntries(new FormData(form)), shown: shown ?? "" };
}

function find(shown) {
  clearTimeout(waiting);
  element.setAttribute("aria-busy", "true");
  trigger("find", wanted(shown));
}

// Who is who is changed on the server, which sends the rows anew.
function change(name, asked) {
  element.setAttribute("aria-busy", "true");
  trigger(name, { ...wanted(), ...asked });
}

view.addEventListener("submit", (event) => {
  const join = event.target.closest(".join");
  if (!join) return;
  event.preventDefault();
  change("merge", { person: join.dataset.person, other: join.elements.other.value });
});

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(find));
// A pause in typing is long enough to look.
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 250);
});

view.addEventListener("click", (event) => {
  const button = event.target.closest(
    "[data-speaker], [data-more], [data-csv], [data-split], [data-undo]",
  );
  if (!button) return;
  if (button.dataset.more) find(button.dataset.more);
  else if ("undo" in button.dataset) change("undo", {});
  else if (button.dataset.split) {
    change("split", { person: button.dataset.person, other: button.dataset.split });
  }
  else if ("csv" in button.dataset) trigger("table", wanted());
  else {
    const box = form.elements.speaker;
    box.value = box.value === button.dataset.speaker ? "" : button.dataset.speaker;
    find();
  }
});

watch("value", () => element.removeAttribute("aria-busy"));

// The table is there: it is saved, as if the reader had clicked its link.
new MutationObserver(() => {
  const link = view.querySelector("#quotes-table a:not([data-saved])");
  if (!link) return;
  link.dataset.saved = "";
  link.click();
}).observe(view.querySelector("#quotes-table"), { childList: true, subtree: true });

// The view is shown, or the library has changed.
const looked = () => {
  if (element.closest("main > .column").dataset.view === "quotes") find();
};
window.addEventListener("hashchange", () => setTimeout(looked));
document.addEventListener("byline:changed", () => setTimeout(looked));
setTimeout(looked);
