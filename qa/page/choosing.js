// The Summary view's form. Gradio runs this once, when the form is there: `server` is asked what
// fits the words that are typed and what is on an event, `trigger` has the summary made.
const form = element.querySelector(".choosing");
const box = form.querySelector("#wanted");
const offered = form.querySelector("#matching");
const chosen = form.querySelector(".chosen");
const told = form.querySelector(".told");
const FAILED = "Byline could not look by a fault of its own; its window in the terminal says which.";
const UNMADE = "Byline could not summarise, by a fault of its own; its window in the terminal says which.";
const LEFT = 5000; // milliseconds in which Gradio calls what was stopped failed, once or twice
let waiting = null;
let asked = 0;
let stopped = -Infinity; // when that was
let leaving = false; // what is begun before Gradio has left it, cannot be stopped any more

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children); // as text, whatever it says
  return made;
}

function factsOf({ facts }) {
  const holder = document.createElement("template");
  holder.innerHTML = facts; // as the server has set it, every text escaped
  return holder.content;
}

// What fits the words

const active = () => offered.querySelector("[aria-selected=true]");

function close() {
  clearTimeout(waiting);
  asked += 1;
  offered.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function offer(articles) {
  const there = new Set(ids());
  offered.replaceChildren(
    ...articles
      .filter((one) => !there.has(one.id))
      .map((one, at) => {
        const title = make("span", { class: "title", dir: "auto", title: one.title }, one.title);
        const option = make("li", { role: "option", id: `option-${at}`, "aria-selected": "false" }, title);
        option.append(factsOf(one));
        option.article = one;
        return option;
      }),
  );
  offered.hidden = !offered.children.length;
  box.setAttribute("aria-expanded", String(!offered.hidden));
  box.removeAttribute("aria-activedescendant");
}

async function look() {
  const mine = (asked += 1);
  const articles = await server.matching_articles(box.value).catch(() => []);
  if (mine !== asked || document.activeElement !== box) return;
  offer(articles);
  if (articles.length) tell();
  else if (box.value.trim()) tell("No title is like that. Enter finds the articles on it.");
  else tell("There are no articles yet; see the library.");
}

function move(by) {
  const all = [...offered.children];
  const at = all.indexOf(active());
  const next = all[by > 0 ? (at + 1) % all.length : (at < 1 ? all.length : at) - 1];
  active()?.setAttribute("aria-selected", "false");
  next?.setAttribute("aria-selected", "true");
  next?.scrollIntoView({ block: "nearest" });
  if (next) box.setAttribute("aria-activedescendant", next.id);
}

function pick({ article }) {
  add(article);
  tell();
  box.value = "";
  close();
  box.focus();
}

// What is chosen

const ids = () => [...chosen.children].map((row) => row.dataset.id);

function tell(words = "") {
  told.textContent = words;
  form.querySelector("#summarise").disabled = leaving || !chosen.children.length;
}

function add(one) {
  const place = { "data-article": one.id, "data-start": "0", "data-end": "0" };
  const title = make("button", { type: "button", class: "link", dir: "auto", title: one.title, ...place }, one.title);
  const out = make("button", { type: "button", class: "plain", "data-out": "", "aria-label": `Take out ${one.title}` }, "Take out");
  const words = make("div", {}, title);
  words.append(factsOf(one));
  chosen.append(make("li", { "data-id": one.id }, words, out));
}

async function gather() {
  close();
  if (!box.value.trim()) {
    tell("Write what happened first, in a few words.");
    box.focus();
    return;
  }
  form.setAttribute("aria-busy", "true");
  tell("Looking for its articles …");
  const found = await server.articles_on_event(box.value).catch(() => ({ error: FAILED }));
  form.removeAttribute("aria-busy");
  if (found.articles) {
    chosen.replaceChildren();
    found.articles.forEach(add);
  }
  tell(found.error ?? found.notice ?? "Take out what does not belong, or add more, then summarise.");
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 150); // a pause in typing
});
box.addEventListener("focus", () => box.value || look());
box.addEventListener("blur", () => setTimeout(() => document.activeElement === box || close(), 100));
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (offered.hidden) look();
    else move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!offered.hidden && active()) pick(active());
    else if (box.value.trim()) gather();
    else form.requestSubmit();
  } else if (event.key === "Escape" && !offered.hidden) {
    event.preventDefault();
    close();
  }
});
offered.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
offered.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) pick(option);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.id === "gather") gather();
  else if (button && "out" in button.dataset) {
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    tell();
    (next?.querySelector("[data-out]") ?? box).focus();
  }
});
// What comes after Stop is not shown: the server has been told to leave it, which takes a moment.
const view = element.closest("#view-summary");
function endHere() {
  const words = make("p", { class: "notice", role: "status" }, "Stopped.");
  view.querySelector("#summary .status")?.replaceWith(words);
}
// A step that was under way when it was stopped would be shown for ever.
new MutationObserver(() => leaving && endHere()).observe(view.querySelector("#summary"), {
  childList: true,
  subtree: true,
});
function free() {
  leaving = false;
  tell(told.textContent);
}
document.addEventListener("byline:summary-failed", () => {
  if (performance.now() - stopped < LEFT) return free();
  const status = view.querySelector("#summary .status");
  return status?.replaceWith(make("p", { class: "notice", role: "status" }, UNMADE));
});
view.addEventListener("click", (event) => {
  const status = event.target.closest("[data-stop]")?.closest(".status");
  if (!status) return;
  [stopped, leaving] = [performance.now(), true];
  trigger("stop");
  endHere();
  tell();
  setTimeout(free, LEFT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!chosen.children.length || view.querySelector("#summary [data-stop]")) return;
  const { size, language } = form.elements;
  trigger("summarise", { articles: ids(), size: size.value, language: language?.value ?? "" });
});
