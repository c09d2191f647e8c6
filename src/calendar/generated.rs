// Generated from vietnam.toml by tests/integration/generated.rs. Do not edit.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::document::{Document, DocumentFact, DocumentKind, HolidayRule, Issued, RestDay};
use super::practice::Practice;
use crate::text::{Confidence, Text};

pub(super) fn documents() -> Vec<Document> {
    DOCUMENTS.to_vec()
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

pub(super) const CHECKED_UNTIL: NaiveDate = day(2026, 11, 28);

pub(super) const PRACTICE: Practice = Practice {
    tet: [-1, -1, -2, -2, -2, -2, -2],
    national_day: [1, -1, -1, 1, -1, -1, 1],
};

const FACTS_QD_188_1999: &[DocumentFact] = &[
    DocumentFact::WeeklyRest { days: Cow::Borrowed(&[RestDay::Saturday, RestDay::Sunday]) },
];

const FACTS_LABOUR_CODE_2012: &[DocumentFact] = &[
    DocumentFact::Holiday { id: Cow::Borrowed("new-year"), name: Text::new("Tết Dương lịch", "New Year's Day"), rule: HolidayRule::Solar { month: 1, day: 1 }, at: Cow::Borrowed("d115.k1.a") },
    DocumentFact::Holiday { id: Cow::Borrowed("tet"), name: Text::new("Tết Nguyên đán", "Lunar New Year"), rule: HolidayRule::Tet { days: 5 }, at: Cow::Borrowed("d115.k1.b") },
    DocumentFact::Holiday { id: Cow::Borrowed("victory-day"), name: Text::new("Ngày Chiến thắng", "Victory Day"), rule: HolidayRule::Solar { month: 4, day: 30 }, at: Cow::Borrowed("d115.k1.c") },
    DocumentFact::Holiday { id: Cow::Borrowed("labour-day"), name: Text::new("Ngày Quốc tế lao động", "International Labour Day"), rule: HolidayRule::Solar { month: 5, day: 1 }, at: Cow::Borrowed("d115.k1.d") },
    DocumentFact::Holiday { id: Cow::Borrowed("national-day"), name: Text::new("Quốc khánh", "National Day"), rule: HolidayRule::Solar { month: 9, day: 2 }, at: Cow::Borrowed("d115.k1.đ") },
    DocumentFact::Holiday { id: Cow::Borrowed("hung-kings"), name: Text::new("Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hùng Kings' Commemoration Day"), rule: HolidayRule::HungKings, at: Cow::Borrowed("d115.k1.e") },
    DocumentFact::MakeUp { at: Cow::Borrowed("d115.k3") },
];

const ENDS_LABOUR_CODE_2019: &[Cow<'static, str>] = &[
    Cow::Borrowed("labour-code-2012"),
];

const FACTS_LABOUR_CODE_2019: &[DocumentFact] = &[
    DocumentFact::Holiday { id: Cow::Borrowed("new-year"), name: Text::new("Tết Dương lịch", "New Year's Day"), rule: HolidayRule::Solar { month: 1, day: 1 }, at: Cow::Borrowed("d112.k1.a") },
    DocumentFact::Holiday { id: Cow::Borrowed("tet"), name: Text::new("Tết Nguyên đán", "Lunar New Year"), rule: HolidayRule::Tet { days: 5 }, at: Cow::Borrowed("d112.k1.b") },
    DocumentFact::Holiday { id: Cow::Borrowed("victory-day"), name: Text::new("Ngày Chiến thắng", "Victory Day"), rule: HolidayRule::Solar { month: 4, day: 30 }, at: Cow::Borrowed("d112.k1.c") },
    DocumentFact::Holiday { id: Cow::Borrowed("labour-day"), name: Text::new("Ngày Quốc tế lao động", "International Labour Day"), rule: HolidayRule::Solar { month: 5, day: 1 }, at: Cow::Borrowed("d112.k1.d") },
    DocumentFact::Holiday { id: Cow::Borrowed("national-day"), name: Text::new("Quốc khánh", "National Day"), rule: HolidayRule::Solar { month: 9, day: 2 }, at: Cow::Borrowed("d112.k1.đ") },
    DocumentFact::Holiday { id: Cow::Borrowed("national-day-second"), name: Text::new("Quốc khánh (ngày liền kề)", "National Day (adjacent day)"), rule: HolidayRule::Beside { month: 9, day: 2 }, at: Cow::Borrowed("d112.k1.đ") },
    DocumentFact::Holiday { id: Cow::Borrowed("hung-kings"), name: Text::new("Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hùng Kings' Commemoration Day"), rule: HolidayRule::HungKings, at: Cow::Borrowed("d112.k1.e") },
    DocumentFact::MakeUp { at: Cow::Borrowed("d111.k3") },
    DocumentFact::DecidedYearly { at: Cow::Borrowed("d112.k3") },
];

const FACTS_NQ_28_2026: &[DocumentFact] = &[
    DocumentFact::Holiday { id: Cow::Borrowed("culture-day"), name: Text::new("Ngày Văn hóa Việt Nam", "Vietnamese Culture Day"), rule: HolidayRule::Solar { month: 11, day: 24 }, at: Cow::Borrowed("d2") },
];

const WITH_MOLISA_2014: &[Text] = &[
    Text::new("Tờ trình 89/TTr-LĐTBXH ngày 20/11/2014", "Submission 89/TTr-LĐTBXH of 2014-11-20"),
];

const FACTS_MOLISA_2014: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2015, 2, 17), to: day(2015, 2, 21) },
    DocumentFact::InLieu { of: day(2015, 2, 21), on: day(2015, 2, 23) },
    DocumentFact::Swap { off: day(2015, 1, 2), worked: day(2014, 12, 27) },
    DocumentFact::Swap { off: day(2015, 2, 16), worked: day(2015, 2, 14) },
    DocumentFact::Swap { off: day(2015, 4, 29), worked: day(2015, 4, 25) },
];

