// A teller's desk: make the secret and keep it, hand in the opening key, sign the tally.
import { hex } from "./bytes.js";
import { button, heading, note, part, place, say } from "./dom.js";
import { download, print, sheet } from "./keysheet.js";
import { byName, readByName, Refusal, renewed } from "./network.js";
import { store } from "./store.js";
import { readTally } from "./tally.js";
import { keysFor, makeSecret, publicHalves, readSecret, signedBy, written } from "./tellers.js";
import { STOPPED, WEAK } from "./words.js";

const EVERY = 4_000;
const root = document.getElementById("teller-desk");
const show = place(root);
const desk = root.dataset;
const csrf = root.querySelector("[name=csrfmiddlewaretoken]").value;
const owner = desk.owner ?? "";
const keeping = store(`teller ${desk.who ?? ""}`);

const weak = (tries) => show(heading("Đang gửi"), say(WEAK(tries), "note note-warning"));
const secret = () => readSecret(keeping.get().secret ?? "");
const keys = () => keysFor(secret(), desk.vote);
const fits = () => secret() && publicHalves(keys()).opening_key === desk.openingKey;

const told = (error) => {
  if (error instanceof Refusal) return [error.told.what, error.told.why, error.told.remedy];
  return STOPPED[error.code] ?? ["Có lỗi trên trang này.", String(error.message), "Hãy tải lại trang."];
};
const stop = (error) => show(note(told(error)), button("Thử lại", () => location.reload(), ""));
const guarded = (task) => (...given) => Promise.resolve(task(...given)).catch(stop);
const padded = (number) => String(number).padStart(2, "0");

const STEPS = {
  keys: () => (desk.openingKey ? offered() : offer()),
  asking: () => wait("Đang cấp phiếu", "Ông/Bà chưa phải làm gì. Trang này tự báo khi đến lượt."),
  box: () => wait("Đang bỏ phiếu", "Ông/Bà chưa phải làm gì. Trang này tự báo khi hòm phiếu đóng."),
  closed: () => (desk.opened ? wait("Đã giao khóa mở phiếu", "Chờ các thành viên khác giao khóa và thư ký kiểm phiếu.") : unlock()),
  counted: () => (desk.signed ? wait("Đã ký kết quả", "Chờ các thành viên khác ký.") : sign()),
  published: () => finish("Kết quả đã công bố"),
  void: () => finish("Cuộc bỏ phiếu đã hủy"),
};
const next = guarded(() => STEPS[desk.state]());

const wait = (title, words) => show(heading(title), say(words));

// A secret is made once and serves every vote; each vote has keys of its own that come out of it.
const offer = () => {
  if (secret()) return handOver();
  return show(
    heading("Khóa kiểm phiếu của Ông/Bà"),
    say("Khóa được tạo ngay trên máy này, không gửi đi đâu. Phiếu chỉ mở được khi có đủ khóa của mọi thành viên ban kiểm phiếu."),
    button("Tạo khóa mới", () => { keeping.put({ secret: written(makeSecret()) }); next(); }),
    button("Tôi đã có khóa", () => bring(), ""),
  );
};

const saved = (how) => { keeping.put({ ...keeping.get(), [how]: true }); next(); };

const handOver = () => {
  const { filed, printed } = keeping.get();
  const both = [
    button(filed ? "Lưu tệp khóa lần nữa" : "1. Lưu tệp khóa", () => { download(secret(), owner, desk.title); saved("filed"); }, filed ? "" : "btn-primary"),
    button(printed ? "In bản giấy lần nữa" : "2. In bản giấy cho vào phong bì", () => { print(sheet(secret(), owner, desk.title)); saved("printed"); }, filed && !printed ? "btn-primary" : ""),
  ];
  return show(
    heading("Giữ khóa rồi giao phần công khai"),
    say("Mất khóa thì cả cuộc bỏ phiếu không mở được. Hãy giữ khóa ở hai nơi: một tệp do Ông/Bà cất, một bản giấy trong phong bì niêm phong do người khác giữ."),
    ...both,
    filed || printed ? button("3. Giao phần công khai cho thư ký", guarded(give), filed && printed ? "btn-primary" : "") : say("Lưu hoặc in xong thì giao được.", "soft"),
  );
};

