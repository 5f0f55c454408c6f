// One text of the draft, in all the places of the page where it stands. One of them may be written in.
const PAUSE = 400;
const HELD = 8000;
const AGAIN = [500, 1000, 2000, 4000];

export class Text {
  constructor({ row, field, root, troubled, missing, refused, stored }) {
    Object.assign(this, { row, field, root, troubled, missing, refused, stored });
    this.n = 0;           // the newest version that all places show
    this.base = "";       // what the server had from us last
    this.sending = null;  // a save that has not been answered: {key, base, text}
    this.latest = null;   // a newer version that came while we had letters of our own
    this.places = [];
    this.timer = 0;
    this.tries = 0;
    this.heldAt = 0;
    this.waiters = [];
  }

  forget() { this.places = []; }
  end() { clearTimeout(this.timer); this.over = true; }
  isIn(form) { return this.area && form.contains(this.area); }

  get area() { return this.places.find((place) => place.matches("textarea, input")); }
  get composing() { return this.area?.hasAttribute("data-live-composing"); }
  get begun() { return !!this.area && (this.sending !== null || this.written !== this.base); }
  get unsaved() { return this.begun && this.written !== this.no; }
  get written() { return this.area.value.replace(/\r\n?/g, "\n"); }

  add(place) {
    if (!place.matches("textarea, input")) {
      this.places.push(place);
    } else if (!this.area) { // one place to write in is enough
      this.places.push(place);
      if (!place.dataset.liveBound) this.bind(place);
    }
  }

  bind(area) {
    area.dataset.liveBound = "1";
    const n = Number(area.dataset.liveN);
    if (n < this.n && this.shown !== undefined) put(area, this.shown);
    else this.n = n;
    this.base = this.written;
    area.addEventListener("input", () => this.typed());
    area.addEventListener("compositionstart", () => area.setAttribute("data-live-composing", ""));
    area.addEventListener("compositionend", () => { area.removeAttribute("data-live-composing"); this.typed(); });
    area.addEventListener("blur", () => { this.save(); this.hold(false); });
  }

  // All places are found: what is only shown is as new as the newest of them, and none is older than what we know.
  settle() {
    const shown = this.places.filter((place) => place !== this.area);
    const newest = Math.max(this.n, ...shown.map((place) => Number(place.dataset.liveN)));
    if (!this.area && newest > this.n) {
      this.n = newest;
      this.shown = shown.find((place) => Number(place.dataset.liveN) === newest).textContent;
    }
    for (const place of shown) {
      if (Number(place.dataset.liveN) < this.n && this.shown !== undefined) place.textContent = this.shown;
    }
    this.mark();
  }

  typed() {
    if (this.no !== undefined && this.no !== this.written) { this.no = undefined; this.refused(this.area, ""); }
    this.hold(true);
    this.mark();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // A version from the server. True when it was new here.
  hear(n, text) {
    if (n <= this.n) return false;
    if (this.area && (this.sending || this.written !== this.base || this.composing)) {
      if (!this.latest || this.latest.n < n) this.latest = { n, text };
      this.save(); // what comes back holds both
      return true;
    }
    this.stand(n, text);
    return true;
  }

  stand(n, text) {
    this.n = n;
    this.shown = text;
    this.latest = null;
    for (const place of this.places) {
      place.dataset.liveN = n;
      if (place === this.area) { put(place, text); this.base = this.written; }
      else if (place.textContent !== text) place.textContent = text;
    }
    for (const seen of this.root.querySelectorAll(`[data-live-seen="${this.row}:${this.field}"]`)) seen.value = n;
    this.mark();
  }

  mark() { this.area?.toggleAttribute("data-live-unsaved", this.unsaved); }

  async save() {
    clearTimeout(this.timer);
    if (this.over || this.sending || this.composing) return;
    if (!this.area) return this.done();
    if (this.written === this.base || this.written === this.no) return this.done();
    this.sending = { key: crypto.randomUUID(), base: this.base, text: this.written };
    await this.send();
  }

  async send() {
    const save = this.sending;
    let answer;
    try {
      answer = await post(this.root, this.root.dataset.liveSave, { row: this.row, field: this.field, ...save });
      if (answer.status === 429 || answer.status >= 500) throw new Error("later");
    } catch (error) {
      this.troubled(this, error.message === "later");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => { if (this.sending && !this.over) this.send(); }, AGAIN[Math.min(this.tries++, 3)]);
      return;
    }
    if (this.over || this.sending !== save) return;
    this.tries = 0;
    this.troubled(this, null);
    if (answer.status === 422) {
      this.sending = null;
      this.no = save.text;
      this.refused(this.area, (await answer.json()).says);
      return this.done();
    }
    if (!answer.ok) { // no such row any more, or a page too old to save from
      this.sending = null;
      if (answer.status === 404) this.no = save.text;
      this.missing();
      return this.done();
    }
    const { n, text } = await answer.json();
    this.sending = null;
    if (!this.area) return this.done();
    if (this.written !== save.text || this.composing) {
      this.base = save.text; // more letters since: the next answer holds all of it
      this.typed();
      return;
    }
    this.base = save.text;
    if (this.latest && this.latest.n > n) this.stand(this.latest.n, this.latest.text);
    else if (n >= this.n) this.stand(n, text);
    this.stored(this.area);
    this.done();
  }

  saved() {
    return new Promise((done) => { this.waiters.push(done); this.save(); });
  }

  done() {
    this.mark();
    for (const done of this.waiters.splice(0)) done();
  }

  hold(on) {
    if (on && Date.now() - this.heldAt < HELD) return;
    if (!on && !this.heldAt) return;
    this.heldAt = on ? Date.now() : 0;
    post(this.root, this.root.dataset.liveHold, { row: this.row, field: this.field, on: on ? "1" : "0" }).catch(() => {});
  }
}

export function post(root, address, data) {
  const token = root.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  return fetch(address, {
    method: "POST", body: new URLSearchParams(data), headers: { "X-CSRFToken": token },
    credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(8000),
  });
}

// New text in a box one may be writing in: the caret stays by the letters it stood by.
function put(area, text) {
  const old = area.value;
  if (old === text) return;
  let head = 0, tail = 0;
  const most = Math.min(old.length, text.length);
  while (head < most && old[head] === text[head]) head += 1;
  while (tail < most - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  const moved = (at) => {
    if (at <= head) return at;
    if (at >= old.length - tail) return at + text.length - old.length;
    return Math.min(at, text.length - tail);
  };
  const [from, to, way, top] = [area.selectionStart, area.selectionEnd, area.selectionDirection, area.scrollTop];
  area.value = text;
  if (document.activeElement === area) area.setSelectionRange(moved(from), moved(to), way);
  area.scrollTop = top;
  area.dispatchEvent(new CustomEvent("live:put", { bubbles: true }));
}
