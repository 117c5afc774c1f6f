// The list's behaviour. Gradio runs this once, when the list is there: `trigger` calls the server.
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove], [data-sample]");
  if (!button) return;
  button.disabled = true;
  if (button.dataset.remove) trigger("remove", { article: button.dataset.remove });
  else trigger("sample");
});

// Files may be dropped anywhere on the view, as if they were dropped on its field.
const view = element.closest("#view-library");
view.addEventListener("dragover", (event) => event.preventDefault());
view.addEventListener("drop", (event) => {
  event.preventDefault();
  const input = view.querySelector("#drop input[type='file']");
  if (!input || event.target.closest("#drop") || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
