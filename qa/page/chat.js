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
const LEFT = 5000; // milliseconds in which Gradio calls what was stopped failed, once or twice
let conversation = begun();
let live = null; // the exchange under way: {turn, question, heard, sent}
let stopped = -Infinity; // when that was
let left = Promise.resolve(); // what is sent before it is so called, Gradio may end with it
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
  live = { turn, question, heard: performance.now() };
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
  const mine = live;
  left.then(() => {
    if (live !== mine) return; // stopped meanwhile
    mine.sent = true;
    trigger("ask", { question, history, turn });
  });
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
setInterval(() => live && performance.now() - live.heard > PATIENCE && isThere(), PATIENCE);

watch("value", () => {
  if (live) live.heard = performance.now();
  const section = element.querySelector(".exchange");
  if (!live || section?.dataset.turn !== live.turn) {
    // What comes after Stop, or of a conversation that was left, is not shown.
    element.replaceChildren(
      ...(live ? [waitingFor(live.question, live.turn)] : conversation.exchanges.slice(-1).map(sectionOf)),
    );
  } else if (!section.querySelector(".status")) settle(section);
});
// A fault in answering comes as an answer; this is for all else.
document.addEventListener("byline:failed", () => performance.now() - stopped > LEFT && end(FAILED));

function stop() {
  if (live?.sent) {
    stopped = performance.now();
    left = new Promise((resolve) => {
      document.addEventListener("byline:failed", resolve, { once: true });
      setTimeout(resolve, LEFT);
    });
    trigger("stop");
  }
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
