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

function follow(meter) {
  const box = document.getElementById(meter.dataset.meter);
  if (!box) return;
  let timer = 0;
  const now = () => draw(meter, box.value);
  for (const event of ["input", "change", "helhet:text"]) {
    box.addEventListener(event, () => { clearTimeout(timer); timer = setTimeout(now, PAUSE); });
  }
  if (box.value) now();
}

/** "Använd som början": the text goes into its box, after what stands there; nothing is taken away. */
function begin(link) {
  const box = document.getElementById(link.dataset.begin);
  if (!box) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const text = document.getElementById(link.dataset.from).textContent.trim();
    const room = box.maxLength > 0 ? box.maxLength : Infinity;
    if (!box.value.includes(text)) box.value = (box.value.trim() ? `${box.value.trim()} ${text}` : text).slice(0, room);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}

/** The area that is chosen shows what was said about it. */
function besides(place) {
  const choice = document.getElementById(place.dataset.areas);
  choice?.addEventListener("change", () => {
    for (const area of place.querySelectorAll("details[data-area]")) area.open = area.dataset.area === choice.value;
  });
}

for (const meter of document.querySelectorAll("[data-meter]")) follow(meter);
for (const link of document.querySelectorAll("a[data-begin]")) begin(link);
for (const place of document.querySelectorAll("[data-areas]")) besides(place);
