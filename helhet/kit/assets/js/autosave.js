// Keeps what is being written, a moment after the last key. The draft is the writer's own until it is sent.
const PAUSE = 1500;

export function autosave(form) {
  const said = form.querySelector("[data-saved]");
  let timer = 0;
  let sending = false;
  let again = false;

  async function keep() {
    if (sending) { again = true; return; }
    sending = true;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("save_draft", "1");
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST", body: new URLSearchParams(body), headers: { "X-Autosave": "1" }, credentials: "same-origin",
      });
      say(answer.status === 204 ? said?.dataset.saved : said?.dataset.unsaved);
    } catch {
      say(said?.dataset.unsaved);
    }
    sending = false;
    if (again) { again = false; keep(); }
  }

  function say(text) {
    if (said && text && said.textContent !== text) said.textContent = text;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
