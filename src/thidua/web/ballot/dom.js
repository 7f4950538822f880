// Parts of the page, made without any HTML from strings.
export const part = (tag, told = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(told)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat());
  return made;
};

export const heading = (text) => part("h2", { tabindex: "-1" }, text);
export const say = (text, look = "") => part("p", look ? { class: look } : {}, text);
export const button = (text, onclick, look = "btn-primary") =>
  part("button", { type: "button", class: `btn btn-wide ${look}`, onclick }, text);
export const note = (lines, look = "note-error") =>
  part("div", { class: `note ${look}`, role: "alert" }, lines.filter(Boolean).map((line, at) => (at ? say(line) : part("p", {}, part("strong", {}, line)))));

// Letters to be read aloud or compared, in fours.
export const code = (letters) => part("code", { class: "grouped" }, letters.match(/.{1,4}/g).join(" "));

// The place that the script fills; what the server put there for pages without script goes.
export const place = (root) => {
  const shown = part("div", { "aria-live": "polite" });
  for (const stale of root.querySelectorAll("noscript, [data-starting]")) stale.remove();
  root.append(shown);
  return (...parts) => {
    const moved = shown.contains(document.activeElement);
    shown.replaceChildren(...parts.flat().filter(Boolean));
    if (moved) shown.querySelector("h2")?.focus();
  };
};
