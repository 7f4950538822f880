// The teller's secret to take along: a file, and a sheet of paper for the sealed envelope.
/*! qrcode-generator: Copyright (c) 2009 Kazuhiko Arase, MIT license */
import qrcode from "qrcode-generator";
import { part, say } from "./dom.js";
import { written } from "./tellers.js";

const SVG = "http://www.w3.org/2000/svg";
const TOLD = [
  "Đây là khóa kiểm phiếu của một thành viên ban kiểm phiếu.",
  "Ai có khóa này và khóa của mọi thành viên khác thì mở được phiếu kín.",
  "Hãy cho vào phong bì, niêm phong, giao cho người không thuộc ban kiểm phiếu giữ.",
  "Chỉ mở phong bì khi thành viên ấy vắng mặt lúc kiểm phiếu, có người chứng kiến, và ghi vào biên bản.",
];

const drawn = (name, told) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(told)) made.setAttribute(key, value);
  return made;
};

export const picture = (letters) => {
  const code = qrcode(0, "M");
  code.addData(letters, "Alphanumeric");
  code.make();
  const size = code.getModuleCount();
  const dark = [...Array(size * size).keys()].filter((at) => code.isDark(Math.floor(at / size), at % size));
  const path = dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join("");
  const svg = drawn("svg", { viewBox: `-4 -4 ${size + 8} ${size + 8}`, class: "key-picture", role: "img", "aria-label": "Mã vạch của khóa" });
  svg.append(drawn("path", { d: path }));
  return svg;
};

export const sheet = (secret, owner, vote) =>
  part("section", { class: "key-sheet" },
    part("h1", {}, "Khóa kiểm phiếu"), say(owner), say(vote),
    part("p", { class: "key-letters" }, written(secret)),
    picture(written(secret).replaceAll(" ", "")),
    ...TOLD.map((line) => say(line)));

// Printing shows the sheet alone.
export const print = (made) => {
  document.body.append(made);
  document.body.classList.add("prints-key");
  addEventListener("afterprint", () => { made.remove(); document.body.classList.remove("prints-key"); }, { once: true });
  window.print();
};

export const download = (secret, owner, vote) => {
  const lines = ["KHÓA KIỂM PHIẾU", owner, vote, "", written(secret), "", ...TOLD, ""];
  const address = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain;charset=utf-8" }));
  part("a", { href: address, download: "khoa-kiem-phieu.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
