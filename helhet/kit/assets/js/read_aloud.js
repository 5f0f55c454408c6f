// "Läs upp": the browser's own Swedish voice reads the page. Shown only where there is such a voice to ask.
export function readAloud(place) {
  const voice = window.speechSynthesis;
  const button = place.querySelector("button");
  if (!voice || !button) return;
  const start = button.textContent;
  place.hidden = false;

  function stop() {
    voice.cancel();
    button.textContent = start;
  }

  button.addEventListener("click", () => {
    if (voice.speaking) { stop(); return; }
    const text = document.querySelector("main").innerText;
    for (const sentence of text.split(/(?<=[.!?])\s+|\n+/).filter((part) => part.trim())) {
      const words = new SpeechSynthesisUtterance(sentence);
      words.lang = document.documentElement.lang.startsWith("sv") ? "sv-SE" : document.documentElement.lang;
      words.rate = 0.9;
      voice.speak(words);
    }
    button.textContent = button.dataset.stop;
  });
  window.addEventListener("pagehide", stop);
}
