// The voter's page of a sealed vote: open, choose, confirm.
import { hex, sha256, utf8 } from "./bytes.js";
import { button, code, heading, note, part, place, say } from "./dom.js";
import { readNameless, Refusal, renewed } from "./network.js";
import { sealedQuestion, Stopped } from "./question.js";
import { store } from "./store.js";
import { ask, fill, hesitate, send } from "./voting.js";
import { BLANK, NOT_PROMISED, PROMISED, REMEDY, STOPPED, WEAK } from "./words.js";

const EVERY = 4_000; // milliseconds between two looks whether the box has been opened or closed
const WAITS = { asking: true, box: true, closed: true, counted: true };
const root = document.getElementById("sealed-ballot");
const show = place(root);
const vote = root.dataset;
const csrf = root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
let question;
let keeping = store(`ballot ${vote.vote} ${vote.who ?? ""}`);
let slip = "";

const weak = (tries) => show(heading("Đang gửi"), say(WEAK(tries), "note note-warning"));
const isClosed = () => vote.state !== "asking" && vote.state !== "box";

const told = (error) => {
  if (error instanceof Refusal) return [error.told.what, error.told.why, error.told.remedy || REMEDY[error.told.code]];
  return STOPPED[error.code] ?? ["Có lỗi trên trang này.", String(error.message), "Hãy tải lại trang; phiếu đã nhận vẫn còn trên máy."];
};

const stop = (error) => {
  const again = error instanceof Refusal && error.told.code === "wrong-slip";
  show(note(told(error)), again ? button("Gõ lại mã", askForSlip, "") : button("Thử lại", () => location.reload(), ""));
};
const guarded = (task) => (...given) => Promise.resolve(task(...given)).catch(stop);

// Where the ballot stands is what the device keeps; the page's state says what may come next.
const next = guarded(async () => {
  const kept = keeping.get();
  if (vote.state === "void") return showVoid();
  if (kept.inside) return showInside();
  if (kept.ballot) return put();
  if (isClosed()) return show(heading("Hòm phiếu đã đóng"), say("Máy này không có lá phiếu nào đã bỏ vào hòm."));
  if (kept.signature) return vote.state === "box" ? choose() : waitForBox();
  if (vote.slip && !slip) return askForSlip();
  return take();
});

const take = async () => {
  show(heading("Đang nhận phiếu"), say("Xin chờ trong giây lát…"));
  await ask(question, keeping, { address: vote.ask, slip, csrf, weak });
  return next();
};

const normal = (typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");

// Two people at one shared device don't meet each other's ballot: it is kept under their code.
const useSlip = guarded(async (event) => {
  event.preventDefault();
  slip = normal(new FormData(event.target).get("slip"));
  keeping = store(`ballot ${vote.vote} ${hex(sha256(utf8(slip)))}`);
  return next();
});

const askForSlip = () => {
  slip = "";
  keeping.drop();
  const field = part("input", { id: "slip", name: "slip", class: "form-control slip-field", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true });
  show(
    heading("Gõ mã trên phiếu giấy"),
    part("form", { onsubmit: useSlip }, part("label", { for: "slip", class: "form-label" }, "Mã phiếu (16 chữ và số)"), field,
      part("button", { type: "submit", class: "btn btn-wide btn-primary" }, "Nhận phiếu")),
  );
  field.focus();
};

const waitForBox = () =>
  show(heading("Đã nhận phiếu"), say("Hòm phiếu chưa mở. Trang này tự hiện phiếu khi chủ tọa cho bỏ phiếu."));

const choose = () => {
  const options = question.options.map((option) => button(option, () => confirm(option, option), ""));
  const blank = question.kind === "election" ? [button(BLANK, () => confirm("", BLANK), "")] : [];
  show(
    heading("Chọn một mục"),
    part("div", { class: "choices" }, options, blank),
    say(PROMISED), say(NOT_PROMISED),
    part("p", { class: "small" }, part("a", { href: "#bao-dam" }, "Xem đủ điều được và không được bảo đảm")),
  );
};

const confirm = (option, words) =>
  show(
    heading("Xác nhận"),
    part("p", { class: "chosen" }, "Ông/Bà chọn: ", part("strong", {}, words)),
    button("Bỏ phiếu", guarded(() => seal(option))),
    button("Chọn lại", choose, ""),
  );

const seal = async (option) => {
  show(heading("Đang niêm phong phiếu"), say("Xin chờ trong giây lát…"));
  await fill(question, keeping, option);
  show(heading("Đang bỏ phiếu"), say("Máy chờ vài giây rồi mới gửi, để giờ gửi không cho biết phiếu của ai. Xin giữ trang này mở."));
  await hesitate();
  return put();
};

const put = async () => {
  show(heading("Đang bỏ phiếu"), say("Xin giữ trang này mở…"));
  await send(keeping, { box: vote.box, weak });
  return next();
};

const tracker = () => [
  say("Mã theo dõi lá phiếu này:"),
  part("p", { class: "tracker" }, code(keeping.get().tracker)),
  say("Mã không cho biết đã chọn gì. Đừng đưa mã cho người khác.", "soft small"),
];

const leave = () =>
  vote.slip
    ? button("Xong, xóa khỏi máy chung", () => { keeping.drop(); location.reload(); })
    : button("Xóa mã khỏi máy này", () => { keeping.drop(); show(heading("Đã xóa"), say("Máy này không còn giữ gì về lá phiếu.")); }, "");

const showInside = async () => {
  if (!isClosed()) {
    return show(
      heading("Phiếu đã ở trong hòm"), ...tracker(),
      say(vote.slip ? "Hãy ghi hoặc chụp lại mã rồi bấm nút dưới đây." : "Máy này giữ mã, và tự tìm trong danh sách công khai khi hòm phiếu đóng."),
      vote.slip ? leave() : "",
    );
  }
  const { trackers } = await readNameless(vote.trackers, weak);
  return show(trackers.includes(keeping.get().tracker) ? found(trackers.length) : missing(), ...tracker(), leave());
};

const showVoid = () =>
  show(heading("Cuộc bỏ phiếu đã hủy"), say("Không lá phiếu nào được mở. Chủ tọa cho biết bỏ phiếu lại hay không."), keeping.get().tracker ? leave() : "");

const found = (all) => part("div", { class: "note note-good" }, heading("Phiếu của Ông/Bà có trong hòm"), say(`Mã theo dõi có trong danh sách công khai ${String(all).padStart(2, "0")} lá phiếu của hòm.`));
const missing = () => note(["Không thấy phiếu của Ông/Bà trong danh sách công khai.", "Hòm phiếu đã nhận phiếu này nhưng danh sách không có.", "Hãy báo ngay cho ban kiểm phiếu, kèm mã dưới đây."]);

// The secretary opens and closes the box; this page notices by looking at itself again.
const watch = async () => {
  const now = (await renewed("sealed-ballot"))?.dataset.state;
  if (!now || now === vote.state) return;
  const { ballot, inside } = keeping.get();
  vote.state = now;
  if (now === "published" && inside) location.reload();
  else if (inside || !ballot || now === "void") next();
};

const begin = guarded(async () => {
  if (!globalThis.crypto?.subtle || typeof BigInt === "undefined") throw new Stopped("old-browser");
  question = sealedQuestion(vote.question, vote.seal);
  if (WAITS[vote.state]) setInterval(watch, EVERY);
  return next();
});

begin();
