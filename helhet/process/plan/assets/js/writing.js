// Help to write well: the meter follows the text, and what the mapping says can be used as a beginning.
// Without script the meter is as of the last save, and the links do the same by opening the page anew.
import { reader } from "../../../../kit/assets/js/plain.js";
import csv from "../../../../kit/hard_words.csv";

const PAUSE = 600;
const { measure } = reader(csv);

function make(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

function explained({ word, explains }) {
  return make("li", "", make("details", "h-hard", make("summary", "", word), make("span", "h-hard__says", explains)));
}

function draw(meter, text) {
  const { level, hard, long } = measure(text), says = meter.dataset;
  const state = JSON.stringify([level, hard.map((h) => h.word), long]);
  if (says.state === state) return;  // an explanation that is open stays open
  says.state = state;
  meter.hidden = !level;
  const tips = [];
  if (long.length) tips.push(says.split);
  if (hard.length) tips.push(says.explain);
  if (level === "hard" && !tips.length) tips.push(says.shorter);
  const line = meter.querySelector("[data-line]");
  if (level) line.replaceChildren(make("strong", `h-meter__level h-meter__level--${level}`, says[level]), " ", tips.join(" "));
  meter.querySelector("[data-words]").replaceChildren(...hard.map(explained));
}

const meterOf = (box) => box?.id && (document.querySelector(`[data-meter="${CSS.escape(box.id)}"]`) || lend(box));

/** A box of a meeting gets its meter when somebody writes in it, so that the page stays calm. */
function lend(box) {
  const empty = document.querySelector("template[data-meter-new]"), place = box.closest(".h-live-area");
  if (!empty || !place) return null;
  const meter = empty.content.firstElementChild.cloneNode(true);
  meter.dataset.meter = box.id;
  place.after(meter);
  return meter;
}

const timers = new WeakMap();

/** Measures the box a moment after the last letter. The page may have been fetched anew meanwhile. */
function soon(box, pause = PAUSE) {
  if (!meterOf(box)) return;
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => { const meter = meterOf(box); if (meter) draw(meter, box.value); }, pause));
}

/** "Använd som början": the text goes into its box, after what stands there; nothing is taken away. */
function begin(link) {
  const box = document.getElementById(link.dataset.begin), from = document.getElementById(link.dataset.from);
  if (!box || !from) return false;
  const text = from.textContent.trim(), room = box.maxLength > 0 ? box.maxLength : Infinity;
  if (!box.value.includes(text)) box.value = (box.value.trim() ? `${box.value.trim()} ${text}` : text).slice(0, room);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  return true;
}

// The area that is chosen shows what was said about it.
function besides(choice) {
  for (const place of document.querySelectorAll(`[data-areas="${CSS.escape(choice.id)}"]`)) {
    for (const area of place.querySelectorAll("details[data-area]")) area.open = area.dataset.area === choice.value;
  }
}

/** A new intervention begins as one's own. Another's is a proposal, and not done by whoever writes it. */
function whose({ id, name }) {
  const own = document.querySelector("[data-own-unit]")?.dataset.ownUnit;
  if (!own || (id !== "unit" && name !== "owner")) return;
  const ours = document.querySelector("input[name=owner]:checked")?.value === "unit"
    && document.getElementById("unit").value === own;
  document.querySelector(`input[name=status][value=${ours ? "decided" : "proposed"}]`).checked = true;
  for (const box of [document.getElementById("responsible"), document.getElementById("phone")]) {
    if (ours && !box.value) box.value = box.defaultValue;
    if (!ours && box.value === box.defaultValue) box.value = "";
  }
}

// Everything is heard at the document: parts of a meeting's page come and go while it is open.
document.addEventListener("input", (event) => soon(event.target));
document.addEventListener("change", (event) => {
  if (event.target.id) besides(event.target);
  whose(event.target);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-begin]");
  if (link && begin(link)) event.preventDefault();
});
for (const page of document.querySelectorAll("[data-live]")) {
  page.addEventListener("live:text", ({ detail: { row, field } }) => {
    soon(page.querySelector(`textarea[data-live-row="${CSS.escape(row)}"][data-live-field="${CSS.escape(field)}"]`));
  });
}
for (const meter of document.querySelectorAll("[data-meter]")) soon(document.getElementById(meter.dataset.meter), 0);
