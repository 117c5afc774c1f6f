// The Library view's behaviour. Gradio runs this once, when the list is there: `trigger` calls the
// server, `server` asks it for a page of the list.
const view = element.closest("#view-library");
const column = element.closest("main > .column");
const form = element.querySelector(".look");
const shelf = element.querySelector(".list");
const GOING = "byline-going"; // removals that can still be taken back, by this browser
const MOMENT = 8000;
let page = 0;
let asked = 0;
let waiting = null;

// The list

async function look(to = 0) {
  clearTimeout(waiting);
  const mine = (asked += 1);
  const wanted = { ...Object.fromEntries(new FormData(form)), page: to };
  shelf.setAttribute("aria-busy", "true");
  const found = await server.shelf_page(wanted).catch(() => null);
  if (mine !== asked) return; // something else is looked for by now
  shelf.removeAttribute("aria-busy");
  if (!found) {
    shelf.textContent = "The list cannot be read now; Byline’s window in the terminal says why.";
    return;
  }
  page = to;
  shelf.innerHTML = found.list;
  if (found.outlets) form.elements.outlet.innerHTML = found.outlets;
  form.hidden = !found.outlets;
  for (const id of Object.keys(going())) showGoing(id);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(look, event.target.name === "words" ? 250 : 0); // a pause in typing
});

// Removing: the article goes when the moment is over in which that can be taken back.

const going = () => {
  try {
    return JSON.parse(localStorage.getItem(GOING)) ?? {};
  } catch {
    return {};
  }
};
const timers = new Map();

function remember(all) {
  try {
    localStorage.setItem(GOING, JSON.stringify(all));
  } catch {
    // the removal is carried out all the same, unless the page is left meanwhile
  }
}

const rowOf = (id) => shelf.querySelector(`[data-row="${CSS.escape(id)}"]`);

function showGoing(id) {
  const row = rowOf(id);
  if (!row || row.querySelector(".going")) return;
  const words = document.createElement("p");
  words.className = "going";
  words.setAttribute("role", "status");
  words.append(`“${row.querySelector(".link").textContent}” is being removed.`);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "plain";
  undo.dataset.undo = id;
  undo.textContent = "Undo";
  words.append(" ", undo);
  row.prepend(words);
}

function remove(id, after = MOMENT) {
  remember({ ...going(), [id]: Date.now() + after });
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => {
      if (!keepAgain(id)) return; // another tab has taken it back
      rowOf(id)?.remove();
      trigger("remove", { article: id });
    }, after),
  );
  showGoing(id);
}

// Takes a removal back; false where there is none.
function keepAgain(id) {
  const { [id]: due, ...others } = going();
  clearTimeout(timers.get(id));
  timers.delete(id);
  remember(others);
  rowOf(id)?.querySelector(".going")?.remove();
  return due !== undefined;
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { remove: removed, undo, page: to } = button.dataset;
  if (removed) {
    remove(removed);
    rowOf(removed).querySelector("[data-undo]").focus();
  } else if (undo) {
    keepAgain(undo);
    rowOf(undo)?.querySelector("[data-remove]").focus();
  } else if (to) {
    look(Number(to));
    view.scrollIntoView();
  } else if ("sample" in button.dataset) {
    button.disabled = true;
    trigger("sample");
  }
});

// What is added again meanwhile stays.
new MutationObserver(() => {
  for (const added of view.querySelectorAll("#outcomes [data-added]")) keepAgain(added.dataset.added);
}).observe(view.querySelector("#outcomes"), { childList: true, subtree: true });

// A page that was left before the moment was over carries out what was left to do.
for (const [id, due] of Object.entries(going())) {
  remove(id, Math.min(Math.max(due - Date.now(), 0), MOMENT)); // a clock may have been set back
}

// Files may be dropped anywhere on the view; one that is too big is refused before it is sent.

const refused = view.querySelector("#refused");
const most = Number(refused.dataset.most);

function handOver(input, files) {
  const fitting = files.filter((file) => file.size <= most);
  refused.replaceChildren(
    ...files
      .filter((file) => file.size > most)
      .map((file) => {
        const line = document.createElement("li");
        line.className = "failed";
        line.textContent = `${file.name} has more than ${most / 2 ** 20} MB: divide it, and add the parts.`;
        return line;
      }),
  );
  const taken = new DataTransfer();
  for (const file of fitting) taken.items.add(file);
  input.files = taken.files;
  if (fitting.length) input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "fit" }));
}

view.addEventListener(
  "change",
  (event) => {
    if (!event.target.matches("#drop input[type='file']") || event.detail === "fit") return;
    event.stopPropagation();
    handOver(event.target, [...event.target.files]);
  },
  true,
);

for (const kind of ["dragenter", "dragover", "dragleave", "drop"])
  view.addEventListener(
    kind,
    (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      const inside = event.relatedTarget && view.contains(event.relatedTarget);
      view.toggleAttribute("data-dropping", kind === "dragover" || kind === "dragenter" || (kind === "dragleave" && inside));
      const input = view.querySelector("#drop input[type='file']");
      if (kind === "drop" && input) handOver(input, [...event.dataTransfer.files]);
    },
    true,
  );

// The view is shown, or the library has changed.
const shown = () => column.dataset.view === "library" && look(page);
window.addEventListener("hashchange", () => setTimeout(shown));
document.addEventListener("byline:changed", () => setTimeout(shown));
setTimeout(shown);