const FACTS_TB_4659_2015: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2016, 2, 7), to: day(2016, 2, 11) },
    DocumentFact::InLieu { of: day(2016, 2, 7), on: day(2016, 2, 12) },
];

const WITH_CV_9794_2016: &[Text] = &[
    Text::new("Thông báo của Bộ LĐTBXH ngày 24/11/2016 (số chưa xác minh)", "Notice of the Ministry of Labour of 2016-11-24 (number not verified)"),
];

const FACTS_CV_9794_2016: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2017, 1, 26), to: day(2017, 1, 30) },
    DocumentFact::InLieu { of: day(2017, 1, 28), on: day(2017, 1, 31) },
    DocumentFact::InLieu { of: day(2017, 1, 29), on: day(2017, 2, 1) },
];

const WITH_TB_573_2017: &[Text] = &[
    Text::new("Thông báo 5427/TB-LĐTBXH ngày 22/12/2017", "Notice 5427/TB-LĐTBXH of 2017-12-22"),
];

const FACTS_TB_573_2017: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2018, 2, 14), to: day(2018, 2, 18) },
    DocumentFact::InLieu { of: day(2018, 2, 17), on: day(2018, 2, 19) },
    DocumentFact::InLieu { of: day(2018, 2, 18), on: day(2018, 2, 20) },
];

const WITH_CV_6519_2018: &[Text] = &[
    Text::new("Thông báo 3238/TB-LĐTBXH", "Notice 3238/TB-LĐTBXH"),
];

const FACTS_CV_6519_2018: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2019, 2, 4), to: day(2019, 2, 8) },
    DocumentFact::Swap { off: day(2018, 12, 31), worked: day(2019, 1, 5) },
    DocumentFact::Swap { off: day(2019, 4, 29), worked: day(2019, 5, 4) },
];

const FACTS_MOLISA_2019: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2020, 1, 23), to: day(2020, 1, 27) },
    DocumentFact::InLieu { of: day(2020, 1, 25), on: day(2020, 1, 28) },
    DocumentFact::InLieu { of: day(2020, 1, 26), on: day(2020, 1, 29) },
];

const WITH_CV_9895_2020: &[Text] = &[
    Text::new("Thông báo 4875/TB-LĐTBXH", "Notice 4875/TB-LĐTBXH"),
];

const FACTS_CV_9895_2020: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2021, 2, 10), to: day(2021, 2, 14) },
    DocumentFact::BesideNationalDay { on: day(2021, 9, 3) },
    DocumentFact::InLieu { of: day(2021, 2, 13), on: day(2021, 2, 15) },
    DocumentFact::InLieu { of: day(2021, 2, 14), on: day(2021, 2, 16) },
];

const WITH_CV_245_2022: &[Text] = &[
    Text::new("Thông báo 119/TB-LĐTBXH", "Notice 119/TB-LĐTBXH"),
];

