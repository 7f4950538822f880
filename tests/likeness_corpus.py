"""A corpus of invented initiatives, with planted copies in other words and look-alikes that are none.

Sentences are drawn from word lists by a fixed seed; every text carries stock phrases that occur in
all. An idea is a list of sentences, a sentence a list of clauses, so that a copy can be put in other
words, in another order, with other figures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from thidua.text import number_in_words

Sentence = tuple[str, ...]

FIELDS: Mapping[str, str] = {
    "đất đai": "bản đồ địa chính, giấy chứng nhận, thửa đất, biến động, hồ sơ thừa kế, ranh giới, đo đạc, phí thẩm định, quy hoạch xã, tranh chấp",
    "y tế": "bệnh nhân, đơn thuốc, phiếu khám, tiêm chủng, trạm y tế, vật tư, giường bệnh, bảo hiểm, xét nghiệm, hồ sơ sức khỏe",
    "giáo dục": "học sinh, giáo án, phòng học, điểm danh, thư viện, phụ huynh, kỳ thi, học bạ, tuyển sinh, bài giảng",
    "tài chính": "dự toán, quyết toán, ngân sách, chứng từ, công nợ, tài sản công, đấu thầu, kiểm kê, tạm ứng, hóa đơn",
    "tư pháp": "hộ tịch, khai sinh, công chứng, hòa giải, thi hành án, lý lịch, văn bản luật, trợ giúp pháp lý, chứng thực, kết hôn",
    "giao thông": "mặt đường, biển báo, xe buýt, bến xe, đèn tín hiệu, tải trọng, giấy phép lái xe, cầu dân sinh, hành lang, tai nạn",
    "nông nghiệp": "giống lúa, kênh mương, dịch bệnh, chuồng trại, phân bón, sâu hại, hợp tác xã, mùa vụ, trạm bơm, nhật ký đồng ruộng",
    "nội vụ": "cán bộ, biên chế, chấm công, lưu trữ, thi đua, tuyển dụng, đánh giá, văn thư, tập huấn, nghỉ phép",
    "môi trường": "rác thải, nước thải, quan trắc, bãi chôn lấp, cây xanh, bụi mịn, phân loại, khí thải, ao hồ, tiếng ồn",
    "văn hóa": "di tích, lễ hội, bảo tàng, nhà văn hóa, hiện vật, câu lạc bộ, du khách, thuyết minh, trò chơi dân gian, sân khấu",
}
GENERAL = "quy trình, biểu mẫu, dữ liệu, lịch hẹn, báo cáo, danh mục, kho tài liệu, phản ánh, cuộc họp, sổ theo dõi, phòng chờ, tin nhắn, mã vạch, bảng màu, tổ công tác, người dân, doanh nghiệp, thôn xóm, đường dây nóng, bản sao"
TOOLS = "phần mềm mở, bảng tính, mã phản hồi nhanh, nhóm tin nhắn, thẻ từ, máy quét, cảm biến, bản đồ số, camera, tổng đài, biểu đồ, trang thông tin, thùng thư, khay phân màu, sổ tay, máy tính bảng, chữ ký số, tem nhãn, loa truyền thanh, ki ốt"
PLACES = "bộ phận một cửa, từng thôn, kho lưu trữ, phòng chuyên môn, trụ sở xã, điểm trường, nhà văn hóa, khu dân cư, chợ trung tâm, bến đò, trạm gác, hội trường, xưởng sửa chữa, vùng ven biển, tổ dân phố"
VERBS = "rà soát, lập, đối chiếu, ghép, chuyển, cập nhật, phân nhóm, gắn, kiểm tra, thông báo, ghi nhận, số hóa, công khai, rút gọn, thay thế, điều phối, chia sẻ, đo, lắp đặt, sắp xếp, cảnh báo, theo dõi, hướng dẫn, thu gom, tái sử dụng"
ENDS = "giảm chờ đợi, bớt sai sót, tránh thất lạc, tiết kiệm giấy, rút ngắn thời gian, giảm đi lại, phát hiện sớm, tăng minh bạch, dễ tra cứu, giảm chi phí, bớt trùng lặp, tăng tỷ lệ đúng hạn"
SAME = {
    "rà soát": "xem xét lại", "lập": "xây dựng", "đối chiếu": "so khớp", "chuyển": "luân chuyển",
    "cập nhật": "bổ sung mới", "gắn": "đính kèm", "kiểm tra": "thẩm tra", "thông báo": "báo tin",
    "công khai": "niêm yết", "rút gọn": "đơn giản hóa", "theo dõi": "giám sát",
    "hướng dẫn": "chỉ dẫn", "giảm chờ đợi": "đỡ phải chờ", "bớt sai sót": "hạn chế nhầm lẫn",
    "tránh thất lạc": "không bị mất mát", "rút ngắn thời gian": "làm nhanh hơn",
    "giảm chi phí": "đỡ tốn kém", "quy trình": "trình tự", "biểu mẫu": "mẫu đơn",
    "báo cáo": "bản tổng hợp", "người dân": "công dân", "bảng tính": "tệp tính toán",
    "nhóm tin nhắn": "nhóm trao đổi", "sổ tay": "cẩm nang", "trụ sở xã": "ủy ban xã",
    "cán bộ": "công chức", "bệnh nhân": "người bệnh", "học sinh": "học trò", "rác thải": "chất thải",
}  # fmt: skip
STOCK = (
    "Giải pháp góp phần nâng cao hiệu lực, hiệu quả quản lý nhà nước trên địa bàn tỉnh.",
    "Sáng kiến đã được áp dụng tại đơn vị, mang lại hiệu quả thiết thực và có khả năng nhân rộng.",
    "Thực hiện chủ trương cải cách hành chính, đẩy mạnh ứng dụng công nghệ thông tin và chuyển đổi số.",
    "Qua thực tiễn công tác, tác giả nhận thấy còn một số tồn tại, hạn chế cần khắc phục.",
    "Căn cứ chức năng, nhiệm vụ được giao và tình hình thực tế của cơ quan, đơn vị.",
)


def listed(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


@dataclass(frozen=True, slots=True)
class Idea:
    """What an initiative does: its title and its sentences, each a list of clauses."""

    field: str
    title: Sentence
    sentences: tuple[Sentence, ...]


def idea(dice: Random, field: str = "") -> Idea:
    field = field or dice.choice(list(FIELDS))
    nouns = (*listed(FIELDS[field]), *dice.sample(listed(GENERAL), 8))
    chosen = dice.sample(nouns, 7)
    title = (f"{dice.choice(listed(VERBS))} {chosen[0]}", f"bằng {dice.choice(listed(TOOLS))}")
    return Idea(field, title, tuple(sentence(dice, chosen) for _ in range(dice.randint(6, 10))))


def sentence(dice: Random, nouns: Sequence[str]) -> Sentence:
    verbs, tools, places = listed(VERBS), listed(TOOLS), listed(PLACES)
    return (
        f"{dice.choice(verbs)} {dice.choice(nouns)} theo {dice.choice(nouns)}",
        f"{dice.choice(verbs)} {dice.choice(nouns)} bằng {dice.choice(tools)} tại {dice.choice(places)}",
        f"nhờ đó {dice.choice(listed(ENDS))} {dice.randint(5, 95)} phần trăm",
    )


def text_of(dice: Random, told: Idea, *, words: bool = False) -> tuple[str, str]:
    """Write an idea out as a title and a text, with stock phrases among its own sentences."""
    lines = [capital(", ".join(one)) + "." for one in told.sentences]
    for phrase in dice.sample(STOCK, 3):
        lines.insert(dice.randrange(len(lines) + 1), phrase)
    return capital(" ".join(told.title)), figures(" ".join(lines), words=words)


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def figures(text: str, *, words: bool) -> str:
    """Write every per cent in words or in figures."""
    parts = text.split()
    for at, part in enumerate(parts):
        if part.isdigit() and words:
            parts[at] = number_in_words(int(part))
    told = " ".join(parts)
    return told if words else told.replace(" phần trăm", "%")


# What is done to an idea to hide where it came from.


def same(dice: Random, told: Idea) -> Idea:
    """Put it in other words: two words in three that have another are exchanged, one sentence is left out."""
    kept = list(told.sentences)
    kept.pop(dice.randrange(len(kept)))
    dice.shuffle(kept)
    return replace(
        told,
        title=tuple(other_words(dice, clause) for clause in told.title),
        sentences=tuple(tuple(other_words(dice, clause) for clause in one) for one in kept),
    )


def other_words(dice: Random, clause: str) -> str:
    for word, other in SAME.items():
        if word in clause and dice.random() < 0.67:
            clause = clause.replace(word, other)
    return clause


def turned(dice: Random, told: Idea) -> Idea:
    """Turn clauses and sentences about."""
    kept = [tuple(dice.sample(one, len(one))) for one in told.sentences]
    return replace(told, sentences=tuple(dice.sample(kept, len(kept))))


def refigured(dice: Random, told: Idea) -> Idea:
    """Change every figure."""
    return replace(
        told, sentences=tuple((*one[:-1], last(dice, one[-1])) for one in told.sentences)
    )


def last(dice: Random, clause: str) -> str:
    return " ".join(str(dice.randint(5, 95)) if part.isdigit() else part for part in clause.split())


def half(dice: Random, told: Idea) -> Idea:
    """Take half of its sentences into another idea of the field."""
    other = idea(dice, told.field)
    taken = dice.sample(told.sentences, len(told.sentences) // 2)
    mixed = [*other.sentences[: len(taken)], *taken]
    return replace(other, sentences=tuple(dice.sample(mixed, len(mixed))))


def rival(dice: Random, told: Idea) -> Idea:
    """Another idea about the very same things, under nearly the same title: a look-alike, no copy."""
    nouns = [
        noun
        for noun in listed(FIELDS[told.field])
        if any(noun in " ".join(s) for s in told.sentences)
    ]
    other = idea(dice, told.field)
    sentences = tuple(sentence(dice, nouns or ["quy trình"]) for _ in told.sentences)
    return replace(other, title=told.title, sentences=sentences)


HIDDEN: Mapping[str, Callable[[Random, Idea], Idea]] = {
    "other words": same,
    "other order": turned,
    "other figures": refigured,
    "half taken": half,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to ask about; `source` the number of the text it was made of, or of its look-alike."""

    way: str
    source: int
    title: str
    text: str
    copied: bool


def corpus(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Write `count` texts, always the same for a seed; a longer corpus begins with the shorter."""
    return [text_of(Random(f"{seed} text {at}"), idea_at(seed, at)) for at in range(count)]


def idea_at(seed: int, at: int) -> Idea:
    return idea(Random(f"{seed} idea {at}"))


def questions(count: int, each: int, seed: int = 1) -> list[Asked]:
    """Make `each` copies hidden in every way, and as many look-alikes as copies in all."""
    made = []
    for at in range(each):
        for way, hide in HIDDEN.items():
            dice = Random(f"{seed} {way} {at}")
            source = dice.randrange(count)
            told = hide(dice, idea_at(seed, source))
            made.append(
                Asked(way, source, *text_of(dice, told, words=way == "other figures"), True)
            )
            source = dice.randrange(count)
            other = rival(dice, idea_at(seed, source))
            made.append(Asked("look-alike", source, *text_of(dice, other), False))
    return made
