// Small comforts only: every action of every page works without this file.
"use strict";

// One confirmation open at a time, and Escape closes it.
document.addEventListener("toggle", (event) => {
  const opened = event.target;
  if (!opened.matches?.("details.confirm") || !opened.open) return;
  for (const other of document.querySelectorAll("details.confirm[open]")) {
    if (other !== opened) other.open = false;
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const opened of document.querySelectorAll("details.confirm[open]")) {
    opened.open = false;
    opened.querySelector("summary").focus();
  }
});

// A form sent twice by a double click is sent once.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Printing needs a script, so its button is shown only where there is one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The current tab is brought into view on a narrow screen.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
