"""What the seed does not say: English names, everyday names, cases, templates.

Translations and everyday names are ours. Whatever is not in the seed's verified
columns is written with trust "assumed".
"""

FIELDS_EN = {
    "Hộ tịch": "Civil status",
    "Liên thông hộ tịch": "Linked civil status services",
    "Chứng thực": "Certification",
    "Đăng ký, quản lý cư trú": "Residence",
    "Bảo trợ xã hội": "Social protection",
    "Giảm nghèo": "Poverty reduction",
    "Nuôi con nuôi": "Adoption",
    "Người có công": "People with merit",
    "Thành lập và hoạt động hộ kinh doanh": "Household business",
    "Đất đai": "Land",
    "Hoạt động xây dựng": "Construction",
    "Nhà ở / cư trú": "Housing and residence",
    "Nghĩa vụ quân sự": "Military service",
    "Phổ biến, giáo dục pháp luật": "Legal education",
    "Giáo dục": "Education",
    "Lý lịch tư pháp": "Criminal records",
}

RESULTS = {
    "": ("", ""),
    "Giấy khai sinh": ("Giấy khai sinh", "Birth certificate"),
    "Giấy chứng nhận kết hôn": ("Giấy chứng nhận kết hôn", "Marriage certificate"),
    "Trích lục khai tử": ("Trích lục khai tử", "Extract of the death registration"),
    "Quyết định trợ cấp": ("Quyết định trợ cấp", "Decision on the allowance"),
    "Giấy chứng nhận": ("Giấy chứng nhận quyền sử dụng đất", "Land use certificate"),
    "Giấy khai sinh + Trích lục nhận cha mẹ con": (
        "Giấy khai sinh; Trích lục đăng ký nhận cha, mẹ, con",
        "Birth certificate; extract of the recognition of parent or child"),
    "Trích lục đăng ký nhận cha, mẹ, con": (
        "Trích lục đăng ký nhận cha, mẹ, con", "Extract of the recognition of parent or child"),
    "Trích lục đăng ký giám hộ": ("Trích lục đăng ký giám hộ", "Extract of the guardianship registration"),
    "Trích lục chấm dứt giám hộ": (
        "Trích lục đăng ký chấm dứt giám hộ", "Extract of the end of guardianship"),
    "Trích lục thay đổi/cải chính": (
        "Trích lục thay đổi, cải chính hộ tịch", "Extract of the change or correction"),
    "Giấy xác nhận tình trạng hôn nhân": ("Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
    "Bản sao trích lục": ("Bản sao trích lục hộ tịch", "Copy of the civil status extract"),
    "Giấy khai sinh; đăng ký thường trú; thẻ BHYT": (
        "Giấy khai sinh; kết quả đăng ký thường trú; thẻ bảo hiểm y tế",
        "Birth certificate; permanent residence registration; health insurance card"),
    "Trích lục khai tử …": (
        "Trích lục khai tử; kết quả xóa đăng ký thường trú; kết quả giải quyết mai táng phí, tử tuất",
        "Extract of the death registration; removal of permanent residence; decision on funeral costs and "
        "survivors' benefits"),
    "Bản sao chứng thực (giấy/điện tử)": (
        "Bản sao có chứng thực, bản giấy hoặc điện tử", "Certified copy, on paper or electronic"),
    "Giấy tờ được chứng thực chữ ký": ("Giấy tờ được chứng thực chữ ký", "Paper with the certified signature"),
    "Bản sao từ sổ gốc": ("Bản sao từ sổ gốc", "Copy from the master register"),
    "Thông báo kết quả CT08": ("Thông báo kết quả giải quyết (mẫu CT08)", "Notice of the result (form CT08)"),
    "Quyết định hỗ trợ": ("Quyết định hỗ trợ", "Decision on the support"),
    "Giấy xác nhận khuyết tật": ("Giấy xác nhận khuyết tật", "Disability certificate"),
    "Giấy chứng nhận nuôi con nuôi": ("Giấy chứng nhận nuôi con nuôi", "Adoption certificate"),
    "Giấy chứng nhận đăng ký hộ kinh doanh": (
        "Giấy chứng nhận đăng ký hộ kinh doanh", "Household business registration certificate"),
    "Quyết định + Giấy chứng nhận": (
        "Quyết định; Giấy chứng nhận quyền sử dụng đất", "Decision; land use certificate"),
    "Biên bản hòa giải": ("Biên bản hòa giải", "Minutes of the mediation"),
    "Giấy phép xây dựng": ("Giấy phép xây dựng", "Building permit"),
    "Văn bản xác nhận": ("Văn bản xác nhận", "Written confirmation"),
    "Giấy chứng nhận đăng ký NVQS": (
        "Giấy chứng nhận đăng ký nghĩa vụ quân sự", "Certificate of military service registration"),
}

# The seed's paper → (Vietnamese for people, English). An absent one is an error.
PAPERS = {
    "Tờ khai": (None, "Declaration form"),
    "Đơn": ("Đơn đề nghị", "Application form"),
    "Đơn đề nghị": (None, "Application form"),
    "Tờ khai đăng ký khai sinh": (None, "Birth registration form"),
    "Giấy chứng sinh (hoặc văn bản người làm chứng / cam đoan)": (
        "Giấy chứng sinh (hoặc văn bản của người làm chứng, giấy cam đoan)",
        "Birth notification from the hospital (or a witness's statement or a written pledge)"),
    "Giấy tờ tùy thân cha, mẹ": ("Giấy tờ tùy thân của cha, mẹ", "The parents' identity papers"),
    "Văn bản ủy quyền (nếu có)": (None, "Written authorisation (if any)"),
    "Tờ khai khai sinh": ("Tờ khai đăng ký khai sinh", "Birth registration form"),
    "Tờ khai nhận cha, mẹ, con": ("Tờ khai đăng ký nhận cha, mẹ, con", "Form to recognise a parent or child"),
    "Giấy chứng sinh": (None, "Birth notification from the hospital"),
    "Chứng cứ quan hệ cha mẹ con (ADN hoặc cam đoan)": (
        "Chứng cứ chứng minh quan hệ cha, mẹ, con (kết quả ADN hoặc văn bản cam đoan)",
        "Evidence of parentage (DNA result or written pledge)"),
    "Bản sao giấy khai sinh cũ hoặc giấy tờ thay thế": (
        None, "Copy of the former birth certificate, or a paper that stands in for it"),
    "Văn bản thỏa thuận quốc tịch": (
        "Văn bản thỏa thuận chọn quốc tịch cho con", "The parents' agreement on the child's nationality"),
    "Tờ khai đăng ký kết hôn": (None, "Marriage registration form"),
    "Giấy tờ tùy thân hai bên": ("Giấy tờ tùy thân của hai bên", "Identity papers of both parties"),
    "Giấy xác nhận tình trạng hôn nhân (nếu cư trú nơi khác, khi không tra cứu được)": (
        "Giấy xác nhận tình trạng hôn nhân (nếu cư trú nơi khác và không tra cứu được)",
        "Certificate of marital status (if resident elsewhere and it cannot be looked up)"),
    "Bản sao giấy chứng nhận kết hôn cũ": (None, "Copy of the former marriage certificate"),
    "Giấy khám sức khỏe tâm thần": ("Giấy xác nhận về sức khỏe tâm thần", "Medical certificate on mental health"),
    "Giấy tờ chứng minh tình trạng hôn nhân": (None, "Proof of marital status"),
    "Giấy báo tử hoặc giấy tờ thay thế": (None, "Death notification, or a paper that stands in for it"),
    "Bản sao giấy chứng tử cũ (nếu có)": (None, "Copy of the former death certificate (if any)"),
    "Giấy báo tử": (None, "Death notification"),
    "Chứng cứ quan hệ cha mẹ con": (
        "Chứng cứ chứng minh quan hệ cha, mẹ, con", "Evidence of parentage"),
    "Văn bản cử người giám hộ": (None, "Document that names the guardian"),
    "Giấy tờ chứng minh điều kiện giám hộ": (None, "Proof that the conditions for guardianship are met"),
    "Giấy tờ làm căn cứ chấm dứt": (
        "Giấy tờ làm căn cứ chấm dứt giám hộ", "Papers that ground the end of guardianship"),
    "Giấy tờ làm căn cứ": (
        "Giấy tờ làm căn cứ thay đổi, cải chính, bổ sung", "Papers that ground the change or correction"),
    "Giấy tờ chứng minh (ly hôn, vợ/chồng chết…)": (
        "Giấy tờ chứng minh (quyết định ly hôn, giấy tờ về việc vợ hoặc chồng đã chết…), nếu đã từng kết hôn",
        "Proof (divorce decision, death of the spouse …), if married before"),
    "CCCD": ("Thẻ căn cước (xuất trình)", "Identity card (to be shown)"),
    "Ủy quyền (nếu có)": ("Văn bản ủy quyền (nếu có)", "Written authorisation (if any)"),
    "Tờ khai điện tử": (None, "Electronic declaration form"),
    "Bản chính": ("Bản chính giấy tờ, văn bản", "The original paper"),
    "Bản sao cần chứng thực": (None, "The copies to be certified"),
    "CCCD/hộ chiếu": ("Thẻ căn cước hoặc hộ chiếu (xuất trình)", "Identity card or passport (to be shown)"),
    "Giấy tờ sẽ ký": ("Giấy tờ, văn bản sẽ ký", "The paper to be signed"),
    "Giấy tờ chứng minh quan hệ": (
        "Giấy tờ chứng minh quan hệ với người được cấp bản chính (nếu yêu cầu cho người khác)",
        "Proof of kinship with the holder of the original (if asked for another person)"),
    "Bản dịch": (None, "The translation"),
    "Giấy tờ cần dịch": (None, "The paper that was translated"),
    "Bằng cử nhân ngoại ngữ": (None, "Bachelor's degree in the foreign language"),
    "Dự thảo di chúc": (None, "Draft of the will"),
    "Tờ khai CT01": ("Tờ khai thay đổi thông tin cư trú (mẫu CT01)", "Change of residence form (CT01)"),
    "CT01": ("Tờ khai thay đổi thông tin cư trú (mẫu CT01)", "Change of residence form (CT01)"),
    "Giấy tờ chỗ ở hợp pháp": ("Giấy tờ chứng minh chỗ ở hợp pháp", "Proof of the lawful dwelling"),
    "Giấy tờ chứng minh thuộc diện xóa": (
        "Giấy tờ chứng minh thuộc diện xóa đăng ký thường trú", "Proof of the ground for removal"),
    "Giấy tờ chỗ ở": ("Giấy tờ chứng minh chỗ ở", "Proof of the dwelling"),
    "Ý kiến chủ hộ/chủ sở hữu": (
        "Ý kiến đồng ý của chủ hộ, chủ sở hữu chỗ ở", "Consent of the head of household and of the owner"),
    "Đề nghị khai báo tạm vắng": (None, "Declaration of temporary absence"),
    "Thông tin người lưu trú": ("Thông tin về người lưu trú", "Particulars of the person staying"),
    "Tờ khai theo mẫu": (None, "Declaration on the prescribed form"),
    "Giấy tờ chứng minh đối tượng": (
        "Giấy tờ chứng minh thuộc đối tượng được hưởng", "Proof of entitlement"),
    "Giấy báo tử/trích lục khai tử": (
        "Giấy báo tử hoặc trích lục khai tử", "Death notification or extract of the death registration"),
    "Giấy tờ y tế (nếu có)": (None, "Medical papers (if any)"),
    "Văn bản đề nghị Mẫu 01 NĐ 176/2025": (
        "Văn bản đề nghị (Mẫu 01, Nghị định 176/2025/NĐ-CP)",
        "Written request (form 01, Decree 176/2025/NĐ-CP)"),
    "Trích lục khai tử": (None, "Extract of the death registration"),
    "Giấy đề nghị rà soát": (None, "Request for a household review"),
    "Đơn xin nhận con nuôi": (None, "Application to adopt"),
    "Phiếu LLTP": ("Phiếu lý lịch tư pháp", "Criminal record certificate"),
    "Giấy khám sức khỏe": (None, "Medical certificate"),
    "Giấy đề nghị đăng ký hộ kinh doanh": (None, "Application to register a household business"),
    "CCCD chủ hộ/thành viên": (
        "Thẻ căn cước của chủ hộ kinh doanh và các thành viên", "Identity cards of the owner and the members"),
    "Thông báo thay đổi": ("Thông báo thay đổi nội dung đăng ký hộ kinh doanh", "Notice of the change"),
    "GCN hiện tại": (
        "Giấy chứng nhận đăng ký hộ kinh doanh hiện tại", "The present registration certificate"),
    "Thông báo tạm ngừng": ("Thông báo tạm ngừng kinh doanh", "Notice of suspension"),
    "Thông báo chấm dứt": ("Thông báo chấm dứt hoạt động hộ kinh doanh", "Notice of closure"),
    "Xác nhận thuế": ("Xác nhận của cơ quan thuế", "Confirmation of the tax office"),
    "GCN bản gốc": (
        "Bản gốc Giấy chứng nhận đăng ký hộ kinh doanh", "The original registration certificate"),
    "Giấy đề nghị cấp lại": (None, "Request for re-issue"),
    "Đơn theo mẫu NĐ 151/2025": (
        "Đơn theo mẫu (Nghị định 151/2025/NĐ-CP)", "Application on the form of Decree 151/2025/NĐ-CP"),
    "Trích lục/trích đo địa chính": (
        "Trích lục hoặc trích đo bản đồ địa chính", "Cadastral extract or survey"),
    "Đơn đăng ký Mẫu 15": ("Đơn đăng ký (Mẫu số 15)", "Registration form (form 15)"),
    "Giấy tờ Điều 137 Luật Đất đai (nếu có)": (
        "Giấy tờ về quyền sử dụng đất theo Điều 137 Luật Đất đai (nếu có)",
        "Papers on the land use right under Article 137 of the Land Law (if any)"),
    "Sơ đồ nhà ở (nếu có)": (None, "Plan of the house (if any)"),
    "Đơn yêu cầu hòa giải": (None, "Request for mediation"),
    "GCN đã cấp": ("Giấy chứng nhận đã cấp", "The certificate issued"),
    "Phương án": ("Phương án sử dụng đất kết hợp", "Plan of the combined use"),
    "Đơn Mẫu 18": ("Đơn (Mẫu số 18)", "Application (form 18)"),
    "GCN": ("Giấy chứng nhận đã cấp", "The certificate issued"),
    "Biên bản hòa giải không thành": (None, "Minutes of the failed mediation"),
    "Giấy tờ đất": ("Giấy tờ chứng minh quyền sử dụng đất", "Proof of the land use right"),
    "Bản vẽ thiết kế": ("Bản vẽ thiết kế xây dựng", "Construction drawings"),
    "GPXD": ("Giấy phép xây dựng đã cấp", "The building permit issued"),
    "Bản vẽ điều chỉnh": ("Bản vẽ thiết kế điều chỉnh", "The changed drawings"),
    "Phiếu tự khai sức khỏe": None,
    "Bản sao CCCD/giấy khai sinh": None,
    "Giấy tờ phần tăng thêm": (
        "Giấy tờ về phần diện tích tăng thêm", "Papers on the added area"),
    "Đơn Mẫu 15": ("Đơn đăng ký (Mẫu số 15)", "Registration form (form 15)"),
    "Báo cáo Mẫu 15d": ("Báo cáo (Mẫu số 15d)", "Report (form 15d)"),
    "Đơn Mẫu 21": ("Đơn đề nghị tách thửa, hợp thửa (Mẫu số 21)", "Application to split or merge (form 21)"),
    "Tờ khai điện tử (VNeID)": ("Tờ khai điện tử trên VNeID", "Electronic form in VNeID"),
}

# Papers of the two procedures whose full portal record is at hand, in its order;
# the numbers of originals and copies are read from the record.
DETAIL_PAPERS = {
    "1.013133": [
        ("phieu-tu-khai-suc-khoe", "Phiếu tự khai sức khỏe nghĩa vụ quân sự", "Health self-declaration", True),
        ("ban-chup-can-cuoc",
         "Bản chụp thẻ căn cước (không phải nộp khi khai thác được từ Cơ sở dữ liệu quốc gia về dân cư)",
         "Copy of the identity card (not needed when the national population database has it)", False),
    ],
    "1.013134": [
        ("ban-chup-giay-chung-nhan-dang-ky",
         "Bản chụp Giấy chứng nhận đăng ký nghĩa vụ quân sự hoặc Giấy chứng nhận đăng ký quân nhân dự bị "
         "(mang bản chính để đối chiếu)",
         "Copy of the certificate of military service or reservist registration (bring the original)", True),
        ("ban-chup-giay-to-thay-doi-noi-o",
         "Bản chụp thẻ căn cước, giấy tờ về cư trú, hoặc quyết định thay đổi nơi làm việc, học tập (giấy tờ về "
         "cư trú không phải nộp khi khai thác được từ Cơ sở dữ liệu quốc gia về dân cư)",
         "Copy of the identity card, a paper on residence, or the decision on the new place of work or study "
         "(papers on residence are not needed when the national population database has them)", True),
    ],
}
DETAIL_RESULTS_EN = {
    "1.013133": "Certificate of military service registration",
    "1.013134": "Letter of transfer of the military service registration, or of the reservist",
}

CIVIL = ("60/2014/QH13", "Luật Hộ tịch", "2014-11-20")
CERTIFY = (
    "23/2015/NĐ-CP",
    "Nghị định về cấp bản sao từ sổ gốc, chứng thực bản sao từ bản chính, chứng thực chữ ký và chứng thực hợp "
    "đồng, giao dịch",
    "2015-02-16")
LAND = ("31/2024/QH15", "Luật Đất đai", "2024-01-18")
LAND_TWO_TIER = (
    "151/2025/NĐ-CP",
    "Nghị định về phân định thẩm quyền của chính quyền địa phương hai cấp, phân quyền, phân cấp trong lĩnh vực "
    "đất đai",
    None)

FIELD_LAWS = {"Hộ tịch": [CIVIL], "Chứng thực": [CERTIFY]}
OWN_LAWS = {
    "2.000635": [("281/2016/TT-BTC", "Thông tư về phí khai thác, sử dụng thông tin hộ tịch", None)],
    "1.014027": [("176/2025/NĐ-CP", "Nghị định về trợ cấp hưu trí xã hội", None)],
    "1.014028": [("176/2025/NĐ-CP", "Nghị định về trợ cấp hưu trí xã hội", None)],
    "1.013978": [LAND],
}

OTHER_CODES = {"2.000986": ["3.000722"], "2.002622": ["2.002913"]}

BY_COUNCIL = ("Theo nghị quyết của HĐND cấp tỉnh", "Set by the province's people's council")
FREE = ("Không thu phí, lệ phí", "No fee")

# Cases beyond the ordinary one. "base" renames the ordinary case. A case takes
# the base's limit and fee where it does not say its own; limit_trust likewise.
VERIFY = {"id": "verification", "by": "officer", "name": "Cần xác minh", "en": "Verification is needed"}
CASES = {
    "1.001193": {
        "base": ("on-time", "Đúng hạn: trong 60 ngày kể từ ngày sinh", "On time: within 60 days of birth"),
        "fee": (0, "Miễn lệ phí khi đăng ký đúng hạn", "Free when registered on time"),
        "more": [{"id": "late", "name": "Quá hạn: sau 60 ngày kể từ ngày sinh",
                  "en": "Late: more than 60 days after birth", "fee": (None, *BY_COUNCIL)}],
    },
    "1.000689": {"more": [VERIFY | {"limit": "8 working_days", "trust": "assumed"}]},
    "1.004884": {"more": [VERIFY | {"limit": "10 working_days", "trust": "assumed"}]},
    "1.000894": {"more": [VERIFY | {"limit": "5 working_days", "trust": "verified"}]},
    "1.000656": {
        "base": ("on-time", "Đúng hạn: trong 15 ngày kể từ ngày chết", "On time: within 15 days of death"),
        "fee": (0, "Miễn lệ phí khi đăng ký đúng hạn", "Free when registered on time"),
        "more": [
            {"id": "late", "name": "Quá hạn: sau 15 ngày kể từ ngày chết",
             "en": "Late: more than 15 days after death", "fee": (None, *BY_COUNCIL)},
            VERIFY | {"limit": "3 working_days", "trust": "verified",
                      "fee": (None, "Miễn khi đăng ký đúng hạn; quá hạn: theo nghị quyết của HĐND cấp tỉnh",
                              "Free when on time; late: set by the province's people's council")},
        ],
    },
    "1.001022": {"more": [VERIFY | {"limit": "8 working_days", "trust": "verified"}]},
    "1.004859": {
        "base": ("change", "Thay đổi, cải chính hộ tịch, xác định lại dân tộc",
                 "Change, correction, or re-determination of ethnicity"),
        "more": [
            {"id": "addition", "name": "Bổ sung thông tin hộ tịch", "en": "Addition of missing information",
             "limit": "same_day", "trust": "assumed"},
            VERIFY | {"limit": "6 working_days", "trust": "verified"},
        ],
    },
    "2.000815": {
        "base": ("paper", "Bản sao giấy", "Copy on paper"),
        "base_ways": ["counter"],
        "more": [
            {"id": "electronic", "name": "Bản sao điện tử", "en": "Electronic copy", "ways": ["online"],
             "trust": "assumed"},
            {"id": "extended", "by": "officer", "name": "Nhiều bản, nhiều trang hoặc nội dung khó kiểm tra",
             "en": "Many copies or pages, or contents that are hard to check", "ways": ["counter", "online"],
             "limit": "2 working_days", "trust": "assumed"},
        ],
    },
    # The seed says only "10 ngày", "15 ngày"; read as working days like the base.
    "1.012783": {"more": [{"id": "special", "by": "officer", "name": "Trường hợp đặc biệt", "en": "Special case",
                           "limit": "10 working_days", "trust": "assumed"}]},
    "1.012781": {"more": [{"id": "part-transferred", "name": "Nhận chuyển quyền một phần thửa đất",
                           "en": "Part of a parcel was acquired", "limit": "10 working_days",
                           "trust": "assumed"}]},
    "1.012782": {"more": [{"id": "no-redetermination", "name": "Không xác định lại diện tích đất ở",
                           "en": "The residential area is not determined again", "limit": "15 working_days",
                           "trust": "assumed"}]},
}

# Fees whose seed text is more than one amount: way or "*" → extra fields.
RESIDENCE = {
    "1.004222": (20_000, 10_000), "1.004194": (15_000, 7_000), "1.002755": (15_000, 7_000),
    "1.010038": (10_000, 5_000),
}

# id or seed name → (English name, template, everyday names, note, note in English)
WORDS = {
    "1.001193": ("Birth registration", "same_day",
        ["giấy khai sinh", "làm giấy khai sinh cho con", "khai sinh cho bé", "đăng ký khai sinh đúng hạn",
         "khai sinh quá hạn", "khai sinh trễ hạn", "birth certificate"],
        "Phải đăng ký trong 60 ngày kể từ ngày sinh.", "To be registered within 60 days of birth."),
    "1.000689": ("Birth registration together with recognition of a parent or child", "verification",
        ["khai sinh và nhận cha cho con", "khai sinh cho con ngoài giá thú", "khai sinh con chưa đăng ký kết hôn"],
        "", ""),
    "1.004884": ("Birth registration anew", "verification",
        ["đăng ký lại khai sinh", "mất giấy khai sinh bản chính", "làm lại giấy khai sinh"], "", ""),
    "1.003583": ("Mobile birth registration", "verification",
        ["khai sinh tại nhà", "khai sinh lưu động", "cán bộ đến nhà làm khai sinh"], "", ""),
    "2.000528": ("Birth registration with a foreign element", "same_day",
        ["khai sinh cho con có cha hoặc mẹ là người nước ngoài", "khai sinh con lai"],
        "Trước ngày 01/7/2025 thuộc thẩm quyền cấp huyện.", "Before 1 July 2025 this was done by the district."),
    "1.000110": ("Birth registration with a foreign element in a border area", "same_day",
        ["khai sinh vùng biên giới", "khai sinh con với người Lào", "khai sinh con với người Campuchia"], "", ""),
    "1.000894": ("Marriage registration", "verification",
        ["kết hôn", "giấy kết hôn", "giấy đăng ký kết hôn", "giấy hôn thú", "cưới", "làm hôn thú",
         "marriage certificate"],
        "Hai bên nam, nữ phải có mặt để ký.", "Both parties must be present to sign."),
    "1.004746": ("Marriage registration anew", "verification",
        ["đăng ký lại kết hôn", "mất giấy kết hôn", "làm lại giấy kết hôn"], "", ""),
    "2.000806": ("Marriage registration with a foreign element", "verification",
        ["kết hôn với người nước ngoài", "lấy chồng nước ngoài", "lấy vợ nước ngoài", "kết hôn với Việt kiều"],
        "Trước ngày 01/7/2025 thuộc thẩm quyền cấp huyện.", "Before 1 July 2025 this was done by the district."),
    "1.000656": ("Death registration", "verification",
        ["giấy chứng tử", "khai tử", "báo tử", "đăng ký khai tử cho người thân", "death certificate"],
        "Phải đăng ký trong 15 ngày kể từ ngày chết.", "To be registered within 15 days of death."),
    "1.005461": ("Death registration anew", "verification",
        ["đăng ký lại khai tử", "mất giấy chứng tử", "làm lại giấy chứng tử"], "", ""),
    "1.000419": ("Mobile death registration", "verification",
        ["khai tử tại nhà", "khai tử lưu động"], "", ""),
    "1.001022": ("Recognition of a father, mother or child", "verification",
        ["nhận cha cho con", "nhận con ngoài giá thú", "nhận cha con", "nhận mẹ con"], "", ""),
    "1.004837": ("Guardianship registration", "same_day",
        ["người giám hộ", "giám hộ cho trẻ", "làm người giám hộ cho cháu"], "", ""),
    "1.004845": ("Registration of the end of guardianship", "same_day",
        ["chấm dứt giám hộ", "thôi giám hộ", "hết giám hộ"], "", ""),
    "1.004859": ("Change, correction or addition of civil status information; re-determination of ethnicity",
        "verification",
        ["đổi tên", "đổi họ", "sửa giấy khai sinh", "sai ngày tháng năm sinh", "cải chính hộ tịch",
         "bổ sung thông tin khai sinh", "đổi dân tộc", "sửa tên trong giấy khai sinh"], "", ""),
    "1.004873": ("Certificate of marital status", "verification",
        ["giấy độc thân", "giấy xác nhận độc thân", "xác nhận tình trạng hôn nhân", "giấy chưa kết hôn",
         "certificate of single status"], "", ""),
    "2.000635": ("Copy of a civil status extract or of a birth certificate", "same_day",
        ["trích lục khai sinh", "trích lục khai tử", "trích lục kết hôn", "xin bản sao giấy khai sinh",
         "bản sao khai sinh", "bản sao giấy kết hôn"],
        "Cấp tỉnh cũng thực hiện thủ tục này.", "The province carries out this procedure too."),
    "2.000986": ("Birth registration, permanent residence and health insurance card for a child under 6, in one",
        "inter_agency",
        ["thẻ bảo hiểm y tế cho trẻ em", "bảo hiểm y tế trẻ em dưới 6 tuổi", "khai sinh liên thông",
         "nhập khẩu cho con mới sinh", "BHYT cho bé"], "", ""),
    "2.002622": ("Death registration, removal of permanent residence, funeral costs and survivors' benefits, in one",
        "inter_agency",
        ["mai táng phí", "tiền tuất", "tử tuất", "khai tử liên thông", "xóa khẩu người chết"], "", ""),
    "2.000815": ("Certification of copies from the original of papers issued or certified by a competent body",
        "same_day",
        ["công chứng", "sao y bản chính", "sao y", "photo công chứng", "chứng thực bản sao", "công chứng giấy tờ",
         "bản sao điện tử có chứng thực", "certified copy"],
        "Bản sao giấy phải xuất trình bản chính nên chỉ làm tại quầy; bản sao điện tử nộp trực tuyến được. Nhiều "
        "bản, nhiều trang hoặc nội dung khó kiểm tra: kéo dài không quá 2 ngày làm việc hoặc theo thỏa thuận "
        "(Điều 21 Nghị định 23/2015/NĐ-CP).",
        "For a copy on paper the original must be shown, so it is made at the counter only; an electronic copy can "
        "be asked for online. Many copies or pages, or contents that are hard to check: up to 2 more working days, "
        "or as agreed (Article 21 of Decree 23/2015/NĐ-CP)."),
    "2.000884": ("Certification of a signature or fingerprint on papers", "same_day",
        ["chứng thực chữ ký", "xác nhận chữ ký", "công chứng chữ ký", "điểm chỉ", "xác nhận sơ yếu lý lịch",
         "chứng thực sơ yếu lý lịch"], "", ""),
    "2.000908": ("Copy from the master register", "same_day",
        ["bản sao từ sổ gốc", "cấp bản sao sổ gốc", "trích sao sổ gốc"], "", ""),
    "2.000942": ("Certified copy of a certified contract or transaction", "same_day",
        ["bản sao hợp đồng đã chứng thực", "sao hợp đồng", "bản sao giao dịch đã chứng thực"], "", ""),
    "2.000992": ("Certification of the signature of a translator who is a registered collaborator", "same_day",
        ["dịch thuật công chứng", "công chứng bản dịch", "chứng thực bản dịch"], "", ""),
    "2.001008": ("Certification of the signature of a translator who is not a registered collaborator", "same_day",
        ["tự dịch công chứng", "chứng thực bản dịch tự dịch"], "", ""),
    "2.001019": ("Certification of a will", "same_day",
        ["di chúc", "lập di chúc", "công chứng di chúc"], "", ""),
    "1.004222": ("Registration of permanent residence", "central",
        ["nhập hộ khẩu", "nhập khẩu", "chuyển hộ khẩu", "hộ khẩu", "thường trú", "đăng ký thường trú cho con",
         "permanent residence"],
        "", ""),
    "1.003197": ("Removal of permanent residence", "central",
        ["cắt hộ khẩu", "xóa hộ khẩu", "xóa thường trú", "cắt khẩu"], "", ""),
    "1.004194": ("Registration of temporary residence", "central",
        ["tạm trú", "đăng ký tạm trú", "KT3", "sổ tạm trú", "giấy tạm trú", "ở trọ", "temporary residence"], "", ""),
    "1.002755": ("Extension of temporary residence", "central",
        ["gia hạn tạm trú", "hết hạn tạm trú"], "", ""),
    "1.010028": ("Removal of temporary residence", "central",
        ["xóa tạm trú", "cắt tạm trú", "hủy tạm trú"], "", ""),
    "1.010038": ("Separation of a household", "central",
        ["tách hộ khẩu", "tách khẩu", "tách hộ"], "", ""),
    "1.003677": ("Declaration of temporary absence", "central",
        ["tạm vắng", "khai báo tạm vắng", "đi vắng lâu ngày"], "", ""),
    "2.001159": ("Notice of a stay", "central",
        ["lưu trú", "khai báo lưu trú", "khách ở lại qua đêm", "thông báo khách lưu trú"], "", ""),
    "1.001776": ("Monthly social allowance and support for care: grant, adjustment or end", "verification",
        ["trợ cấp xã hội", "trợ cấp hàng tháng", "trợ cấp người khuyết tật", "tiền trợ cấp người già",
         "trợ cấp trẻ mồ côi", "tiền bảo trợ xã hội", "trợ cấp mẹ đơn thân"],
        "Trước tháng 7/2025 là 22 ngày làm việc, qua cấp huyện.",
        "Before July 2025: 22 working days, through the district."),
    "1.001731": ("Funeral costs for a beneficiary of social protection", "verification",
        ["mai táng phí", "tiền mai táng", "hỗ trợ đám tang", "hỗ trợ mai táng"], "", ""),
    "1.001699": ("Assessment or reassessment of disability and issue of the disability certificate", "committee",
        ["giấy khuyết tật", "giám định khuyết tật", "xác nhận khuyết tật", "làm giấy khuyết tật"], "", ""),
    "1.001653": ("Exchange or re-issue of the disability certificate", "verification",
        ["đổi giấy khuyết tật", "mất giấy khuyết tật", "cấp lại giấy khuyết tật"], "", ""),
    "1.014027": ("Monthly social pension: grant, adjustment or end", "verification",
        ["trợ cấp hưu trí xã hội", "tiền người già 75 tuổi", "lương hưu người cao tuổi", "trợ cấp người cao tuổi"],
        "", ""),
    "1.014028": ("Funeral costs for a recipient of the social pension", "verification",
        ["mai táng phí người cao tuổi", "tiền mai táng hưu trí xã hội"], "", ""),
    "1.011606": ("Yearly recognition of poor and near-poor households and of households that have left poverty",
        "committee",
        ["rà soát hộ nghèo cuối năm", "bình xét hộ nghèo", "danh sách hộ nghèo hằng năm"], "", ""),
    "1.011607": ("Recognition of a poor or near-poor household during the year", "committee",
        ["xin hộ nghèo", "giấy chứng nhận hộ nghèo", "sổ hộ nghèo", "hộ nghèo", "hộ cận nghèo"], "", ""),
    "1.011608": ("Recognition during the year that a household has left poverty or near-poverty", "committee",
        ["thoát nghèo", "xin thoát nghèo", "thoát cận nghèo"], "", ""),
    "2.001263": ("Registration of a domestic adoption", "verification",
        ["nhận con nuôi", "xin con nuôi", "con nuôi", "adopt a child"], "", ""),
    "1.010833": ("Certificate of kinship with a person with merit", "verification",
        ["giấy xác nhận con liệt sĩ", "con thương binh", "thân nhân liệt sĩ", "thân nhân người có công",
         "xác nhận con thương binh liệt sĩ"], "", ""),
    "1.010803": ("Allowance for the worship of a martyr", "inter_agency",
        ["thờ cúng liệt sĩ", "trợ cấp liệt sĩ", "tiền thờ cúng"],
        "Cấp tỉnh cũng tham gia giải quyết.", "The province takes part in this procedure too."),
    "1.001612": ("Registration of a new household business", "central",
        ["hộ kinh doanh", "giấy phép kinh doanh", "đăng ký kinh doanh", "mở quán", "mở cửa hàng",
         "mở tiệm", "business licence"],
        "Thực hiện trên hệ thống hokinhdoanh.dkkd.gov.vn.", "Done in the system hokinhdoanh.dkkd.gov.vn."),
    "2.000720": ("Change of the registration of a household business", "central",
        ["thay đổi giấy phép kinh doanh", "đổi tên hộ kinh doanh", "đổi địa chỉ hộ kinh doanh",
         "đổi ngành nghề kinh doanh"], "", ""),
    "1.001570": ("Suspension of a household business, or its early resumption", "central",
        ["tạm ngừng kinh doanh", "tạm nghỉ bán", "ngưng kinh doanh", "kinh doanh trở lại"], "", ""),
    "1.001266": ("Closure of a household business", "central",
        ["đóng cửa hộ kinh doanh", "giải thể hộ kinh doanh", "nghỉ kinh doanh", "trả giấy phép kinh doanh"], "", ""),
    "2.000575": ("Re-issue of the household business registration certificate", "central",
        ["mất giấy phép kinh doanh", "cấp lại giấy phép kinh doanh"], "", ""),
    "1.013949": ("Land allocation, land lease or change of land use without auction or bidding, at the commune",
        "inter_agency",
        ["chuyển mục đích sử dụng đất", "chuyển đất vườn lên thổ cư", "lên thổ cư", "giao đất", "thuê đất"], "", ""),
    "1.013978": ("First registration of land and of assets on it, and first issue of the land use certificate",
        "inter_agency",
        ["sổ đỏ lần đầu", "làm sổ đỏ", "cấp sổ đỏ", "sổ hồng", "cấp giấy chứng nhận quyền sử dụng đất lần đầu",
         "đất chưa có sổ", "bìa đỏ", "land title"],
        "Đăng ký không quá 17 ngày làm việc, cấp Giấy chứng nhận không quá 3 ngày làm việc; không tính thời gian "
        "người dân thực hiện nghĩa vụ tài chính.",
        "Registration up to 17 working days, issue of the certificate up to 3; the time in which the person meets "
        "the financial obligation does not count."),
    "1.012812": ("Mediation of a land dispute", "committee",
        ["hòa giải đất đai", "tranh chấp đất", "hàng xóm lấn đất", "tranh chấp ranh giới đất", "lấn chiếm đất"],
        "", ""),
    "Chuyển hình thức giao đất, cho thuê đất": (
        "Change of the form of land allocation or land lease", "inter_agency",
        ["chuyển hình thức thuê đất", "thuê đất trả tiền một lần"], "", ""),
    "Điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích do thay đổi căn cứ": (
        "Adjustment of a decision on land allocation, lease or change of use because its grounds changed",
        "inter_agency", ["điều chỉnh quyết định giao đất", "thay đổi căn cứ giao đất"], "", ""),
    "Điều chỉnh quyết định giao đất… do sai sót về ranh giới, vị trí, diện tích, mục đích": (
        "Adjustment of a decision on land because of an error in boundary, place, area or purpose",
        "inter_agency", ["quyết định giao đất sai diện tích", "sai ranh giới giao đất"], "", ""),
    "Điều chỉnh thời hạn sử dụng đất của dự án đầu tư": (
        "Adjustment of the term of land use of an investment project", "inter_agency",
        ["thời hạn sử dụng đất dự án"], "", ""),
    "Gia hạn sử dụng đất khi hết thời hạn": (
        "Extension of land use at the end of its term", "inter_agency",
        ["gia hạn đất", "đất hết hạn sử dụng", "gia hạn quyền sử dụng đất"], "", ""),
    "Giao đất ở có thu tiền không thông qua đấu giá đối với cá nhân": (
        "Allocation of residential land to an individual, against payment and without auction", "inter_agency",
        ["xin cấp đất ở", "giao đất ở", "mua đất nhà nước"], "", ""),
    "Xác định lại diện tích đất ở đã được cấp GCN trước 01/7/2004": (
        "Re-determination of the residential area of land certified before 1 July 2004", "inter_agency",
        ["xác định lại diện tích đất ở", "đất ở trong sổ cũ"], "", ""),
    "Sử dụng đất kết hợp đa mục đích; gia hạn phương án": (
        "Combined use of land for several purposes; extension of the plan", "inter_agency",
        ["sử dụng đất đa mục đích", "đất nông nghiệp kết hợp du lịch"], "", ""),
    "Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót": (
        "Correction of a first land use certificate that has errors", "inter_agency",
        ["sửa sổ đỏ", "sổ đỏ sai tên", "đính chính sổ đỏ", "sổ đỏ ghi sai"], "", ""),
    "Thu hồi Giấy chứng nhận đã cấp lần đầu không đúng quy định và cấp lại": (
        "Withdrawal of a first land use certificate issued unlawfully, and its re-issue", "inter_agency",
        ["thu hồi sổ đỏ", "sổ đỏ cấp sai", "cấp lại sổ đỏ"], "", ""),
    "Giải quyết tranh chấp đất đai thuộc thẩm quyền Chủ tịch UBND cấp xã": (
        "Settlement of a land dispute by the chair of the commune's people's committee", "committee",
        ["giải quyết tranh chấp đất", "kiện tranh chấp đất"], "", ""),
    "1.013225": ("New building permit (works of grade III and IV; private houses)", "verification",
        ["giấy phép xây dựng", "xin phép xây nhà", "xây nhà", "giấy phép xây nhà", "GPXD", "building permit"],
        "", ""),
    "1.013226": ("Change of a building permit (works of grade III and IV; private houses)", "verification",
        ["điều chỉnh giấy phép xây dựng", "sửa giấy phép xây nhà", "nâng tầng"], "", ""),
    "1.013227": ("Extension of a building permit", "verification",
        ["gia hạn giấy phép xây dựng", "hết hạn giấy phép xây nhà"], "", ""),
    "1.013228": ("Re-issue of a building permit", "verification",
        ["cấp lại giấy phép xây dựng", "mất giấy phép xây dựng"], "", ""),
    "1.013314": ("Confirmation of the average floor area for permanent residence, and of dwelling and land without "
                 "dispute", "verification",
        ["xác nhận diện tích nhà ở", "xác nhận chỗ ở để nhập hộ khẩu", "nhà đất không tranh chấp"], "", ""),
    "1.013133": ("First registration for military service", "same_day",
        ["nghĩa vụ quân sự", "đăng ký nghĩa vụ quân sự tuổi 17", "NVQS", "đi bộ đội", "military service"], "", ""),
    "1.013136": ("Supplementary registration for military service", "same_day",
        ["bổ sung nghĩa vụ quân sự", "NVQS bổ sung"], "", ""),
    "1.013138": ("Registration of temporary absence for military service", "same_day",
        ["nghĩa vụ quân sự tạm vắng", "NVQS tạm vắng"], "", ""),
    "1.013134": ("Registration of a move for military service, on a change of residence, work or study", "same_day",
        ["chuyển nghĩa vụ quân sự", "NVQS chuyển đi", "chuyển quân sự"], "", ""),
    "1.002211": ("Recognition of a grassroots mediator", "same_day",
        ["hòa giải viên", "tổ hòa giải", "hòa giải ở cơ sở"], "", ""),
    "1.001622": ("Lunch support for kindergarten children", "verification",
        ["tiền ăn trưa mẫu giáo", "hỗ trợ ăn trưa", "tiền ăn trẻ mầm non"], "", ""),
    "1.012783": ("Exchange of the certificate of land use right and of ownership of assets on land", "inter_agency",
        ["đổi sổ đỏ", "cấp đổi sổ đỏ", "đổi sổ hồng", "sổ đỏ rách", "đổi sổ cũ sang sổ mới"],
        "", ""),
    "1.012781": ("Registration and certificate for a parcel whose area grew by a change of boundary",
        "inter_agency",
        ["đất tăng diện tích", "sổ đỏ tăng diện tích", "đo lại đất dư"],
        "", ""),
    "1.012782": ("Certificate where part of the residential area was certified before 1 July 2004", "inter_agency",
        ["đất ở cấp một phần", "cấp sổ phần đất ở còn lại"],
        "", ""),
    "1.012756": ("First land registration where the State allocates land to be managed", "inter_agency",
        ["đất nhà nước giao quản lý", "đăng ký đất được giao quản lý"], "", ""),
    "1.012766": ("Removal of the registration of a lease or sub-lease of land in an infrastructure project",
        "inter_agency",
        ["xóa đăng ký cho thuê đất", "xóa thuê đất khu công nghiệp", "dự án kết cấu hạ tầng"], "", ""),
    "1.012784": ("Splitting or merging of land parcels", "inter_agency",
        ["tách thửa", "hợp thửa", "tách sổ đỏ", "chia đất cho con", "gộp thửa đất", "tách sổ"], "", ""),
    "3.000333": ("Criminal record certificate no. 1", "central",
        ["lý lịch tư pháp", "LLTP", "giấy chứng nhận không phạm tội", "phiếu lý lịch tư pháp số 1",
         "police clearance"], "", ""),
}

SLUGS = {
    "Chuyển hình thức giao đất, cho thuê đất": "dat-dai-chuyen-hinh-thuc-giao-dat-cho-thue-dat",
    "Điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích do thay đổi căn cứ":
        "dat-dai-dieu-chinh-quyet-dinh-do-thay-doi-can-cu",
    "Điều chỉnh quyết định giao đất… do sai sót về ranh giới, vị trí, diện tích, mục đích":
        "dat-dai-dieu-chinh-quyet-dinh-do-sai-sot",
    "Điều chỉnh thời hạn sử dụng đất của dự án đầu tư": "dat-dai-dieu-chinh-thoi-han-du-an-dau-tu",
    "Gia hạn sử dụng đất khi hết thời hạn": "dat-dai-gia-han-su-dung-dat",
    "Giao đất ở có thu tiền không thông qua đấu giá đối với cá nhân": "dat-dai-giao-dat-o-khong-dau-gia",
    "Xác định lại diện tích đất ở đã được cấp GCN trước 01/7/2004": "dat-dai-xac-dinh-lai-dien-tich-dat-o",
    "Sử dụng đất kết hợp đa mục đích; gia hạn phương án": "dat-dai-su-dung-dat-ket-hop-da-muc-dich",
    "Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót": "dat-dai-dinh-chinh-giay-chung-nhan-lan-dau",
    "Thu hồi Giấy chứng nhận đã cấp lần đầu không đúng quy định và cấp lại":
        "dat-dai-thu-hoi-giay-chung-nhan-cap-sai",
    "Giải quyết tranh chấp đất đai thuộc thẩm quyền Chủ tịch UBND cấp xã": "dat-dai-giai-quyet-tranh-chap-dat-dai",
}
