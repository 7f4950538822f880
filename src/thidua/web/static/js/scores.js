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
    if (input) { input.value = line.split("\t")[0].trim(); remind(input); save(input.closest("tr")); }
  });
});

// What is typed is saved line by line, one after the other; without this the button saves all.
let queue = Promise.resolve();
const save = (row) => { queue = queue.then(() => send(row)).catch(() => say(row, "Chưa lưu được; hãy bấm Lưu.")); };

const say = (row, text) => {
  let word = row.querySelector(".card-saved");
  if (!word) {
    word = document.createElement("p");
    word.className = "card-saved small soft";
    word.setAttribute("role", "status");
    row.querySelector(".card-notes").append(word);
  }
  word.textContent = text;
};

// What the bar at the foot says is still without points.
const left = (codes) => {
  const word = document.querySelector(".card-left");
  word.textContent = codes.length ? `Còn thiếu ${String(codes.length).padStart(2, "0")}: ` : "Đã đủ điểm, có thể nộp.";
  codes.forEach((code, at) => {
    const link = document.createElement("a");
    link.href = `#tc-${code}`;
    link.textContent = code;
    word.append(...(at ? [", ", link] : [link]));
  });
};

const show = (name, texts) => {
  for (const [key, text] of Object.entries(texts)) {
    const cell = table.querySelector(`[data-${name}="${CSS.escape(key)}"]`);
    if (cell) cell.textContent = text;
  }
};

const send = async (row) => {
  const body = new FormData();
  const cell = row.querySelector(".card-input");
  if (!cell?.value.trim() || row.querySelector(".card-clash")) return;
  for (const field of row.querySelectorAll("[form=marks]")) {
    if (field.type !== "checkbox" || field.checked) body.append(field.name, field.value);
  }
  body.append("csrfmiddlewaretoken", document.querySelector("#marks [name=csrfmiddlewaretoken]").value);
  const answer = await fetch(table.dataset.save, { method: "POST", body, credentials: "same-origin" });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("no answer");
  const { told, cells = {}, totals = {}, sections = {}, missing } = await answer.json();
  say(row, told);
  show("sum", totals);
  show("section", sections);
  if (missing) { row.querySelector(".card-missing")?.remove(); left(missing); }
  for (const [code, { version }] of Object.entries(cells)) {
    row.querySelector(`[name="v-${CSS.escape(code)}"]`).value = version;
  }
};

if (table?.dataset.save) {
  table.addEventListener("change", (event) => {
    if (event.target.closest("[form=marks]")) save(event.target.closest("tr"));
  });
}

table?.addEventListener("input", (event) => {
  const input = event.target.closest("tr").querySelector(".card-input");
  if (input) remind(input);
});
inputs.forEach(remind);
document.querySelector(".card-grid [aria-invalid]")?.focus();

// A file dropped anywhere on its field is as good as one chosen.
const drop = document.querySelector(".card-drop");
const chosen = drop?.querySelector("[type=file]");
const choose = () => { document.querySelector('[name="kind"][value="file"]').checked = true; };
chosen?.addEventListener("change", choose);
drop?.addEventListener("dragover", (event) => { event.preventDefault(); });
drop?.addEventListener("drop", (event) => {
  event.preventDefault();
  chosen.files = event.dataTransfer.files;
  choose();
});
