// Says, in good time, that one will be signed out, and lets one stay. Nothing is kept in the browser: the server is asked.
const AGAIN = 20;

export function stay(form) {
  const { left, warn, out, many, one } = form.dataset;
  const words = form.querySelector("[data-stay-when]");
  let timer = 0;

  function wait(seconds) {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(seconds, 1) * 1000);
  }

  async function ask() {
    try {
      const answer = await fetch(form.action, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
      told(answer.ok ? (await answer.json()).left : 0);
    } catch {
      wait(AGAIN);
    }
  }

  function told(seconds) {
    if (seconds <= 0) {
      location.replace(out);
      return;
    }
    form.hidden = seconds > Number(warn);
    if (form.hidden) return wait(seconds - Number(warn));
    const minutes = Math.max(1, Math.round(seconds / 60));
    const text = minutes === 1 ? one : many.replace("{n}", minutes);
    if (words.textContent !== text) words.textContent = text;
    wait(Math.min(seconds, AGAIN));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
      told(answer.ok ? (await answer.json()).left : 0);
    } catch {
      wait(AGAIN);
    }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  told(Number(left));
}