const FACTS_CV_245_2022: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2022, 1, 31), to: day(2022, 2, 4) },
    DocumentFact::BesideNationalDay { on: day(2022, 9, 1) },
];

const WITH_VPCP_2022_12_01: &[Text] = &[
    Text::new("Thông báo 5034/TB-LĐTBXH ngày 07/12/2022", "Notice 5034/TB-LĐTBXH of 2022-12-07"),
];

const FACTS_VPCP_2022_12_01: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2023, 1, 20), to: day(2023, 1, 24) },
    DocumentFact::BesideNationalDay { on: day(2023, 9, 1) },
    DocumentFact::InLieu { of: day(2023, 1, 21), on: day(2023, 1, 25) },
    DocumentFact::InLieu { of: day(2023, 1, 22), on: day(2023, 1, 26) },
];

const WITH_CV_8662_2023: &[Text] = &[
    Text::new("Thông báo 5015/TB-LĐTBXH", "Notice 5015/TB-LĐTBXH"),
];

const FACTS_CV_8662_2023: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2024, 2, 8), to: day(2024, 2, 12) },
    DocumentFact::BesideNationalDay { on: day(2024, 9, 3) },
    DocumentFact::InLieu { of: day(2024, 2, 10), on: day(2024, 2, 13) },
    DocumentFact::InLieu { of: day(2024, 2, 11), on: day(2024, 2, 14) },
];

const WITH_CV_2450_2024: &[Text] = &[
    Text::new("Thông báo 1570/TB-LĐTBXH", "Notice 1570/TB-LĐTBXH"),
];

const FACTS_CV_2450_2024: &[DocumentFact] = &[
    DocumentFact::Swap { off: day(2024, 4, 29), worked: day(2024, 5, 4) },
];

const WITH_CV_8726_2024: &[Text] = &[
    Text::new("Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024", "Notice 6150/TB-BLĐTBXH of 2024-12-03"),
];

const FACTS_CV_8726_2024: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2025, 1, 27), to: day(2025, 1, 31) },
    DocumentFact::BesideNationalDay { on: day(2025, 9, 1) },
    DocumentFact::Swap { off: day(2025, 5, 2), worked: day(2025, 4, 26) },
];

const WITH_CV_9859_2025: &[Text] = &[
    Text::new("Thông báo 9441/TB-BNV ngày 16/10/2025", "Notice 9441/TB-BNV of 2025-10-16"),
];

const FACTS_CV_9859_2025: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2026, 2, 16), to: day(2026, 2, 20) },
    DocumentFact::BesideNationalDay { on: day(2026, 9, 1) },
    DocumentFact::Swap { off: day(2026, 8, 31), worked: day(2026, 8, 22) },
];

const FACTS_CV_12729_2025: &[DocumentFact] = &[
    DocumentFact::Swap { off: day(2026, 1, 2), worked: day(2026, 1, 10) },
];

const FACTS_CV_10065_2026: &[DocumentFact] = &[
    DocumentFact::Tet { from: day(2027, 2, 4), to: day(2027, 2, 8) },
    DocumentFact::BesideNationalDay { on: day(2027, 9, 3) },
    DocumentFact::Confirms { on: day(2026, 11, 24) },
    DocumentFact::InLieu { of: day(2027, 2, 6), on: day(2027, 2, 9) },
    DocumentFact::InLieu { of: day(2027, 2, 7), on: day(2027, 2, 10) },
];

