// The way between the views. Gradio runs this once, when the head of the page is there: `trigger`
// calls the server, `watch` tells when what the server sent is in the page.
const page = element.closest("main > .column"); // whose attributes tell the stylesheet the state
const links = () => [...element.querySelectorAll("[data-view]")];

// The address names the view, so that links, bookmarks and the back button work.
function wanted() {
  const names = links().map((link) => link.dataset.view);
  const named = location.hash.slice(1);
  return names.includes(named) ? named : names[0];
}

function show() {
  page.toggleAttribute("data-read-only", Boolean(element.querySelector("[data-read-only]")));
  const view = wanted();
  if (page.dataset.view && page.dataset.view !== view) window.scrollTo(0, 0);
  page.dataset.view = view;
  for (const link of links()) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (link.dataset.view === view) document.title = `${link.textContent} · Byline`;
  }
}

function changed() {
  show();
  trigger("shown");
}

// A page with a <base> takes "#chat" for another page, so the address is changed by hand.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  location.hash = link.getAttribute("href");
});

// Dates are written as the reader's browser writes them.
const written = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
new MutationObserver(() => {
  for (const time of document.querySelectorAll("time[datetime]:not([data-written])")) {
    time.dataset.written = "";
    time.textContent = written.format(new Date(time.getAttribute("datetime")));
  }
}).observe(document.body, { childList: true, subtree: true });

// "/" goes to where one asks or looks: in the view's own search field, else in the Chat.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const own = document.querySelector(`#view-${wanted()} [data-slash]`);
  if (!own) location.hash = links()[0].dataset.view;
  const field = own ?? document.querySelector("#view-chat textarea");
  setTimeout(() => field?.focus());
});

window.addEventListener("hashchange", changed);
document.addEventListener("byline:changed", changed);
watch("value", show);
changed();
