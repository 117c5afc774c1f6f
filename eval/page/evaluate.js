// The Evaluate view's behaviour. Gradio runs this once, when the result is there: `trigger` calls
// the server. The server is told with each event where the reader is, and keeps nothing of it.
const view = element.closest("#view-evaluate");
const narrow = matchMedia("(max-width: 60rem)"); // as in the stylesheet
const KEPT = "byline-evaluate";
const read = (text) => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};
let place = read(sessionStorage.getItem(KEPT));
let begun = false; // whether the first result was asked for
let awaited = false; // whether this tab began the run that goes on
let focused = ""; // the id of what had the focus, which a new result takes away
let known = null; // what the last run that ended said; empty while one goes on
let top = ""; // what is brought to the top when the next result is there

// Each place has a number, so that no result is equal to the one before and goes unnoticed.
function move(changes) {
  place = { ...place, ...changes, asked: (place.asked ?? 0) + 1 };
  sessionStorage.setItem(KEPT, JSON.stringify({ ...place, later: [] }));
}

function go(changes) {
  move(changes);
  element.setAttribute("aria-busy", "true");
  trigger("go", { place });
}

function turn(changes) {
  move(changes);
  if ("page" in changes) top = "cases-head";
  trigger("turn", { place });
}

function decide(button) {
  const card = button.closest("[data-case]");
  const of = (id) => card.querySelector(id).value;
  top = "proposal-head";
  if ("later" in button.dataset) {
    go({ later: [...(place.later ?? []), card.dataset.case] });
    return;
  }
  for (const one of card.querySelectorAll("button")) one.disabled = true;
  move({});
  const said = { place, case: card.dataset.case };
  if ("drop" in button.dataset) trigger("drop", said);
  else trigger("keep", { ...said, question: of("#case-question"), answer: of("#case-answer") });
}

function run(button) {
  button.disabled = true;
  awaited = true;
  known = "";
  view.querySelector("#running .ended")?.setAttribute("data-seen", "");
  const model = view.querySelector("[data-with-model]")?.checked ?? false;
  trigger("run", { place, model });
}

view.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { go: there, turn: cases } = button.dataset;
  if (there) {
    const changes = read(there);
    if ("set" in changes) top = "start";
    if (changes.confirming) top = "proposal-head";
    go(changes);
  } else if (cases) turn({ ...read(cases) });
  else if ("run" in button.dataset) run(button);
  else if ("stopRun" in button.dataset) {
    button.disabled = true;
    trigger("stop");
  } else if (button.closest("[data-case]")) decide(button);
});

view.addEventListener("change", (event) => {
  const { key, turns } = event.target.dataset;
  if (!key) return;
  const value = event.target.type === "checkbox" ? event.target.checked : event.target.value;
  move({ [key]: value, page: 0 });
  if (turns !== undefined) trigger("turn", { place });
  else go(key === "other" ? { kind: "" } : {});
});

document.addEventListener("focusin", (event) => {
  focused = view.contains(event.target) ? event.target.id : "";
});
document.addEventListener("pointerdown", () => {
  focused = "";
});

// Marks the shown set and run in the list, and unfolds the set's runs.
function mark() {
  const shown = element.querySelector("[data-shown-set]")?.dataset ?? {};
  for (const item of view.querySelectorAll("#sets [data-set]")) {
    const chosen = item.dataset.set === shown.shownSet;
    item.querySelector("button").toggleAttribute("data-chosen", chosen);
    const runs = item.querySelector(".runs");
    if (runs) runs.hidden = !chosen;
    for (const button of item.querySelectorAll("button")) {
      const name = button.dataset.runName;
      const here = chosen && (name === undefined ? !shown.shownRun : name === shown.shownRun);
      if (here) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }
}

// What has just been kept need not be offered where it is shown.
function offer() {
  const { kept } = view.querySelector("#running .ended")?.dataset ?? {};
  const button = view.querySelector("#running .ended button");
  const shown = element.querySelector("[data-shown-set]")?.dataset.shownRun;
  if (button) button.hidden = kept === shown;
}

// Times are written as the reader's browser writes them.
const written = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
function date() {
  for (const time of view.querySelectorAll("time[data-moment]:not([data-shown])")) {
    time.dataset.shown = "";
    const moment = new Date(time.getAttribute("datetime"));
    if (!Number.isNaN(moment.valueOf())) time.textContent = written.format(moment);
  }
  for (const option of view.querySelectorAll("option[data-started]:not([data-shown])")) {
    option.dataset.shown = "";
    const moment = new Date(option.dataset.started);
    if (!Number.isNaN(moment.valueOf()))
      option.textContent = `${written.format(moment)} ${option.dataset.model}`;
  }
}

// A run that has ended shows in the list, and, where this tab began it, at once.
function finish() {
  const ended = view.querySelector("#running .ended:not([data-seen])");
  if (!ended) {
    if (view.querySelector("[data-running]")) known = "";
    return;
  }
  const { kept, keptSet } = ended.dataset;
  const told = ended.textContent;
  if (known === "") {
    trigger("list");
    if (awaited && kept && place.set === keptSet && !place.confirming) go({ run: kept, other: "" });
    else if (place.set === keptSet && !place.confirming) go({});
  }
  if (known !== told) awaited = false;
  known = told;
}

function refocus() {
  if (element.hasAttribute("aria-busy")) return; // what is waited for is not there yet
  if (top) {
    const head = document.getElementById(top) ?? element.querySelector("h1");
    if (top === "cases-head" || narrow.matches) head?.scrollIntoView({ block: "start" });
    else window.scrollTo({ top: 0 });
    if (top !== "start") head?.focus({ preventScroll: true });
  }
  if (focused && document.activeElement === document.body)
    document.getElementById(focused)?.focus({ preventScroll: true });
  top = "";
}

const unfolded = new Set(); // ids of what the reader has unfolded, which a new result folds
view.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.id) return;
    if (event.target.open) unfolded.add(event.target.id);
    else unfolded.delete(event.target.id);
  },
  true,
);

function settle(changes) {
  const button = view.querySelector("[data-run]");
  if (button && changes.some((change) => change.target.closest?.("#running")))
    button.disabled = false;
  date();
  mark();
  offer();
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
}

new MutationObserver((changes) => {
  settle(changes);
  finish();
  if (changes.some((change) => change.target.closest?.("#cases, #running")))
    requestAnimationFrame(refocus);
  if (!begun && view.querySelector("#sets nav")) {
    begun = true;
    go({});
  }
}).observe(view, { childList: true, subtree: true });

watch("value", () => {
  const shown = element.querySelector("[data-shown-set]")?.dataset;
  element.removeAttribute("aria-busy");
  if (shown) move({ set: shown.shownSet, run: shown.shownRun });
  requestAnimationFrame(refocus);
});

// What the run does is looked at while it goes on and somebody looks.
setInterval(() => {
  if (view.offsetParent === null || !view.querySelector("[data-running]")) return;
  trigger("look", { busy: view.querySelector("[data-busy]") !== null });
}, 500);
