#!/usr/bin/env python3
"""Write the first catalogue files from a seed of procedures.

    tools/import_procedures.py <seed.json> <details-folder> <out-folder>
    tools/import_procedures.py --check <seed.json> <details-folder> <out-folder>

The seed lists procedures with one limit and one fee text each; the details
folder may hold `<code>.json`, the national portal's own record of a procedure,
which wins where it says more. The files written are edited by hand afterwards:
this tool never overwrites one. `--check` compares the files with the seed
(code, trust, limit, amount of the fee) and writes nothing.
"""

import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

from procedure_words import (
    BY_COUNCIL, CASES, DETAIL_PAPERS, DETAIL_RESULTS_EN, FIELDS_EN, FIELD_LAWS, FREE, LAND_TWO_TIER, OTHER_CODES,
    OWN_LAWS, PAPERS, RESIDENCE, RESULTS, SLUGS, WORDS)

FROM = "2025-07-01"  # the first day of the two-tier local government

HEADER = """\
# {name}
#
# Cách sửa tệp này:
# - Tên tệp phải trùng với `id`. Không đổi `id` sau khi đã có hồ sơ.
# - Khi có quyết định công bố mới, không sửa phiên bản cũ: ghi `effective_to` (ngày cuối còn hiệu lực) cho phiên
#   bản cũ, rồi chép cả khối [[version]] xuống cuối tệp và sửa bản chép.
# - Thời hạn (`limit`): "same_day" (trong ngày, nhận sau 15 giờ thì ngày làm việc tiếp theo), "8 working_hours",
#   "3 working_days" (ngày làm việc), "30 days" (ngày), "planned" (theo kế hoạch hằng năm).
# - Tờ khai (`form`): tên một tệp trong catalogue/forms, không có ".json"; không ghi thì dùng mẫu chung (chung.1).
# - Lệ phí (`fee_vnd`): số đồng; chưa biết thì bỏ dòng này, không ghi 0. `case = "*"` là mọi trường hợp.
# - Điều gì chưa đối chiếu với văn bản chính thức thì để trust = "assumed"; đã đối chiếu thì đổi thành "verified".
# - Sửa xong, chạy: motcua catalogue check
"""


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def paper_id(name, taken):
    name = re.sub(r"\(.*?\)", "", name)
    words = fold(name).split()[:10]
    base = "-".join(words)
    candidate, n = base, 2
    while candidate in taken:
        candidate, n = f"{base}-{n}", n + 1
    taken.add(candidate)
    return candidate


def quote(text):
    assert "\n" not in text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def money(vnd):
    return f"{vnd:,}".replace(",", ".") + " đ", f"{vnd:,} đ"


def seed_limit(row):
    return {
        "same_day_15h": "same_day",
        "working_day": f"{row['limit']} working_days",
        "day": f"{row['limit']} days",
        "fixed_calendar": "planned",
    }[row["unit"]]


