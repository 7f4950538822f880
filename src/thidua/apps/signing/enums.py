from django.db.models import TextChoices


class RequestState(TextChoices):
    OPEN = "open", "Đang lấy chữ ký"
    COMPLETE = "complete", "Đã ký đủ"
    REFUSED = "refused", "Có người từ chối ký"
    WITHDRAWN = "withdrawn", "Đã thôi lấy chữ ký"


class SignatoryKind(TextChoices):
    """Whose signature it is: both make an electronic original (Decree 30/2020/NĐ-CP, Article 5)."""

    HEAD = "head", "Thủ trưởng đơn vị"
    AUTHORITY = "authority", "Người có thẩm quyền"
    OFFICE = "office", "Cơ quan"


# States in which a paper already has a request, so that another is refused.
LIVE = (RequestState.OPEN, RequestState.COMPLETE)
