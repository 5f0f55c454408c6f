// Fetches the page anew and puts its parts in place. What somebody is writing in stays as it is, caret and all.

// The new page's stamp; "gone" when there is no such page for us any more, "later" when it could not be had now.
export async function freshen(root) {
  const page = await load(location.href);
  if (typeof page === "string") return page;
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return "gone";
  if (root.querySelector("[data-live-composing]")) return "later";
  const focus = document.activeElement;
  const caret = focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : null;
  for (const part of root.querySelectorAll("[data-live-part]")) {
    const next = fresh.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart)}"]`);
    if (next) replace(part, document.adoptNode(next));
  }
  restore(focus, caret);
  const token = "[name=csrfmiddlewaretoken]";
  const [old, now] = [root.querySelector(token), fresh.querySelector(token)];
  if (old && now) old.value = now.value;
  return fresh.dataset.liveStamp || "";
}

function load(address) {
  return new Promise((done) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", address);
    asked.responseType = "document";
    asked.timeout = 8000;
    asked.onload = () => {
      if (asked.status >= 500 || asked.status === 429) done("later");
      else if (!asked.response || asked.status >= 400) done("gone");
      else if (new URL(asked.responseURL).pathname !== location.pathname) location.replace(asked.responseURL);
      else done(asked.response);
    };
    asked.onerror = asked.ontimeout = () => done("later");
    asked.send();
  });
}

function replace(part, next) {
  if (part.isEqualNode(next)) return;
  for (const area of part.querySelectorAll("textarea[data-live-row], input[data-live-row]")) {
    const { liveRow, liveField } = area.dataset;
    const place = next.querySelector(`${area.localName}[data-live-row="${liveRow}"][data-live-field="${liveField}"]`);
    if (place) place.replaceWith(area);
  }
  for (const form of part.querySelectorAll("form[id]")) {
    const place = next.querySelector(`form[id="${CSS.escape(form.id)}"]`);
    if (place && begun(form)) place.replaceWith(form);
  }
  for (const open of part.querySelectorAll("details[open][id]")) {
    next.querySelector(`details[id="${CSS.escape(open.id)}"]`)?.setAttribute("open", "");
  }
  part.replaceWith(next);
}

// Somebody has begun to fill it in, beside the texts that save themselves.
function begun(form) {
  return [...form.elements].some((field) => !field.dataset.liveRow && (
    (/^(checkbox|radio)$/.test(field.type) && field.checked !== field.defaultChecked)
    || (field.localName === "select" && [...field.options].some((o) => o.selected !== o.defaultSelected && (o.defaultSelected || o.index > 0)))
    || (/^(text|tel|textarea|date|time|number|search)$/.test(field.type) && field.value !== field.defaultValue)));
}

function restore(focus, caret) {
  if (!focus || document.activeElement === focus) return;
  const place = document.contains(focus) ? focus : focus.id && document.getElementById(focus.id);
  if (!place) return;
  place.focus({ preventScroll: true });
  if (caret && "setSelectionRange" in place && caret[0] !== null) place.setSelectionRange(...caret);
}