def seed_fee(row, way):
    """Fields of the fee, in the order of the file."""
    code, text = row["code"], row["fee"]

    def amount(vnd, vi=None, en=None, **more):
        plain_vi, plain_en = money(vnd)
        return {"fee_vnd": vnd, **more, "fee_text": vi or plain_vi, "fee_text_en": en or plain_en}

    if code in RESIDENCE:
        counter, online = RESIDENCE[code]
        return amount(online if way == "online" else counter)
    if text == "Không":
        return amount(0, *FREE)
    if text.startswith("Miễn"):
        return amount(0, "Miễn lệ phí", "Exempt from the fee")
    if text in ("HĐND tỉnh quy định", "HĐND tỉnh"):
        return {"fee_text": BY_COUNCIL[0], "fee_text_en": BY_COUNCIL[1]}
    if text == "theo tỉnh":
        return {"fee_text": "Theo quy định của tỉnh", "fee_text_en": "Set by the province"}
    if code == "2.000815":
        return amount(
            2_000,
            "2.000 đ/trang; từ trang thứ ba 1.000 đ/trang; tối đa 200.000 đ/bản",
            "2,000 đ a page; from the third page 1,000 đ a page; at most 200,000 đ a copy",
            fee_unit="page", fee_step="{ from = 3, vnd = 1_000 }", fee_max_vnd=200_000)
    if code == "2.000635":
        return amount(8_000, "8.000 đ/bản", "8,000 đ a copy", fee_unit="copy")
    if code == "2.000942":
        return amount(2_000, "2.000 đ/trang", "2,000 đ a page", fee_unit="page")
    if code in ("2.000884", "2.000992", "2.001008"):
        return amount(10_000, "10.000 đ/trường hợp", "10,000 đ for each act", fee_unit="act")
    if code == "2.001263":
        return amount(400_000, "400.000 đ; nhiều trường hợp được miễn", "400,000 đ; many are exempt")
    if code == "1.001612":
        if way == "online":  # "many places charge nothing online": not one amount
            return {"fee_text": "100.000 đ hoặc miễn khi nộp trực tuyến, theo nghị quyết của HĐND cấp tỉnh",
                    "fee_text_en": "100,000 đ, or free online where the province's people's council says so"}
        return amount(100_000, "100.000 đ (theo nghị quyết của HĐND cấp tỉnh)",
                      "100,000 đ (set by the province's people's council)")
    if code == "1.013225":
        return amount(75_000, "75.000 đ (theo nghị quyết của HĐND cấp tỉnh)",
                      "75,000 đ (set by the province's people's council)")
    plain = re.fullmatch(r"([\d.]+)đ", text)
    if not plain:
        raise SystemExit(f"fee of {code or row['name']} not understood: {text}")
    return amount(int(plain[1].replace(".", "")))


def detail_ways(detail, row):
    """Ways of the portal's record: its limit, and its fee where it names one."""
    names = {"Trực tiếp": "counter", "Trực tuyến": "online", "Dịch vụ bưu chính": "post"}
    for line in detail["tables"]["hinh_thuc_nop"]:
        number, unit = line["thoi_han_giai_quyet"].strip().split(" ", 1)
        unit = {"ngày làm việc": "working_days", "giờ": "working_hours", "ngày": "days"}[unit.lower()]
        fee = re.fullmatch(r"Phí : ([\d.]+) Đồng", line["phi_le_phi"].strip())
        way = names[line["hinh_thuc"]]
        fields = seed_fee(row, way)
        if fee:
            assert int(fee[1].replace(".", "")) == fields["fee_vnd"]
        yield {"case": "*", "way": way, "limit": f"{int(number)} {unit}", "limit_trust": "verified",
               **fields, "fee_trust": "verified" if fee else "assumed"}


def open_ways(row, steps):
    ways = ["online", "counter"]
    # The seed does not say where the post may carry the papers: assumed for full
    # online services that are not done in a central system.
    if row["online"] == "toan_trinh" and steps not in ("central", "inter_agency"):
        if row["field"] != "Nghĩa vụ quân sự":
            ways.append("post")
    return ways


def ways_of(row, detail, steps):
    if detail:
        yield from detail_ways(detail, row)
        return
    code, cases = row["code"], CASES.get(row["code"], {})
    more = cases.get("more", [])
    fee_by_case = cases.get("fee")
    base_trust = "verified" if row["limit_verified"] else "assumed"
    military = row["field"] == "Nghĩa vụ quân sự" and row["note"] == "trực tuyến: 02 giờ"

    def line(case, way, limit, trust, fee):
        if way == "post":
            trust = "assumed"
        if fee is None:
            fields = seed_fee(row, way)
        elif fee[0] is None:
            fields = {"fee_text": fee[1], "fee_text_en": fee[2]}
        else:
            fields = {"fee_vnd": fee[0], "fee_text": fee[1], "fee_text_en": fee[2]}
        return {"case": case, "way": way, "limit": limit, "limit_trust": trust, **fields, "fee_trust": "assumed"}

    # Where a case changes the fee, "*" would hide it: name the base case.
    base_case = cases["base"][0] if fee_by_case else "*"
    for way in cases.get("base_ways", open_ways(row, steps)):
        limit, trust = seed_limit(row), base_trust
        if military and way == "online":
            limit, trust = "2 working_hours", "assumed"
        yield line(base_case, way, limit, trust, fee_by_case)
    for case in more:
        for way in case.get("ways", open_ways(row, steps)):
            yield line(case["id"], way, case.get("limit", seed_limit(row)), case.get("trust", base_trust),
                       case.get("fee"))