static DOCUMENTS: [Document; 19] = [
    Document {
        id: Cow::Borrowed("qd-188-1999"),
        kind: DocumentKind::Decision,
        number: Some(Cow::Borrowed("188/1999/QĐ-TTg")),
        name: None,
        issuer: Text::new("Thủ tướng Chính phủ", "Prime Minister"),
        issued: Issued::On(day(1999, 9, 17)),
        from: day(1999, 10, 2),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("tailieu.vn/doc/quyet-dinh-188-1999-qd-ttg-62291.html"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_QD_188_1999),
    },
    Document {
        id: Cow::Borrowed("labour-code-2012"),
        kind: DocumentKind::Law,
        number: Some(Cow::Borrowed("10/2012/QH13")),
        name: Some(Text::new("Bộ luật Lao động 2012", "Labour Code 2012")),
        issuer: Text::new("Quốc hội", "National Assembly"),
        issued: Issued::NotAfter(day(2013, 5, 1)),
        from: day(2013, 5, 1),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("klc.vn, full text (its number); lawnet.vn/thong-tin-phap-luat/en/tu-van-luat/161907; vneconomictimes.com/2020-public-holidays"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_LABOUR_CODE_2012),
    },
    Document {
        id: Cow::Borrowed("labour-code-2019"),
        kind: DocumentKind::Law,
        number: Some(Cow::Borrowed("45/2019/QH14")),
        name: Some(Text::new("Bộ luật Lao động 2019", "Labour Code 2019")),
        issuer: Text::new("Quốc hội", "National Assembly"),
        issued: Issued::On(day(2019, 11, 20)),
        from: day(2021, 1, 1),
        ends: Cow::Borrowed(ENDS_LABOUR_CODE_2019),
        confidence: Confidence::A,
        source: Cow::Borrowed("Bộ Pháp điển (codification of law), Điều 111 and 112 of 45/2019/QH14"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_LABOUR_CODE_2019),
    },
    Document {
        id: Cow::Borrowed("nq-28-2026"),
        kind: DocumentKind::Resolution,
        number: Some(Cow::Borrowed("28/2026/QH16")),
        name: None,
        issuer: Text::new("Quốc hội", "National Assembly"),
        issued: Issued::On(day(2026, 4, 24)),
        from: day(2026, 7, 1),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("xaydungchinhsach.chinhphu.vn/toan-van-nghi-quyet-so-28-2026-qh16-ve-phat-trien-van-hoa-viet-nam-119260508142130402.htm"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_NQ_28_2026),
    },
    Document {
        id: Cow::Borrowed("molisa-2014"),
        kind: DocumentKind::Notice,
        number: None,
        name: Some(Text::new("Thông báo của Bộ Lao động - Thương binh và Xã hội cuối năm 2014 (số chưa xác minh)", "Notice of the Ministry of Labour, end of 2014 (number not verified)")),
        issuer: Text::new("Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"),
        issued: Issued::NotAfter(day(2014, 12, 27)),
        from: day(2014, 12, 27),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("m.xahoi.com.vn/thong-bao-chinh-thuc-lich-ngay-nghi-ngay-di-lam-bu-dip-le-tet-2015-194402.amp"),
        with: Cow::Borrowed(WITH_MOLISA_2014),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_MOLISA_2014),
    },
    Document {
        id: Cow::Borrowed("tb-4659-2015"),
        kind: DocumentKind::Notice,
        number: Some(Cow::Borrowed("4659/TB-LĐTBXH")),
        name: None,
        issuer: Text::new("Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"),
        issued: Issued::On(day(2015, 11, 13)),
        from: day(2015, 11, 13),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("ngaynay.vn/lich-nghi-tet-nguyen-dan-binh-than-2016-gom-9-ngay-post13884.html"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_TB_4659_2015),
    },
    Document {
        id: Cow::Borrowed("cv-9794-2016"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("9794/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2016, 11, 14)),
        from: day(2016, 11, 14),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("hoinutrithuctphcm.vn/blogs/detail/1355"),
        with: Cow::Borrowed(WITH_CV_9794_2016),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_9794_2016),
    },
    Document {
        id: Cow::Borrowed("tb-573-2017"),
        kind: DocumentKind::Notice,
        number: Some(Cow::Borrowed("573/TB-VPCP")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2017, 12, 14)),
        from: day(2017, 12, 14),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("lawnet.vn/thong-tin-phap-luat/en/thong-bao-van-ban-moi/official-2018-lunar-new-year-holiday-schedule-for-officials-and-public-employees-159892.html"),
        with: Cow::Borrowed(WITH_TB_573_2017),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_TB_573_2017),
    },
    Document {
        id: Cow::Borrowed("cv-6519-2018"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("6519/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2018, 7, 11)),
        from: day(2018, 7, 11),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("thuvienphapluat.vn/cong-van/EN/Lao-dong-Tien-luong/Official-Dispatch-6519-VPCP-KGVX-2018-national-holidays-for-public-sector-employees/387625/tieng-anh.aspx"),
        with: Cow::Borrowed(WITH_CV_6519_2018),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_6519_2018),
    },
    Document {
        id: Cow::Borrowed("molisa-2019"),
        kind: DocumentKind::Notice,
        number: Some(Cow::Borrowed("4544/TB-LĐTBXH")),
        name: None,
        issuer: Text::new("Bộ Lao động - Thương binh và Xã hội", "Ministry of Labour, Invalids and Social Affairs"),
        issued: Issued::On(day(2019, 10, 25)),
        from: day(2019, 10, 25),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("lawnet.vn, 144554 (number and date); vietnamnet.vn/en/seven-day-holiday-for-lunar-new-year-2020-approved-582674.html"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_MOLISA_2019),
    },
    Document {
        id: Cow::Borrowed("cv-9895-2020"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("9895/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2020, 11, 26)),
        from: day(2020, 11, 26),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("thuvienphapluat.vn, 460294, text; khoahocdoisong.vn/chinh-thuc-cong-bo-lich-nghi-tet-tan-suu-2021-post143258.html"),
        with: Cow::Borrowed(WITH_CV_9895_2020),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_9895_2020),
    },
    Document {
        id: Cow::Borrowed("cv-245-2022"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("245/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2022, 1, 11)),
        from: day(2022, 1, 11),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("luatvietnam.vn/chinh-sach/cong-van-245-vpcp-kgvx-2022-ve-nghi-tet-nguyen-dan-va-quoc-khanh-nam-2022-cua-cbccvc-va-nguoi-lao-dong-215627-d6.html"),
        with: Cow::Borrowed(WITH_CV_245_2022),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_245_2022),
    },
    Document {
        id: Cow::Borrowed("vpcp-2022-12-01"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("8056/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2022, 12, 1)),
        from: day(2022, 12, 1),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("thuvienphapluat.vn, 542221, text; ngaymoionline.com.vn/apicenter@/print_article&i=39753"),
        with: Cow::Borrowed(WITH_VPCP_2022_12_01),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_VPCP_2022_12_01),
    },
    Document {
        id: Cow::Borrowed("cv-8662-2023"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("8662/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2023, 11, 3)),
        from: day(2023, 11, 3),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("sucsongtre.vn/doi-song/can-bo-cong-chuc-vien-chuc-nguoi-lao-dong-nghi-tet-nguyen-dan-giap-thin-7-ngay.html"),
        with: Cow::Borrowed(WITH_CV_8662_2023),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_8662_2023),
    },
    Document {
        id: Cow::Borrowed("cv-2450-2024"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("2450/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2024, 4, 12)),
        from: day(2024, 4, 12),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("en.sggp.org.vn/hcmc-announces-five-days-off-on-reunification-day-intl-labor-day-post109431.html"),
        with: Cow::Borrowed(WITH_CV_2450_2024),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_2450_2024),
    },
    Document {
        id: Cow::Borrowed("cv-8726-2024"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("8726/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2024, 11, 26)),
        from: day(2024, 11, 26),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("baodanang.vn/chi-tiet-lich-nghi-le-quoc-khanh-2-9-nam-nay-cho-cong-chuc-vien-chuc-va-nguoi-lao-dong-3299118.html"),
        with: Cow::Borrowed(WITH_CV_8726_2024),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_8726_2024),
    },
    Document {
        id: Cow::Borrowed("cv-9859-2025"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("9859/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2025, 10, 13)),
        from: day(2025, 10, 13),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("kienthuc.net.vn/chot-phuong-an-nghi-tet-am-lich-binh-ngo-va-quoc-khanh-nam-2026-post1576857.html"),
        with: Cow::Borrowed(WITH_CV_9859_2025),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_9859_2025),
    },
    Document {
        id: Cow::Borrowed("cv-12729-2025"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("12729/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2025, 12, 25)),
        from: day(2025, 12, 25),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::B,
        source: Cow::Borrowed("en.sggp.org.vn/government-approves-four-day-new-year-holiday-for-2026-post122755.html"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_12729_2025),
    },
    Document {
        id: Cow::Borrowed("cv-10065-2026"),
        kind: DocumentKind::Letter,
        number: Some(Cow::Borrowed("10065/VPCP-KGVX")),
        name: None,
        issuer: Text::new("Văn phòng Chính phủ", "Government Office"),
        issued: Issued::On(day(2026, 10, 2)),
        from: day(2026, 10, 2),
        ends: Cow::Borrowed(&[]),
        confidence: Confidence::C,
        source: Cow::Borrowed("seven pages of third parties name the letter and its days, and nothing disagrees; its own text was not read. xaydungchinhsach.chinhphu.vn/de-xuat-2-phuong-an-nghi-tet-nguyen-dan-2027-tet-dinh-mui-11926080513033257.htm, by its address of 2026-08 the proposal of two ways, is cited elsewhere as the final notice"),
        with: Cow::Borrowed(&[]),
        supersedes: Cow::Borrowed(&[]),
        facts: Cow::Borrowed(FACTS_CV_10065_2026),
    },
];
