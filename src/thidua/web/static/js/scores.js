// The grid as in a spreadsheet: Enter and arrows go down, a column is pasted whole. Tab works by itself.
"use strict";

const table = document.querySelector(".card-grid");
const inputs = [...document.querySelectorAll(".card-input")];
const number = (text) => Number(text.trim().replaceAll(".", "").replace(",", "."));

const step = (from, by) => {
  const next = inputs[inputs.indexOf(from) + by];
  if (next) { next.focus(); next.select(); }
};

const remind = (input) => {
  const reason = input.closest("tr").querySelector(".card-reason");
  if (!reason || !("self" in input.dataset) || !input.value.trim()) return;
  const gap = Math.abs(number(input.value) - number(input.dataset.self));
  reason.classList.toggle("card-reason-due", gap > Number(table.dataset.margin) && !reason.value.trim());
};

table?.addEventListener("keydown", (event) => {
  if (!inputs.includes(event.target)) return;
  const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  step(event.target, by);
});

table?.addEventListener("paste", (event) => {
  const start = inputs.indexOf(event.target);
  const lines = event.clipboardData.getData("text").trim().split(/\r?\n/);
  if (start < 0 || lines.length < 2) return;
  event.preventDefault();
  lines.forEach((line, at) => {
    const input = inputs[start + at];
    if (input) { input.value = line.split("\t")[0].trim(); remind(input); }
  });
});

table?.addEventListener("input", (event) => {
  const input = event.target.closest("tr").querySelector(".card-input");
  if (input) remind(input);
});
inputs.forEach(remind);
document.querySelector(".card-grid [aria-invalid]")?.focus();
