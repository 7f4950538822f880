"""Words that are the same in every paper and every file format."""

from thidua.papers.model import Paper

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSED = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"


def file_title(paper: Paper) -> str:
    """Return the title by which readers of the file show it: name of the kind and summary."""
    return " ".join(filter(None, (paper.printed_title, paper.summary)))
