// The conversation's behaviour. Gradio runs this once, when the exchange under way is there, after
// conversations.js and citations.js: `trigger` calls the server, `server` asks it for something in
// return, `watch` tells when what the server sent is in the page. The server keeps nothing of a
// conversation: what a follow-up looks back on goes along with it, and what was answered is kept
// here.
const view = element.closest("#view-chat");
const past = view.querySelector("#past .thread");
const list = view.querySelector("#conversations");
const box = () => document.querySelector("#question textarea");
const TURNS = 8; // as on the server
const SHOWN = 30; // exchanges that are shown at once; the earlier ones when they are asked for
const FAILED = "Byline could not answer, by a fault of its own; its window in the terminal says which.";
const LOST = "Byline does not answer any more: start it again, then ask again.";
const PATIENCE = 4000; // milliseconds without a step until it is asked whether the server is there
const ENDED = "This answer was interrupted.";
let conversation = begun();
let live = null; // the exchange under way: {turn, question, heard}
let editing = null; // the place of the question that is edited

// What is shown

// What may be asked next; nothing without `html`, which the server has set.
function offer(html = "") {
  const place = view.querySelector("#further .further");
  if (place) place.innerHTML = html;
}

const told = (words) => {
  document.querySelector("#told").textContent = words;
};

function sectionOf(exchange) {
  const holder = document.createElement("template");
  holder.innerHTML = exchange.html; // as the server has set it, every text escaped
  const section = holder.content.firstElementChild;
  for (const thumb of section.querySelectorAll("[data-verdict]"))
    thumb.setAttribute("aria-pressed", String(thumb.dataset.verdict === exchange.verdict));
  section.querySelector(".why")?.setAttribute("hidden", "");
  return section;
}

function showAll(most = SHOWN) {
  const { exchanges } = conversation;
  const earlier = exchanges.slice(0, -1);
  const hidden = Math.max(earlier.length - most, 0);
  const more = make("button", { type: "button", class: "plain", "data-earlier": "" });
  more.textContent = `Show ${hidden} earlier question${hidden === 1 ? "" : "s"}`;
  past.replaceChildren(...(hidden ? [more] : []), ...earlier.slice(hidden).map(sectionOf));
  element.replaceChildren(...exchanges.slice(-1).map(sectionOf));
  requestAnimationFrame(() => {
    offer(exchanges.at(-1)?.further);
    element.querySelector(".question")?.scrollIntoView({ block: "start" });
  });
}

function showEarlier() {
  const first = past.querySelector(".exchange");
  showAll(Infinity);
  const shown = past.querySelectorAll(".question");
  const at = [...shown].findIndex(
    (one) => one.closest(".exchange").dataset.turn === first.dataset.turn,
  );
  requestAnimationFrame(() => shown[Math.max(at, 0)].scrollIntoView({ block: "start" }));
}

function showLists() {
  showList(list.querySelector(".kept"), conversation.id);
  try {
    sessionStorage.setItem(CURRENT, conversation.id);
  } catch {
    // the next page begins a new one
  }
}

function waitingFor(question, turn) {
  const status = make(
    "p",
    { class: "status" },
    make("span", { role: "status" }, "Reading the question …"),
    " ",
    make("button", { type: "button", "data-stop": "" }, "Stop"),
  );
  const heading = make("h2", { class: "question", dir: "auto" }, question);
  const reading = make("div", { class: "reading", "data-citations": "" });
  return make("section", { class: "exchange", "data-turn": turn }, heading, reading, status);
}

// Asking

function ask(asked, at = conversation.exchanges.length) {
  const question = asked.trim().slice(0, 2000);
  if (!question || live) return;
  const all = conversation.exchanges;
  // What came after an earlier question stays where it is, in the list.
  if (at < all.length - 1) conversation = { ...begun(), title: at ? conversation.title : "" };
  conversation.exchanges = all.slice(0, at);
  if (at < all.length - 1) {
    conversation.exchanges.forEach((one, place) => save(conversation, one, place));
    showAll();
  }
  if (at && at !== all.length - 1) past.append(...element.querySelectorAll(".exchange"));
  offer();
  const turn = `${Date.now()}-${at}`;
  live = { turn, question, heard: Date.now() };
  element.replaceChildren(waitingFor(question, turn));
  conversation.title ||= question.slice(0, 120);
  conversation.at = Date.now();
  // Kept before there is an answer, so that a page that is left meanwhile loses no question.
  keep({ question, html: interrupted(question, ENDED).outerHTML });
  showLists();
  element.querySelector(".question").scrollIntoView({ block: "start" });
  const history = conversation.exchanges
    .filter((one) => one.said)
    .slice(-TURNS)
    .map((one) => ({ question: one.question, answer: one.said }));
  trigger("ask", { question, history, turn });
}