const give = async () => {
  const halves = publicHalves(keys());
  await byName(desk.keys, halves, csrf, weak);
  desk.openingKey = halves.opening_key;
  return next();
};

const offered = () =>
  fits()
    ? show(heading("Đã giao phần công khai"), say("Chờ thư ký niêm phong nội dung. Hãy giữ kỹ tệp khóa và bản giấy."), button("Lưu tệp khóa lần nữa", () => download(secret(), owner, desk.title), ""))
    : bring();

// The key is on another machine or on paper: it is read from the file, or typed.
const bring = (wrong = "") => {
  const field = part("textarea", { id: "key", name: "key", rows: "3", class: "form-control", autocomplete: "off", spellcheck: "false" });
  const file = part("input", { id: "key-file", type: "file", accept: ".txt,text/plain", class: "form-control", onchange: async () => { take(await file.files[0].text()); } });
  const own = [part("label", { for: "key", class: "form-label" }, "Hoặc gõ, dán các chữ trên bản giấy"), field];
  return show(
    heading("Đưa khóa vào máy này"),
    wrong ? note([wrong, "", "Hãy kiểm lại từng nhóm chữ, hoặc chọn tệp khóa đã lưu."]) : "",
    part("label", { for: "key-file", class: "form-label" }, "Chọn tệp khóa đã lưu"), file, ...own,
    button("Dùng khóa này", () => take(field.value)),
  );
};

const take = (text) => {
  const read = readSecret(text);
  if (!read) return bring("Không đọc được khóa.");
  const { opening_key: opening } = publicHalves(keysFor(read, desk.vote));
  if (desk.openingKey && opening !== desk.openingKey) return bring("Khóa này không phải khóa đã giao cho nội dung này.");
  keeping.put({ secret: written(read), filed: true, printed: true });
  return next();
};

const unlock = () => {
  if (!fits()) return bring();
  return show(
    heading("Hòm phiếu đã đóng"),
    say("Giao khóa mở phiếu của riêng nội dung này. Khóa gốc vẫn ở lại máy của Ông/Bà."),
    button("Giao khóa mở phiếu", guarded(async () => {
      const { opening } = keys();
      await byName(desk.unlock, { opening_key: hex(opening) }, csrf, weak);
      desk.opened = "1";
      return next();
    })),
  );
};

const sign = async () => {
  if (!fits()) return bring();
  show(heading("Đang đọc kết quả"), say("Xin chờ trong giây lát…"));
  const addresses = [desk.tally, desk.inspect, desk.sign];
  const [tally, ballots, asked] = await Promise.all(addresses.map((address) => readByName(address, weak)));
  const one = readTally(tally, ballots, asked, desk.seal);
  return show(
    heading("Ký kết quả"),
    say(one.question.text),
    figures(one),
    say("Máy này đã so: hai tệp sắp ký có đúng các con số trên, đúng nội dung đã niêm phong."),
    button("Ký kết quả này", guarded(() => hand(asked))),
  );
};

const figures = (one) => {
  const lines = [...one.question.options.map((option, at) => [option, one.votes[at]]), ["Phiếu trắng", one.blank], ["Không hợp lệ", Object.values(one.invalid).reduce((sum, n) => sum + n, 0)], ["Phát ra", one.issued], ["Thu về", one.used]];
  return part("dl", { class: "figures" }, lines.map(([name, count]) => part("div", {}, part("dt", {}, name), part("dd", {}, padded(count)))));
};

const hand = async (asked) => {
  const own = keys();
  await byName(desk.sign, { tally: signedBy(own, asked.tally), ballots: signedBy(own, asked.ballots) }, csrf, weak);
  desk.signed = "1";
  return next();
};

const finish = (title) =>
  show(
    heading(title),
    say("Việc của ban kiểm phiếu ở nội dung này đã xong."),
    secret() ? button("Xóa khóa khỏi máy này", () => { keeping.drop(); next(); }, "") : say("Máy này không giữ khóa.", "soft"),
  );

const watch = async () => {
  const now = (await renewed("teller-desk"))?.dataset.state;
  if (now && now !== desk.state) location.reload();
};

next();
if (!["published", "void"].includes(desk.state)) setInterval(watch, EVERY);
