// The Quotes view's behaviour. Gradio runs this once, when the rows are there: `server` is asked for
// them.
const view = element.closest("#view-quotes");
const form = view.querySelector(".filters");
const beside = () => view.querySelector("#quotes-speakers .beside");
const LOST = "The quotes cannot be read now; Byline’s window in the terminal says why.";
let waiting = null;
let asked = 0; // what comes of an earlier request is not shown

function wanted(shown) {
  return { ...Object.fromEntries(new FormData(form)), shown: shown ?? "" };
}

async function show(ask, told) {
  clearTimeout(waiting);
  const mine = (asked += 1);
  element.setAttribute("aria-busy", "true");
  const found = await ask(told).catch(() => null);
  if (mine !== asked) return; // something else is looked for by now
  element.removeAttribute("aria-busy");
  if (found) element.innerHTML = found.rows; // as the server has set it, every text escaped
  else element.textContent = LOST;
  beside().innerHTML = found?.beside ?? "";
}

const find = (shown) => show(server.quotes_found, wanted(shown));

// Who is who is changed on the server, which sends the rows anew.
const change = (ask, told) => show(ask, { ...wanted(), ...told });

async function download() {
  const href = await server.quotes_table(wanted()).catch(() => null);
  if (href) Object.assign(document.createElement("a"), { href, download: "quotes.csv" }).click();
}

view.addEventListener("submit", (event) => {
  const join = event.target.closest(".join");
  if (!join) return;
  event.preventDefault();
  change(server.merged, { person: join.dataset.person, other: join.elements.other.value });
});

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => find()));
// A pause in typing is long enough to look.
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => find(), 250);
});

view.addEventListener("click", (event) => {
  const button = event.target.closest(
    "[data-speaker], [data-more], [data-csv], [data-split], [data-undo]",
  );
  if (!button) return;
  if (button.dataset.more) find(button.dataset.more);
  else if ("undo" in button.dataset) change(server.undone, {});
  else if (button.dataset.split) {
    change(server.split, { person: button.dataset.person, other: button.dataset.split });
  }
  else if ("csv" in button.dataset) download();
  else {
    const box = form.elements.speaker;
    box.value = box.value === button.dataset.speaker ? "" : button.dataset.speaker;
    find();
  }
});

// The view is shown, or the library has changed.
const looked = () => {
  if (element.closest("main > .column").dataset.view === "quotes") find();
};
window.addEventListener("hashchange", () => setTimeout(looked));
document.addEventListener("byline:changed", () => setTimeout(looked));
setTimeout(looked);
