// The source pane's behaviour. Gradio runs this once, when the pane is there: `element` holds its
// HTML, `trigger` calls the server, `watch` tells when what the server sent is in the page.
const page = element.closest("main > .column"); // whose attributes tell the stylesheet the state
let citation = null; // the button whose place the pane shows

const placeOf = (button) => [button.dataset.article, button.dataset.start, button.dataset.end].join();

// The citations of the answer that the shown one belongs to: each place once, in order.
function places() {
  const group = citation?.closest("[data-citations]");
  const buttons = group ? [...group.querySelectorAll("[data-article]")] : [];
  const seen = new Set();
  return buttons.filter((button) => !seen.has(placeOf(button)) && seen.add(placeOf(button)));
}

function open(button) {
  citation?.removeAttribute("aria-current");
  citation = button;
  citation.setAttribute("aria-current", "true");
  const { article, start, end } = button.dataset;
  trigger("open", { article, start: Number(start), end: Number(end) });
  if (element.dataset.place === placeOf(button)) reveal();
}

function step(by) {
  const all = places();
  const next = all[all.findIndex((button) => placeOf(button) === placeOf(citation)) + by];
  if (next) open(next);
}

function close() {
  if (!page.dataset.source) return;
  delete page.dataset.source;
  citation?.removeAttribute("aria-current");
  citation?.focus({ preventScroll: true });
}

// Brings the marked words into the upper third of the pane, where the eye looks for them.
function reveal() {
  element.dataset.place = placeOf(citation);
  page.dataset.source = "open";
  citation.scrollIntoView({ block: "nearest" });
  const all = places();
  const at = all.findIndex((button) => placeOf(button) === placeOf(citation));
  element.querySelector("[data-step='-1']").disabled = at < 1;
  element.querySelector("[data-step='1']").disabled = at + 1 >= all.length;
  element.querySelector(".steps").hidden = all.length < 2;
  const text = element.querySelector(".paragraphs");
  const marked = element.querySelector("mark");
  const above = marked?.getBoundingClientRect().top - text?.getBoundingClientRect().top;
  if (text) text.scrollTop = marked ? text.scrollTop + above - text.clientHeight / 4 : 0;
  element.querySelector("h2")?.focus({ preventScroll: true });
}

watch("value", () => citation && reveal());

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-article], [data-step], [data-close]");
  if (!button) return;
  if (button.dataset.article) open(button);
  else if (button.dataset.step) step(Number(button.dataset.step));
  else close();
});

window.addEventListener("hashchange", close);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (!element.contains(document.activeElement)) return;
  if (event.key === "ArrowRight") step(1);
  if (event.key === "ArrowLeft") step(-1);
});
