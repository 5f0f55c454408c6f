// The same as kit/plain.py, for what is being written just now: nothing typed leaves the browser to be measured.
const WORD = /[\p{L}\p{Nl}\p{No}]+/gu;
const STOP = /[.!?…]+(?=[ \t\r\n\xa0]|$)|\n+/u;
const BETWEEN = /^[ \xa0-]$/u;
const LONG_WORD = 6, LONG_SENTENCE = 20, TOO_LONG = 30, FEW = 10, SAYS_NOTHING = 4, FAIR_FROM = 38, HARD_FROM = 50;
const MANY_HARD = 3;

const wordsOf = (text) => text.match(WORD) || [];

/** Reads the list of hard words (the text of hard_words.csv) and gives the two questions one can ask of a text. */
export function reader(csv) {
  const known = new Map();
  for (const row of csv.trim().split("\n").slice(1)) {
    const [, word, more, explains] = row.trim().match(/^([^,]*),([^,]*),"?(.*?)"?$/u);
    const hard = { word, explains };
    for (const form of formsOf(word, more)) {
      const key = wordsOf(form).join(" ");
      if (!known.has(key)) known.set(key, hard);
    }
  }
  const longest = Math.max(...[...known.keys()].map((key) => key.split(" ").length));

  function marked(text) {
    const tokens = [...text.matchAll(WORD)], spans = [];
    let done = 0;
    for (let i = 0; i < tokens.length;) {
      const [n, hard] = foundAt(text, tokens.slice(i, i + longest));
      if (hard) {
        const start = tokens[i].index, last = tokens[i + n - 1], end = last.index + last[0].length;
        if (start > done) spans.push({ text: text.slice(done, start), hard: null });
        spans.push({ text: text.slice(start, end), hard });
        done = end;
      }
      i += n;
    }
    if (done < text.length) spans.push({ text: text.slice(done), hard: null });
    return spans;
  }

  function foundAt(text, tokens) {
    const said = [];
    let found = [1, null];
    for (let n = 1; n <= tokens.length; n++) {
      const token = tokens[n - 1], before = tokens[n - 2];
      if (before && !BETWEEN.test(text.slice(before.index + before[0].length, token.index))) break;
      said.push(token[0].toLowerCase());
      const hard = known.get(said.join(" "));
      if (hard) found = [n, hard];
    }
    return found;
  }

  function measure(text) {
    const counts = text.split(STOP).map((s) => [s.trim(), wordsOf(s).length]).filter(([, n]) => n);
    const total = counts.reduce((sum, [, n]) => sum + n, 0);
    const hard = [...new Set(marked(text).map((span) => span.hard).filter(Boolean))];
    if (!counts.length || (total < SAYS_NOTHING && !hard.length)) return { level: "", hard: [], long: [] };
    const longWords = wordsOf(text).filter((word) => [...word].length > LONG_WORD).length;
    const lix = total / counts.length + (100 * longWords) / Math.max(total, FEW);
    const long = counts.filter(([, n]) => n > LONG_SENTENCE).map(([s]) => s);
    if (lix >= HARD_FROM || hard.length >= MANY_HARD || counts.some(([, n]) => n > TOO_LONG)) {
      return { level: "hard", hard, long };
    }
    return { level: lix >= FAIR_FROM || hard.length || long.length ? "fair" : "easy", hard, long };
  }

  return { marked, measure };
}

function formsOf(word, more) {
  const found = [word];
  for (const form of more.split(" | ").filter(Boolean)) found.push(form.startsWith("-") ? word + form.slice(1) : form);
  return [...found, ...found.filter((form) => !form.endsWith("s")).map((form) => `${form}s`)];
}
