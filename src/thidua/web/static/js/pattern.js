// Places of a certificate's lines by mouse and arrow keys; the fields in millimetres say the same.
"use strict";

const sheet = document.querySelector("[data-pattern]");
const form = document.querySelector("[data-pattern-form]");
const image = sheet.querySelector("image");
const STEP = 0.5;

const read = (name) => Number(form.elements[name].value.trim().replace(",", "."));
const write = (name, value) => { form.elements[name].value = String(value).replace(".", ","); };
const round = (value) => Math.round(value / STEP) * STEP;

const query = () => {
  const fields = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "emblem", "valid_from", "status", "source"]) fields.delete(name);
  return fields.toString();
};

// The picture is asked for once the hand has come to rest.
let waiting;
const look = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const fields = query();
    image.setAttribute("href", `${image.dataset.preview}?${fields}`);
    const test = form.querySelector("[data-test]");
    test.href = `${test.pathname}?${fields}`;
  }, 400);
};

const follow = (rect) => {
  for (const name of ["x", "y", "width", "height"]) {
    const value = read(`${rect.dataset.spot}-${name}`);
    if (value >= 0) rect.setAttribute(name, value);
  }
};

const move = (rect, x, y) => {
  write(`${rect.dataset.spot}-x`, round(x));
  write(`${rect.dataset.spot}-y`, round(y));
  follow(rect);
  look();
};

const millimetres = (event) =>
  new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());

for (const rect of sheet.querySelectorAll("[data-spot]")) {
  const place = () => [read(`${rect.dataset.spot}-x`), read(`${rect.dataset.spot}-y`)];
  rect.tabIndex = 0;
  rect.setAttribute("role", "button");
  rect.addEventListener("pointerdown", (event) => {
    const start = millimetres(event);
    const [x, y] = place();
    const drag = (moved) => {
      const now = millimetres(moved);
      move(rect, x + now.x - start.x, y + now.y - start.y);
    };
    rect.setPointerCapture(event.pointerId);
    rect.addEventListener("pointermove", drag);
    rect.addEventListener("pointerup", () => rect.removeEventListener("pointermove", drag), { once: true });
    rect.focus();
    event.preventDefault();
  });
  rect.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const by = event.shiftKey ? 5 : STEP;
    const [x, y] = place();
    move(rect, x + way[0] * by, y + way[1] * by);
  });
}

form.addEventListener("change", () => {
  for (const rect of sheet.querySelectorAll("[data-spot]")) follow(rect);
  look();
});
for (const told of document.querySelectorAll("[data-with-script]")) told.hidden = false;
for (const told of document.querySelectorAll("[data-without-script]")) told.hidden = true;
