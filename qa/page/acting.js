// What can be done with an exchange: edit, copy, save, judge. Runs after chat.js.

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
