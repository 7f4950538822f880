"""The guide on the first sheet of the template."""

GUIDE = (
    "1. Xóa các dòng ví dụ có chữ “(minh họa)” trước khi nhập hồ sơ thật.",
    "2. Trang “Hồ sơ”: mỗi người, tập thể hoặc hộ gia đình một dòng, với một mã tự đặt. Các trang sau dùng mã ấy để nối dữ kiện với hồ sơ.",
    "3. Cột nền đậm phải điền; cột nền nhạt điền nếu có. Dòng chữ nghiêng phía trên tiêu đề cho biết ô nhận gì.",
    "4. Trang “Số liệu”: mỗi số liệu một cột. Ô trống nghĩa là chưa biết, không phải là số 0. Một hồ sơ có thể ghi nhiều dòng, mỗi dòng một nguồn; mỗi số liệu chỉ ghi một lần.",
    "5. Trang “Danh hiệu đã có”: ghi đủ số và ngày quyết định. Khen theo chuyên đề hoặc đột xuất phải ghi rõ, vì không phải lúc nào cũng được tính.",
    "6. Trang “Nhận định”: điều chỉ con người kết luận được, do cơ quan có thẩm quyền kết luận. Không ghi thì tiêu chuẩn ấy “chưa đủ căn cứ”, không bị coi là không đạt.",
    "7. Trang “Độ đầy đủ”: từ năm nào thì danh hiệu, xếp loại, sáng kiến, đăng ký đã nhập đủ. Chỉ từ năm đó, việc không có dòng nào mới có nghĩa là không có thật. Mã “Tất cả” áp dụng cho mọi hồ sơ.",
    "8. Trang “Mẫu số tỷ lệ”: số dùng làm mẫu số khi so với tỷ lệ, ví dụ số người đạt “Lao động tiên tiến” của đơn vị. Vượt tỷ lệ chỉ được cảnh báo, không ai bị loại tự động.",
    "9. Trang “Danh mục”: mỗi danh hiệu cần số liệu, nhận định và dữ kiện nào.",
    "10. Dòng có lỗi không được tính; kết luận của hồ sơ liên quan được ghi là chưa trọn vẹn. Sửa theo trang “Lỗi” của tệp kết quả rồi chạy lại.",
)
