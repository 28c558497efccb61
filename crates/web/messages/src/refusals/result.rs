//! `result.…`: where and how a result is returned.

use super::row::{RefusalRow, row};

pub(super) const ROWS: &[RefusalRow] = &[
    row(
        "result.address-missing",
        422,
        "Hãy ghi số nhà, đường hoặc thôn nơi nhận bưu gửi, tối đa {most} ký tự.",
        "Write the house and street or hamlet where the parcel goes, at most {most} letters.",
    ),
    row(
        "result.chosen-already",
        422,
        "Hồ sơ đã ghi đúng nơi nhận này, không có gì thay đổi.",
        "This is what the dossier says already: nothing was changed.",
    ),
    row(
        "result.commune-several",
        422,
        "Tên này là của nhiều xã, phường, hoặc của nơi nay đã chia. Hãy ghi tên xã, phường hiện nay, kèm tên tỉnh.",
        "Several communes have this name, or the old one was divided. Write today’s commune, with its province.",
    ),
    row(
        "result.commune-unknown",
        422,
        "Không tìm thấy xã, phường này. Hãy ghi tên xã, phường hiện nay, ở tỉnh khác thì kèm tên tỉnh.",
        "There is no such commune. Write today’s name, with the province where it is another one.",
    ),
    row(
        "result.in-person",
        422,
        "Kết quả này phải nhận trực tiếp tại quầy đã nhận hồ sơ vì {why} ({law}).",
        "This result is received in person at the counter that took the dossier, because {why_en} \
         ({law}).",
    ),
    row(
        "result.left-already",
        409,
        "Kết quả đã rời nơi nhận hồ sơ nên không đổi được nơi nhận nữa. Cần đổi gấp, xin gọi nơi đang giữ kết quả.",
        "The result has left the centre, so where it goes cannot be changed any more. If it must, call whoever has it.",
    ),
    row(
        "result.list-id",
        409,
        "Phiếu bàn giao này đã được lập. Hãy mở lại trang Kết quả chuyển đi.",
        "This hand-over list was made already. Open the page of results on their way again.",
    ),
    row(
        "result.list-taken",
        409,
        "Phiếu bàn giao này đã được ký nhận.",
        "This hand-over list was taken over already.",
    ),
    row("result.list-unknown", 404, "Không có phiếu bàn giao này.", "There is no such hand-over list."),
    row(
        "result.no-such-centre",
        422,
        "Không có nơi trả kết quả này. Hãy ghi tên xã, phường có trung tâm muốn đến nhận.",
        "There is no such centre. Write the commune of the centre where you want to collect the result.",
    ),
    row(
        "result.no-such-parcel",
        409,
        "Hồ sơ không có bưu gửi này đang được theo dõi.",
        "The dossier has no such parcel on its way.",
    ),
    row(
        "result.none-to-come",
        409,
        "Hồ sơ đã kết thúc, không còn kết quả nào để chuyển.",
        "The dossier has ended: there is no result to come.",
    ),
    row(
        "result.not-by-post",
        409,
        "Người nộp không chọn nhận qua bưu chính. Họ đổi ý thì ghi lại nơi nhận kết quả trước.",
        "The applicant did not choose the post. If they have changed their mind, record that first.",
    ),
    row(
        "result.not-on-list",
        409,
        "Hồ sơ {code} không có trong phiếu bàn giao này.",
        "Dossier {code} is not on this hand-over list.",
    ),
    row(
        "result.not-there",
        409,
        "Hồ sơ {code} chưa có kết quả, hoặc kết quả đã trả.",
        "Dossier {code} has no result yet, or it was returned.",
    ),
    row(
        "result.note-missing",
        422,
        "Có kết quả bị thiếu: hãy ghi rõ tình trạng khi nhận, tối đa {most} ký tự.",
        "Something is missing: note how the list came, in at most {most} letters.",
    ),
    row(
        "result.on-its-way",
        409,
        "Kết quả đang trên đường đến nơi khác; nơi đó ký nhận rồi mới trả được.",
        "The result is on its way to another centre, which returns it once it has taken it over.",
    ),
    row(
        "result.order-number",
        422,
        "Số vận đơn chỉ gồm chữ, số và dấu gạch, tối đa {most} ký tự.",
        "An order number has letters, digits and dashes, at most {most}.",
    ),
    row(
        "result.other-order",
        409,
        "Bưu gửi này có số vận đơn {order}, không phải số vừa ghi.",
        "The number of this parcel is {order}, not the one that was given.",
    ),
    row(
        "result.parcel-day",
        422,
        "Hãy ghi ngày việc đó xảy ra, không sau hôm nay.",
        "Write the day on which that happened, not later than today.",
    ),
    row(
        "result.parcel-ended",
        409,
        "Bưu gửi này đã kết thúc, điều báo sau không thay đổi được nữa.",
        "This parcel has ended; what is told later does not change that.",
    ),
    row(
        "result.parcel-known",
        409,
        "Điều này đã biết, hoặc đã có tin mới hơn về bưu gửi.",
        "That is known, or something later is.",
    ),
    row("result.parcel-state", 422, "Hãy chọn tình trạng của bưu gửi.", "Choose how far the parcel is."),
    row(
        "result.phone-missing",
        422,
        "Hãy ghi số điện thoại của người nhận: bưu tá gọi số này.",
        "Write the receiver’s telephone number: the post calls it.",
    ),
    row(
        "result.post-not-offered",
        422,
        "Nơi này chưa trả kết quả qua bưu chính. Xin chọn cách khác.",
        "This centre does not return results by post yet. Please choose another way.",
    ),
    row(
        "result.posted-already",
        409,
        "Kết quả đang ở bưu chính. Hãy ghi tình trạng bưu gửi; bưu gửi hoàn về rồi mới trả tại quầy.",
        "The post has the result. Record what became of the parcel; what comes back can be returned at the counter.",
    ),
    row(
        "result.receiver-missing",
        422,
        "Hãy ghi họ tên người nhận bưu gửi.",
        "Write the name of whoever receives the parcel.",
    ),
    row(
        "result.wanted-elsewhere",
        409,
        "Người nộp hồ sơ {code} không chọn nhận ở nơi này. Hãy tải lại trang.",
        "The applicant of {code} does not want the result there. Load the page again.",
    ),
    row("result.way-unknown", 422, "Hãy chọn nơi nhận kết quả.", "Choose where the result is to be had."),
    row(
        "result.with-its-lead",
        409,
        "Kết quả của hồ sơ thành phần được trả cùng hồ sơ chính; hãy đổi ở hồ sơ chính.",
        "The result of a part is returned with its main dossier: change it there.",
    ),
];
