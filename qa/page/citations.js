// What a citation points to (outlet, date, first words), and what is noted on an article's words, told
// where the pointer rests on it or the keyboard has come to it. A browser shows a `title` to the pointer alone.
const tip = make("p", { id: "tip", role: "tooltip", dir: "auto", hidden: "" });
document.body.append(tip);
let pointed = null; // the citation that is told about

function showTip(cite) {
  pointed = cite;
  if (cite.title) {
    cite.dataset.tip = cite.title;
    cite.removeAttribute("title");
  }
  cite.setAttribute("aria-describedby", "tip");
  tip.textContent = cite.dataset.tip ?? "";
  tip.hidden = !tip.textContent;
  const at = cite.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = Math.min(at.left - 12, document.documentElement.clientWidth - own.width - 8);
  const above = at.top - own.height - 6;
  tip.style.left = `${Math.max(left, 8)}px`;
  tip.style.top = `${above > 60 ? above : at.bottom + 6}px`;
}

const hideTip = () => (tip.hidden = true);

for (const kind of ["pointerover", "focusin"])
  document.addEventListener(kind, (event) => {
    const cite = event.target.closest?.(".cite, .noted");
    // A finger that has touched a citation wants its place, and a click has opened it.
    if (cite && (event.pointerType ?? "mouse") === "mouse" && !cite.hasAttribute("aria-current"))
      showTip(cite);
    else hideTip();
  });
for (const kind of ["pointerdown", "focusout"])
  document.addEventListener(kind, hideTip, { capture: true, passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
document.addEventListener("scroll", () => tip.hidden || showTip(pointed), {
  capture: true, // also what is scrolled inside the source pane
  passive: true,
});
