"use strict";
// Shows of the cases those that the reader asks for; without it all of them are there.
(() => {
  const form = document.querySelector("#filter");
  const rows = [...document.querySelectorAll("#cases > li")];
  const texts = new Map();

  // Read when first searched: a closed case costs nothing before.
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  const show = () => {
    const { words, mark, kind } = form.elements;
    const sought = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (mark.value !== "" && !(mark.value in row.dataset)) ||
        (kind.value !== "" && row.dataset.kind !== kind.value) ||
        !sought.every((word) => text(row).includes(word));
      if (!row.hidden) shown += 1;
    }
    form.querySelector("output").textContent =
      shown === rows.length ? "" : `${shown} of ${rows.length} cases`;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show(); // a browser that goes back keeps what was typed
})();
