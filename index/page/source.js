// The source pane's behaviour. Gradio runs this once, when the pane is there: `element` holds its
// HTML, `server` is asked for an article.
const page = element.closest("main > .column"); // whose attributes tell the stylesheet the state
const pane = element.closest("#source");
const narrow = matchMedia("(max-width: 60rem)"); // as in the stylesheet: a sheet, not a column
let citation = null; // the button whose place the pane shows; none for an address
let wanted = null; // the place that the pane is to show
let titled = ""; // the page's title without the pane
let asked = 0; // what comes of an earlier request is not shown
const LOST = `<article class="gone"><h2 tabindex="-1">Not to be had now</h2>
  <p class="notice">Byline does not answer: see its window in the terminal, then click again.</p>
  </article><footer><button type="button" data-close>Close</button></footer>`;

const keyOf = (place) => [place.article, place.start, place.end, place.paragraph].join();
const placeOf = ({ dataset }) => ({
  article: dataset.article,
  start: Number(dataset.start),
  end: Number(dataset.end),
  paragraph: Number(dataset.paragraph ?? 0),
});
const isNoted = (button) => Boolean(button?.closest("[data-noted]"));

// The citations of the answer that the shown one belongs to: each place once, in order.
function places() {
  const group = citation?.closest("[data-citations]");
  const buttons = group ? [...group.querySelectorAll("[data-article]")] : [];
  const seen = new Set();
  const isNew = (key) => !seen.has(key) && seen.add(key);
  return buttons.filter((button) => isNew(keyOf(placeOf(button))));
}

const at = (all) => all.findIndex((button) => keyOf(placeOf(button)) === keyOf(wanted));

async function open(place, button = null) {
  citation?.removeAttribute("aria-current");
  citation = button;
  citation?.setAttribute("aria-current", "true");
  wanted = place;
  const mine = (asked += 1);
  const html = await server.opened_article({ ...place, noted: isNoted(button) }).catch(() => LOST);
  if (mine !== asked) return;
  element.innerHTML = html; // as the server has set it, every text escaped
  reveal();
}

function step(by) {
  const all = places();
  const next = all[at(all) + by];
  if (next) open(placeOf(next), next);
}

// The address names the article and the paragraph, for a link, a bookmark and the back button.
function addressed(article, paragraph) {
  const address = new URL(location.href);
  address.searchParams.delete("article");
  address.searchParams.delete("p");
  if (article) address.searchParams.set("article", article);
  if (article && paragraph) address.searchParams.set("p", paragraph);
  return address;
}

// Brings the marked words into the upper third of the pane, where the eye looks for them.
function reveal() {
  const cited = element.querySelector(".cited");
  const address = addressed(wanted.article, cited?.dataset.paragraph);
  const isOpen = page.dataset.source;
  if (isOpen) history.replaceState(history.state, "", address);
  else if (location.href !== address.href) history.pushState({ source: true }, "", address);
  if (!isOpen) {
    titled = document.title;
    page.dataset.source = "open";
  }
  document.title = `${element.querySelector("h2")?.textContent ?? "Article"} · Byline`;
  citation?.scrollIntoView({ block: "nearest" });
  if (!element.querySelector(".steps")) return; // nothing was to be had
  const all = places();
  element.querySelector("[data-step='-1']").disabled = at(all) < 1;
  element.querySelector("[data-step='1']").disabled = at(all) + 1 >= all.length;
  element.querySelector(".steps").hidden = all.length < 2;
  showWhole(page.dataset.source === "whole");
  const text = element.querySelector(".paragraphs");
  const marked = element.querySelector("mark") ?? cited;
  const above = marked?.getBoundingClientRect().top - text?.getBoundingClientRect().top;
  if (text) text.scrollTop = marked ? text.scrollTop + above - text.clientHeight / 4 : 0;
  element.querySelector("h2")?.focus({ preventScroll: true });
}

function showWhole(whole) {
  page.dataset.source = whole ? "whole" : "open";
  const button = element.querySelector("[data-whole]");
  button.textContent = whole ? (narrow.matches ? "Make smaller" : "Beside the page") : "Open article";
  button.setAttribute("aria-pressed", String(whole));
}

function hide() {
  asked += 1;
  if (!page.dataset.source) return;
  delete page.dataset.source;
  document.title = titled;
  citation?.removeAttribute("aria-current");
  citation?.focus({ preventScroll: true });
}

function close() {
  if (!page.dataset.source) return;
  if (history.state?.source) history.back();
  else {
    history.replaceState(history.state, "", addressed());
    hide();
  }
}

async function copyLink(button) {
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy link"), 2000);
  } catch {
    window.prompt("The link to this paragraph:", location.href);
  }
}

// What the address names: an article, perhaps with a paragraph.
function named() {
  const found = new URLSearchParams(location.search);
  const article = found.get("article");
  const paragraph = Number(found.get("p"));
  return article && { article, start: 0, end: 0, paragraph: Number.isInteger(paragraph) ? paragraph : 0 };
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(
    "[data-article], [data-step], [data-close], [data-whole], [data-link]",
  );
  if (!button) return;
  if (button.dataset.article) open(placeOf(button), button);
  else if (button.dataset.step) step(Number(button.dataset.step));
  else if ("whole" in button.dataset) showWhole(page.dataset.source !== "whole");
  else if ("link" in button.dataset) copyLink(button);
  else close();
});

window.addEventListener("hashchange", () => {
  if (!named()) hide();
  else if (!history.state?.source) close(); // another view was chosen
});
window.addEventListener("popstate", () => {
  const place = named();
  if (!place) hide();
  else if (!page.dataset.source) open(place);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close();
  if (!element.contains(document.activeElement)) return;
  if (event.key === "ArrowRight") step(1);
  if (event.key === "ArrowLeft") step(-1);
});

pane.setAttribute("role", "complementary");
pane.setAttribute("aria-label", "Article");
if (named()) open(named());