const keep = (exchange) => save(conversation, exchange, conversation.exchanges.length);

function settle(section) {
  const { said, answer } = readJSON(section.dataset.kept, {});
  section.removeAttribute("data-kept");
  const exchange = { question: live.question, html: section.outerHTML, said, answer };
  live = null;
  keep(exchange);
  conversation.exchanges.push(exchange);
  if (!answer) return;
  told("The answer is complete.");
  lookFurther(exchange, section);
}

// What may be asked next is looked up when the answer is there, so that nobody waits for it.
async function lookFurther(exchange, section) {
  const places = [...section.querySelectorAll(".reading [data-article]")];
  const articles = [...new Set(places.map((place) => place.dataset.article))];
  const html = await server.further_questions({ answer: exchange.answer, articles }).catch(() => "");
  if (!html || live || conversation.exchanges.at(-1) !== exchange) return;
  offer(html);
  exchange.further = html;
  amend(conversation, exchange, conversation.exchanges.length - 1);
}

function interrupted(question, words, reading) {
  const section = waitingFor(question, "");
  if (reading) section.querySelector(".reading").replaceWith(reading);
  section.querySelector(".status").replaceWith(
    make("p", { class: "notice", role: "status" }, words),
    make(
      "div",
      { class: "actions" },
      make("button", { type: "button", "data-again": "" }, "Ask again"),
      make("button", { type: "button", "data-edit": "" }, "Edit the question"),
    ),
  );
  return section;
}

function end(words) {
  if (!live) return;
  const section = interrupted(live.question, words, element.querySelector(".reading"));
  const exchange = { question: live.question, html: section.outerHTML };
  live = null;
  element.replaceChildren(section);
  keep(exchange);
  conversation.exchanges.push(exchange);
}

// A server that is gone says nothing, so it is asked now and then while an answer is awaited.
async function isThere() {
  const asked = live;
  const answers = await fetch(new URL(".", location.href), { method: "HEAD", cache: "no-store" })
    .then(() => true)
    .catch(() => false);
  if (!answers && live === asked) end(LOST);
}
setInterval(() => live && Date.now() - live.heard > PATIENCE && isThere(), PATIENCE);

watch("value", () => {
  if (live) live.heard = Date.now();
  const section = element.querySelector(".exchange");
  if (!live || section?.dataset.turn !== live.turn) {
    // What comes after Stop, or of a conversation that was left, is not shown.
    element.replaceChildren(
      ...(live ? [waitingFor(live.question, live.turn)] : conversation.exchanges.slice(-1).map(sectionOf)),
    );
  } else if (!section.querySelector(".status")) settle(section);
});
document.addEventListener("byline:failed", () => end(FAILED));

function stop() {
  trigger("stop");
  end("Stopped.");
}

// From one conversation to another

function turnTo(other) {
  if (live) stop();
  conversation = other;
  edit(null);
  showAll();
  showLists();
  list.removeAttribute("data-shown");
}

// What can be done with an exchange

const sectionAt = (node) => node.closest(".exchange");
function placeOfExchange(section) {
  const last = conversation.exchanges.length - 1;
  const before = [...past.querySelectorAll(".exchange")];
  return element.contains(section) ? last : last - before.length + before.indexOf(section);
}

function edit(at) {
  editing = at;
  const form = view.querySelector("#question");
  form?.toggleAttribute("data-editing", at !== null);
  if (at === null) return;
  write(conversation.exchanges[at].question);
}

