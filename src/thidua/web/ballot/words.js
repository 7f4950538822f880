// What the voter reads, where a deed stops without the server having said why.
export const STOPPED = {
  "other-seal": ["Nội dung trên máy này không đúng với dấu niêm phong.", "Có thể ai đó đã sửa phiếu sau khi niêm phong.", "Đừng bỏ phiếu; hãy báo ngay cho chủ tọa và ban kiểm phiếu."],
  unreadable: ["Phiếu gửi tới máy này không đọc được.", "", "Hãy tải lại trang; nếu vẫn vậy, báo thư ký."],
  "old-browser": ["Trình duyệt này không niêm phong được phiếu.", "Trang phải được mở bằng địa chỉ https trên trình duyệt từ năm 2020 trở lại đây.", "Hãy dùng máy khác, hoặc xin thư ký một phiếu giấy."],
  "false-signature": ["Máy chủ ký phiếu không đúng khóa đã niêm phong.", "Phiếu như vậy sẽ không được nhận.", "Hãy báo ngay cho chủ tọa và ban kiểm phiếu."],
  "other-tracker": ["Hòm phiếu trả lời một mã theo dõi khác.", "Phiếu có thể đã bị sửa trên đường đi.", "Hãy báo ngay cho ban kiểm phiếu, kèm mã trên máy này."],
  "other-file": ["Tệp máy chủ đưa ký không phải tệp kết quả đang xem.", "Ký một tệp khác thì chữ ký không còn giá trị gì.", "Đừng ký; hãy báo chủ tọa và các thành viên khác."],
};

export const WEAK = (tries) => `Mạng yếu, máy đang tự gửi lại (lần ${tries}). Ông/Bà cứ để trang này mở, không cần bấm gì.`;

export const BLANK = "Để phiếu trắng";

export const PROMISED = "Lựa chọn được khóa ngay trên máy này; máy chủ không đọc được, không lưu lá phiếu nào của ai. Bỏ rồi không sửa được.";
export const NOT_PROMISED = "Không giữ kín được: với người nhìn màn hình của Ông/Bà; với người quản trị lén theo dõi mạng và chép khóa trong lúc bỏ phiếu; và khi mọi người chọn như nhau.";

// What to do where the box or the signer says no.
export const REMEDY = {
  "already-given": "Nếu đã nhận phiếu ở máy hoặc trình duyệt khác, hãy bỏ phiếu ở chính máy ấy. Nếu không phải Ông/Bà đã nhận, báo ngay cho thư ký.",
  "asking-over": "Hãy báo thư ký.",
  closed: "Hòm phiếu đã đóng, phiếu chưa tới thì không được nhận nữa. Hãy báo thư ký để ghi vào biên bản.",
};