def papers_of(row, detail):
    if detail:
        for (pid, vi, en, required), line in zip(
                DETAIL_PAPERS[row["code"]], detail["tables"]["thanh_phan_ho_so"], strict=True):
            originals, copies = map(int, re.findall(r"\d+", line["ghi_chu"]))
            yield pid, vi, en, originals, copies, required, "verified"
        return
    taken = set()
    for name in row["documents"]:
        vi, en = PAPERS[name]
        vi = vi or name
        copy = name.startswith("Bản sao")
        shown = "(xuất trình)" in vi
        required = "(nếu" not in vi and "nếu đã từng" not in vi
        yield (paper_id(vi, taken), vi, en, int(not copy and not shown), int(copy), required, "assumed")


def laws_of(row, detail):
    if detail:
        for line in detail["tables"]["can_cu_phap_ly"]:
            number = line["so_ky_hieu"]
            if "/" not in number:  # the record cut it off; its title has it whole
                number = re.search(r"\d+/\d{4}/[\w-]+", line["trich_yeu"])[0]
            day, month, year = line["ngay_ban_hanh"].split("-")
            title = re.sub(r"\s+", " ", line["trich_yeu"]).strip()
            yield number, title, f"{year}-{month}-{day}", "verified"
        return
    laws = FIELD_LAWS.get(row["field"], []) + OWN_LAWS.get(row["code"], [])
    if row["field"] == "Đất đai" and row["level"] == "xa" and row["code"] != "1.012812":
        laws = laws + [LAND_TWO_TIER]
    for number, title, issued in laws:
        yield number, title, issued, "assumed"


def render(row, detail):
    key = row["code"] or row["name"]
    name_en, steps, keywords, note, note_en = WORDS[key]
    pid = row["code"] or SLUGS[row["name"]]
    cases = CASES.get(row["code"], {})
    name = detail["metadata"]["tên_thủ_tục"] if detail else row["name"]
    level = "province" if row["level"].startswith("tinh") else "commune"
    competent = {
        "xa": "people_committee", "xa|tinh": "people_committee", "xa (công an)": "police",
        "tinh (VPĐKĐĐ)": "land_registry", "tinh": "province_office", "tinh/công an": "police",
    }[row["level"]]
    result, result_en = RESULTS[row["result"]]
    if detail:
        result = detail["content"]["kết_quả_thực_hiện"].removesuffix(" cho công dân")
        result_en = DETAIL_RESULTS_EN[pid]

    out = [HEADER.format(name=name)]
    if not row["code"]:
        out.append("# Chưa tìm thấy mã quốc gia của thủ tục này. Không tự đặt mã.\n")
    if row["code"] == "2.000908":
        out.append("# Hà Nội (QĐ 663/2026) chia các bước nội bộ của thủ tục này: 02 + 03 + 02 + 01 giờ.\n")
    if row["code"] in ("1.012783", "1.012781", "1.012782"):
        out.append('# Nguồn ghi thời hạn của trường hợp riêng là "ngày"; tạm đọc là ngày làm việc.\n')

    def put(key, value):
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, int):
            text = f"{value:_}"
        elif isinstance(value, list):
            text = "[" + ", ".join(map(quote, value)) + "]"
            if len(text) > 100:
                text = "[\n" + "".join(f"    {quote(v)},\n" for v in value) + "]"
        else:
            text = value if key == "fee_step" else quote(value)
        out.append(f"{key} = {text}\n")

    def table(name):
        out.append(f"\n[[version.{name}]]\n" if name else "\n[[version]]\n")

    out.append("\n")
    put("id", pid)
    put("code", row["code"])
    put("code_trust", "verified" if row["code_verified"] else "assumed")
    if pid in OTHER_CODES:
        put("other_codes", OTHER_CODES[pid])
    put("name", name)
    put("name_en", name_en)
    put("field", row["field"])
    put("field_en", FIELDS_EN[row["field"]])
    put("level", level)
    put("competent", competent)
    put("keywords", keywords)

    table("")
    put("effective_from", FROM)
    if detail:
        put("decision", detail["metadata"]["số_quyết_định"].removeprefix("Quyết định số "))
    # The seed's one mixed value (2.000815) is partial: only the electronic copy
    # is full, and it is a case of its own.
    put("online", "full" if row["online"] == "toan_trinh" else "partial")
    put("steps", steps)
    put("result", result)
    put("result_en", result_en)
    put("note", note)
    put("note_en", note_en)
    for number, title, issued, trust in laws_of(row, detail):
        table("law")
        put("number", number)
        put("title", title)
        if issued:
            put("issued", issued)
        put("trust", trust)
    base = cases.get("base", ("default", "Thông thường", "Ordinary"))
    for case in [dict(zip(("id", "name", "en"), base, strict=True)), *cases.get("more", [])]:
        table("case")
        put("id", case["id"])
        put("name", case["name"])
        put("name_en", case["en"])
        if case.get("by"):
            put("decided_by", case["by"])
    for way in ways_of(row, detail, steps):
        table("way")
        for key, value in way.items():
            put(key, value)
    for pid_, vi, en, originals, copies, required, trust in papers_of(row, detail):
        table("paper")
        put("id", pid_)
        put("name", vi)
        put("name_en", en)
        put("originals", originals)
        put("copies", copies)
        put("required", required)
        put("trust", trust)
    return pid, "".join(out)


