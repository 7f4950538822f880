"use strict";
// Without this script the page is whole; with it, its tables can be searched, marks or not.
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, plain(row.textContent)]);
const told = document.querySelector("#so-dong");
document.querySelector("#tim").addEventListener("input", (event) => {
  const words = plain(event.target.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  told.textContent = words.length ? `${shown} dòng` : "";
});
document.querySelector("#tim-kiem").addEventListener("submit", (event) => event.preventDefault());
document.querySelector("#tim-kiem").hidden = false;
