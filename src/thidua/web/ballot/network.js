// Asking the server on a weak network: the same request again until there is an answer.
const PATIENCE = 15_000; // milliseconds for one try
const LONGEST = 15_000; // milliseconds between two tries

// The server's answer that something may not be: what, why, what to do, and a code.
export class Refusal extends Error {
  constructor(told) {
    super(told.what);
    this.told = told;
  }
}

export const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

// Until the time is over, or the device finds its network again.
const lull = (milliseconds) =>
  Promise.race([pause(milliseconds), new Promise((done) => { addEventListener("online", done, { once: true }); })]);

const once = async (address, options) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { cache: "no-store", ...options, signal: stop.signal });
    return { status: answer.status, text: await answer.text() };
  } finally {
    clearTimeout(timer);
  }
};

const MAY_PASS = (status) => status >= 500 || status === 429;

// `weak` is told how often it has been tried in vain.
export const insist = async (address, options, weak) => {
  for (let tries = 1; ; tries += 1) {
    const answer = await once(address, options).catch(() => null);
    if (answer && !MAY_PASS(answer.status)) return answer;
    weak(tries);
    await lull(Math.min(LONGEST, 1000 * 2 ** tries));
  }
};

const read = ({ status, text }) => {
  let told;
  try { told = JSON.parse(text); } catch { told = { what: `Máy chủ trả lời không đọc được (${status}).`, remedy: "Hãy tải lại trang." }; }
  if (status >= 400) throw new Refusal(told);
  return told;
};

const posted = (body, more) => ({
  method: "POST", body: JSON.stringify(body), ...more, headers: { "Content-Type": "application/json", ...more.headers },
});

// With the session, for what is done by name.
export const byName = async (address, body, csrf, weak) =>
  read(await insist(address, posted(body, { credentials: "same-origin", headers: { "X-CSRFToken": csrf } }), weak));

export const readByName = async (address, weak) => read(await insist(address, { credentials: "same-origin" }, weak));

// Without session, cookie or referrer: nothing in the request says who sends it.
const NAMELESS = { credentials: "omit", referrerPolicy: "no-referrer" };
export const nameless = async (address, body, weak) => read(await insist(address, posted(body, NAMELESS), weak));
export const readNameless = async (address, weak) => read(await insist(address, NAMELESS, weak));

// What the page's own element says by now; null when the page can't be had at the moment.
export const renewed = async (id) => {
  const answer = await once(location.href, { credentials: "same-origin" }).catch(() => null);
  const page = answer?.status === 200 && new DOMParser().parseFromString(answer.text, "text/html");
  return page ? page.getElementById(id) : null;
};
