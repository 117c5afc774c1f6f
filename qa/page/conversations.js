// The conversations that this browser keeps: nobody else's, and none on the server.
// Each is {id, title, at, exchanges}; an exchange is {question, html, said, answer, verdict}, kept
// by itself, so that one more costs the same after two as after two hundred. The list has them by
// when they were last asked in, the last first, whatever a clock that is set back says of them.
const INDEX = "byline-conversations";
const CURRENT = "byline-conversation"; // of this tab
const keyOf = (id, at) => `byline-exchange-${id}-${at}`;

const readJSON = (text, otherwise) => {
  try {
    return JSON.parse(text) ?? otherwise;
  } catch {
    return otherwise;
  }
};

// A browser may forbid to keep anything; the conversation goes on, and is gone with its tab.
const kept = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, text) {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
};

const listed = () => readJSON(kept.get(INDEX), []);

function begun() {
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join("");
  return { id, title: "", at: Date.now(), exchanges: [] };
}

function load(id) {
  const facts = listed().find((one) => one.id === id);
  if (!facts) return null;
  const places = [...Array(facts.size).keys()];
  const exchanges = places.map((at) => readJSON(kept.get(keyOf(id, at)), null)).filter(Boolean);
  return { ...facts, exchanges };
}

function dropFrom({ id, size }, at = 0) {
  for (let place = at; place < size; place += 1) kept.drop(keyOf(id, place));
}

// Keeps an exchange in its place, and that there is none after it. Where there is no more room, the
// oldest other conversations make some.
function save(conversation, exchange, at) {
  const { id, title } = conversation;
  const all = listed();
  let others = all.filter((one) => one.id !== id);
  const before = all.find((one) => one.id === id);
  if (before) dropFrom(before, at + 1);
  const text = JSON.stringify(exchange);
  while (!kept.set(keyOf(id, at), text) && others.length) {
    dropFrom(others.at(-1));
    others = others.slice(0, -1);
  }
  kept.set(INDEX, JSON.stringify([{ id, title, at: conversation.at, size: at + 1 }, ...others]));
}

// Keeps what has changed in an exchange that is kept already.
const amend = ({ id }, exchange, at) => kept.set(keyOf(id, at), JSON.stringify(exchange));

function rename(id, title) {
  kept.set(INDEX, JSON.stringify(listed().map((one) => (one.id === id ? { ...one, title } : one))));
}

function forget(id) {
  dropFrom(listed().find((one) => one.id === id) ?? { id, size: 0 });
  kept.set(INDEX, JSON.stringify(listed().filter((one) => one.id !== id)));
}

// The list of them

const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children); // as text, whatever it says
  return made;
};

function dayOf(at) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (at >= midnight) return "Today";
  if (at >= midnight - 86400000) return "Yesterday";
  if (at >= midnight - 6 * 86400000) return "This week";
  return new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" }).format(at);
}

function rowOf({ id, title }, current) {
  const open = make("button", { type: "button", "data-open": id, dir: "auto", title }, title);
  if (id === current) open.setAttribute("aria-current", "true");
  const menu = make(
    "details",
    { class: "menu", name: "conversation" },
    make("summary", { "aria-label": `Rename or delete: ${title}` }, "…"),
    make(
      "ul",
      {},
      make("li", {}, make("button", { type: "button", "data-rename": id }, "Rename")),
      make("li", {}, make("button", { type: "button", "data-forget": id }, "Delete")),
    ),
  );
  return make("li", {}, open, menu);
}

function showList(place, current) {
  const groups = new Map();
  for (const one of listed()) {
    const day = dayOf(one.at);
    groups.set(day, [...(groups.get(day) ?? []), rowOf(one, current)]);
  }
  place.replaceChildren(
    ...[...groups].flatMap(([day, rows]) => [make("h2", {}, day), make("ul", {}, ...rows)]),
  );
}

// A title is changed in its place: Enter keeps it, Escape leaves it as it was.
function renameIn(row, id, done) {
  const before = row.querySelector("[data-open]").textContent;
  const field = make("input", { type: "text", maxlength: "120", "aria-label": "Title", value: before });
  row.querySelector("[data-open]").replaceWith(field);
  const end = (title) => {
    field.removeEventListener("blur", leave);
    if (title && title !== before) rename(id, title);
    done();
  };
  const leave = () => end(field.value.trim());
  field.addEventListener("blur", leave);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    end(event.key === "Enter" ? field.value.trim() : "");
  });
  field.select();
}
