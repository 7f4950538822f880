// Parts of a page that change by themselves; without this file the page reloads itself instead.
"use strict";

for (const part of document.querySelectorAll("[data-part]")) {
  const key = () => part.querySelector("[data-key]")?.dataset.key;
  let shown = part.innerHTML;
  const renew = async () => {
    const answer = await fetch(part.dataset.part, { headers: { "X-Part": "1" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const text = await answer.text();
    if (text.trim() === shown.trim()) return;
    const before = key();
    shown = text;
    part.innerHTML = text;
    if ("follow" in part.dataset && before !== key()) location.reload();
  };
  setInterval(() => { renew().catch(() => {}); }, Number(part.dataset.every));
}

// A page that waits for somebody else's deed looks again now and then.
const waiting = document.querySelector("[data-reload]");
if (waiting) setTimeout(() => { location.replace(location.href); }, Number(waiting.dataset.reload));