def check(row, folder):
    pid = row["code"] or SLUGS[row["name"]]
    read = tomllib.loads((folder / f"{pid}.toml").read_text("utf-8"))
    version = read["version"][0]
    base = version["case"][0]["id"]
    offers = [w for w in version["way"] if w["way"] == "counter" and w["case"] in ("*", base)]
    wants = {
        "code": (read["code"], row["code"]),
        "code_trust": (read["code_trust"] == "verified", bool(row["code_verified"])),
        "limit": ([w["limit"] for w in offers], [seed_limit(row)]),
        "limit_trust": ([w["limit_trust"] == "verified" for w in offers], [bool(row["limit_verified"])]),
        "papers": (len(version.get("paper", [])), 2 if pid in DETAIL_PAPERS else len(row["documents"])),
    }
    amounts = [int(n.replace(".", "")) for n in re.findall(r"([\d.]+)đ", row["fee"])]
    if row["fee"].startswith(("Không", "Miễn")):
        amounts = [0]
    found = {w[k] for w in version["way"] for k in ("fee_vnd", "fee_max_vnd") if k in w}
    found |= {w["fee_step"]["vnd"] for w in version["way"] if "fee_step" in w}
    wants["fee"] = (sorted(found), sorted(set(amounts)))
    return [f"{pid}: {what}: file {a!r}, seed {b!r}" for what, (a, b) in wants.items() if a != b]


def main(args):
    only_check = "--check" in args
    seed, details, out = [Path(a) for a in args if a != "--check"]
    rows = json.loads(seed.read_text("utf-8"))["procedures"]
    if only_check:
        differences = [line for row in rows for line in check(row, out)]
        print("\n".join(differences) or f"{len(rows)} files agree with the seed")
        return 1 if differences else 0
    out.mkdir(parents=True, exist_ok=True)
    for row in rows:
        record = details / f"{row['code']}.json"
        detail = json.loads(record.read_text("utf-8")) if row["code"] and record.exists() else None
        pid, text = render(row, detail)
        tomllib.loads(text)
        target = out / f"{pid}.toml"
        if target.exists():
            print(f"kept {target}")
            continue
        target.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