function write(text) {
  const field = box();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https a browser has no clipboard to write to but this one.
    const field = make("textarea", {}, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function inPlainText({ answer }) {
  const sentences = answer.sentences.map(
    (one) => `${one.text} ${one.citations.map((number) => `[${number}]`).join("")}`,
  );
  const sources = answer.citations.map((one) => {
    const facts = [one.title, one.outlet, one.date, `paragraph ${one.paragraph}`].filter(Boolean);
    return `[${one.number}] ${facts.join(", ")}${one.url ? `, ${one.url}` : ""}`;
  });
  return [answer.reason, sentences.join("\n"), sources.join("\n")].filter(Boolean).join("\n\n");
}

async function copy(button, exchange) {
  await copied(inPlainText(exchange));
  button.textContent = "Copied";
  told("The answer was copied with its citations.");
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

async function download(button, exchange) {
  button.closest("details").open = false;
  const asked = { answer: exchange.answer, form: button.dataset.save };
  const file = await server.saved_answer(asked).catch(() => ({ error: FAILED }));
  if (file.error) {
    say(button, file.error);
    return;
  }
  const link = make("a", { download: file.name, href: URL.createObjectURL(new Blob([file.text])) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function say(node, words) {
  const section = sectionAt(node);
  section.querySelector(".said")?.remove();
  section.querySelector(".actions").after(make("p", { class: "notice said", role: "status" }, words));
}

async function judge(section, verdict, why) {
  const at = placeOfExchange(section);
  const exchange = conversation.exchanges[at];
  const history = conversation.exchanges
    .slice(Math.max(0, at - TURNS), at)
    .filter((one) => one.said)
    .map((one) => ({ question: one.question, answer: one.said }));
  exchange.verdict = verdict;
  for (const thumb of section.querySelectorAll("[data-verdict]"))
    thumb.setAttribute("aria-pressed", String(thumb.dataset.verdict === verdict));
  amend(conversation, exchange, at);
  const sent = { answer: exchange.answer, history, verdict, ...why };
  const error = await server.noted_verdict(sent).catch(() => FAILED);
  if (error) say(section.querySelector(".actions"), error);
  else if (why) say(section.querySelector(".actions"), "Thank you: kept for the evaluation.");
}

function judged(button) {
  const section = sectionAt(button);
  const why = section.querySelector(".why");
  const taken = button.getAttribute("aria-pressed") === "true";
  const verdict = taken ? "none" : button.dataset.verdict;
  section.querySelector(".said")?.remove();
  judge(section, verdict);
  why.hidden = verdict !== "bad";
  if (!why.hidden) why.querySelector("input").focus({ preventScroll: true });
}

function acted(button) {
  const section = sectionAt(button);
  const at = placeOfExchange(section);
  const exchange = conversation.exchanges[at];
  const { dataset } = button;
  if ("stop" in dataset) stop();
  else if (!exchange || live) return;
  else if ("copy" in dataset) copy(button, exchange);
  else if ("save" in dataset) download(button, exchange);
  else if ("again" in dataset) ask(exchange.question, at);
  else if ("edit" in dataset) edit(at);
  else if ("verdict" in dataset) judged(button);
}

view.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { dataset } = button;
  if (dataset.ask) ask(dataset.ask);
  else if (button.id === "new-conversation") {
    turnTo(begun());
    box()?.focus();
  } else if ("earlier" in dataset) showEarlier();
  else if ("show" in dataset) list.toggleAttribute("data-shown");
  else if ("cancel" in dataset) {
    edit(null);
    write("");
  } else if (dataset.open) turnTo(load(dataset.open) ?? begun());
  else if (dataset.rename)
    renameIn(button.closest("details").closest("li"), dataset.rename, () => {
      conversation.title = load(conversation.id)?.title ?? conversation.title;
      showLists();
    });
  else if (dataset.forget) {
    forget(dataset.forget);
    if (dataset.forget === conversation.id) turnTo(begun());
    else showLists();
  } else if (sectionAt(button)) acted(button);
});

// The box: it grows with what is written, Enter asks, Shift-Enter begins a line.

view.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches(".why")) {
    const form = event.target;
    const reasons = new FormData(form).getAll("reason");
    form.hidden = true;
    judge(sectionAt(form), "bad", { reasons, note: form.elements.note.value });
    return;
  }
  const question = box().value;
  const at = editing ?? undefined;
  if (!question.trim() || live) return;
  edit(null);
  box().value = "";
  grow();
  ask(question, at);
});

function grow() {
  const field = box();
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 240)}px`;
}

view.addEventListener("input", (event) => event.target === box() && grow());
view.addEventListener("keydown", (event) => {
  if (event.target !== box()) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    box().form.requestSubmit();
  }
  if (event.key === "Escape" && editing !== null) {
    event.preventDefault();
    edit(null);
    write("");
  }
});

// A menu is left as it is left elsewhere: by Escape, or by a click beside it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target) || event.target.closest("button")) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A link from elsewhere puts its question into the box; to send it is left to the reader.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-put]");
  if (!link) return;
  write(link.dataset.put);
  // The masthead, which listens too, shows the view first.
  window.addEventListener("hashchange", () => box().focus(), { once: true });
});

// Another tab of this browser has a conversation of its own, and the same list.
window.addEventListener("storage", (event) => event.key === INDEX && showLists());

conversation = load(sessionStorage.getItem(CURRENT)) ?? begun();
showAll();
showLists();

// `/?q=…` asks at once, in a conversation of its own.
const address = new URL(location.href);
const question = address.searchParams.get("q");
if (question) {
  address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
  conversation = begun();
  showAll();
  ask(question);
}
