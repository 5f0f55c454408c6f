// Listens to the meeting's stream. Where none comes through, the page asks every third second instead.
const PATIENCE = 5000;
const ASK = 3000;

export function listen(root, { told, writing, rows, gone, net }) {
  const { liveStream, liveAsk } = root.dataset;
  let source = null, asking = 0, since = 0, over = false, first = true, last = 0, guard = 0;

  function connect() {
    source = new EventSource(liveStream, { withCredentials: true });
    source.addEventListener("hello", (event) => {
      heard(event);
      stopAsking();
      net(false);
      const news = JSON.parse(event.data);
      told(news);
      if (!first) rows(); // what was missed meanwhile
      first = false;
    });
    source.addEventListener("news", (event) => { heard(event); told(JSON.parse(event.data)); });
    source.addEventListener("writing", (event) => { heard(event); writing(JSON.parse(event.data)); });
    source.addEventListener("rows", (event) => { heard(event); rows(); });
    source.addEventListener("here", heard);
    source.addEventListener("gone", end);
    source.onerror = () => {
      if (over) return;
      startAsking();
      if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!over) connect(); }, 10000);
    };
  }

  function heard(event) {
    last = Date.now();
    if (event.lastEventId) since = event.lastEventId;
  }

  function startAsking() {
    if (!asking && !over) { asking = setInterval(ask, ASK); ask(); }
  }

  function stopAsking() {
    clearInterval(asking);
    asking = 0;
  }

  async function ask() {
    let answer;
    try {
      answer = await fetch(liveAsk, {
        headers: { "Last-Event-ID": String(since) }, credentials: "same-origin", redirect: "manual", cache: "no-store",
        signal: AbortSignal.timeout(8000),
      });
      if (answer.status === 429 || answer.status >= 500) throw new Error("later");
    } catch {
      if (!over) net(true);
      return;
    }
    if (over) return;
    if (!answer.ok) return end();
    net(false);
    const news = await answer.json();
    since = news.since;
    told(news);
  }

  function end() {
    over = true;
    close();
    gone();
  }

  function close() {
    over = true;
    source?.close();
    stopAsking();
    clearInterval(guard);
  }

  connect();
  // A stream that says nothing at all, as behind some proxies, is no stream.
  last = Date.now();
  guard = setInterval(() => { if (!over && Date.now() - last > (first ? PATIENCE : 40000)) startAsking(); }, 1000);
  addEventListener("offline", () => { if (!over) startAsking(); });
  addEventListener("online", () => {
    if (over || source.readyState === EventSource.OPEN) return;
    source.close();
    connect();
  });
  return close;
}
