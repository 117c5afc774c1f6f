// The conversation's behaviour. Gradio runs this once, when the conversation is there: `trigger`
// calls the server, `watch` tells when what the server sent is in the page.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask], [data-stop]");
  if (!button) return;
  if (button.dataset.ask) trigger("ask", { question: button.dataset.ask });
  else trigger("stop");
});

// A link from elsewhere puts its question into the box; to send it is left to the reader.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-put]");
  const box = link && document.querySelector("#question textarea");
  if (!box) return;
  box.value = link.dataset.put;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  // The masthead, which listens too, shows the view first.
  window.addEventListener("hashchange", () => box.focus(), { once: true });
});

// A new question is brought to the top once; while its answer grows, nothing moves.
let shown = null;
watch("value", () => {
  const question = element.querySelector(".question");
  if (question && question.textContent !== shown) question.scrollIntoView({ block: "start" });
  shown = question?.textContent ?? null;
});
