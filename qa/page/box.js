// The box: it grows with what is written, Enter asks, Shift-Enter begins a line. Runs last, and begins
// with what this tab showed before, or with the question in its address.

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
