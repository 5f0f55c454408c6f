// A page of a meeting that goes on: texts that follow what others write, and texts that one writes with others.
// The server merges; here is only what one has not yet been answered about. Nothing is kept in the browser.
import { Text } from "./live/text.js";
import { listen } from "./live/stream.js";
import { freshen } from "./live/parts.js";

const key = (row, field) => `${row}:${field}`;

export function live(root) {
  const words = root.dataset;
  const bar = root.querySelector("[data-live-says]");
  const texts = new Map();
  const trouble = new Set();
  let over = false;
  let stop = () => {};
  let waiting = 0;

  function textOf(row, field) {
    const name = key(row, field);
    if (!texts.has(name)) texts.set(name, new Text({ row, field, root, troubled, missing, refused, stored }));
    return texts.get(name);
  }

  // What stands on the page now is what the texts know; called again whenever parts of it are new.
  function find() {
    const begun = [...texts.values()].filter((text) => text.begun).map((text) => [text, text.written]);
    for (const text of texts.values()) text.forget();
    for (const place of root.querySelectorAll("[data-live-row][data-live-field]")) {
      textOf(place.dataset.liveRow, place.dataset.liveField).add(place);
    }
    for (const text of texts.values()) text.settle();
    for (const [text, written] of begun) if (!text.area) keep(written);
  }

  // Somebody took away the row that we were writing in: our own words stay in sight, to copy from.
  function keep(written) {
    if (!written.trim()) return;
    const [box, says, own] = ["div", "p", "blockquote"].map((name) => document.createElement(name));
    box.className = "h-live-kept";
    box.setAttribute("role", "alert");
    says.textContent = words.liveKept;
    own.textContent = written;
    box.append(says, own);
    bar.after(box);
  }

  function told(news) {
    for (const { row, field, n, text } of news.texts) {
      if (textOf(row, field).hear(n, text)) {
        root.dispatchEvent(new CustomEvent("live:text", { detail: { row, field, text }, bubbles: true }));
      }
    }
    writing(news.writing);
    if (news.stamp && news.stamp !== words.liveStamp) rows();
  }

  let quiet = 0;
  function writing(list) {
    const who = new Map();
    for (const lease of list) who.set(key(lease.row, lease.field), [...(who.get(key(lease.row, lease.field)) || []), lease.who]);
    for (const place of root.querySelectorAll("[data-live-who]")) {
      const names = who.get(place.dataset.liveWho);
      const says = names ? (names.length > 1 ? words.liveMore : words.liveOne).replace("{who}", names[0]) : "";
      if (place.textContent !== says && (says || place.textContent !== words.liveSaved)) place.textContent = says;
    }
    clearTimeout(quiet);
    if (list.length) quiet = setTimeout(() => writing([]), Math.max(...list.map((lease) => lease.seconds)) * 1000);
  }

  // Rows have come or gone: the page is asked for anew, once for several changes, and not by all screens at once.
  function rows() {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const page = await freshen(root);
      if (over) return;
      if (page === "gone") return gone();
      if (page === "later") return rows();
      words.liveStamp = page;
      find();
      for (const text of unsaved()) text.save();
      root.dispatchEvent(new CustomEvent("live:rows", { bubbles: true }));
    }, 120 + Math.random() * 200);
  }

  // What is in the way: "net" for the stream, or the text that could not be saved.
  function troubled(what, late) {
    const before = trouble.size;
    if (late === null) trouble.delete(what); else trouble.add(what);
    if (trouble.size) say(late ? words.liveLate : words.liveOff);
    else if (before) { say(words.liveOn); setTimeout(() => { if (!trouble.size) say(""); }, 4000); }
    bar.classList.toggle("h-live--off", trouble.size > 0);
    if (!!before !== !!trouble.size) root.dispatchEvent(new CustomEvent(trouble.size ? "live:off" : "live:on", { bubbles: true }));
  }

  function say(text) {
    if (text !== undefined && bar.textContent !== text) bar.textContent = text;
  }

  // A save found nothing to save in: the row is taken away, or we are no longer with them.
  async function missing() {
    try {
      const answer = await fetch(words.liveAsk, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (answer.ok) rows();
      else if (answer.status < 500 && answer.status !== 429) gone();
    } catch { rows(); }
  }

  // Seen by the box for a moment: what one wrote has arrived.
  function stored(place) {
    const near = place.parentElement.querySelector("[data-live-who]");
    if (!near || near.textContent) return;
    near.textContent = words.liveSaved;
    setTimeout(() => { if (near.textContent === words.liveSaved) near.textContent = ""; }, 4000);
  }

  function refused(place, says) {
    const near = place.parentElement.querySelector("[data-live-who]");
    (near || bar).textContent = says;
  }

  function gone() {
    if (over) return;
    over = true;
    stop();
    for (const text of texts.values()) text.end();
    const said = document.createElement("p");
    said.className = "h-live h-live--gone";
    said.setAttribute("role", "alert");
    said.textContent = words.liveGone;
    root.replaceChildren(said);
    root.dispatchEvent(new CustomEvent("live:gone", { bubbles: true }));
  }

  const unsaved = () => [...texts.values()].filter((text) => text.unsaved);
  find();
  stop = listen(root, { told, writing, rows, gone, net: (away) => troubled("net", away ? false : null) });
  addEventListener("beforeunload", (event) => { if (!over && unsaved().length) event.preventDefault(); });
  addEventListener("online", () => { for (const text of unsaved()) text.save(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // A plain form with texts of ours goes when they are saved, so that it does not meet itself.
  root.addEventListener("submit", (event) => {
    const mine = unsaved().filter((text) => text.isIn(event.target));
    if (!mine.length || event.target.dataset.liveGoes) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target, button = event.submitter;
    form.dataset.liveGoes = "1";
    const late = new Promise((done) => setTimeout(done, 3000));
    Promise.race([Promise.all(mine.map((text) => text.saved())), late]).then(() => {
      form.requestSubmit(button && button.form === form ? button : undefined);
      delete form.dataset.liveGoes;
    });
  }, true);
}
