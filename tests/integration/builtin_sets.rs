//! The built-in rule sets against their sources. Every row below is written from the text of the law, or of the report
//! on it, and the tables are whole: a duty that is missing fails, and so does one that is made up.

use doithoai::{Fact, Facts, RuleSet};

use crate::builtin_days::{day, timeline};
use crate::set_in_rows::rows;
use crate::support::date;

fn set(name: &str) -> RuleSet {
    RuleSet::builtin(name).unwrap()
}

/// Compares a whole set with a table: on each line what the law says in words, what it is, and its values.
#[track_caller]
fn whole(name: &str, table: &str) {
    let cells = |line: &str| line.split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let expected: Vec<Vec<String>> = table.lines().filter(|line| line.contains(" | ")).map(cells).collect();
    let mut missing: Vec<String> = Vec::new();
    let mut actual = rows(&set(name));
    for row in &expected {
        match actual.iter().position(|there| there[0] == row[1]) {
            Some(at) => assert_eq!(actual.remove(at), row[1..], "{name}: {}", row[0]),
            None => missing.push(row.join(" | ")),
        }
    }
    assert!(missing.is_empty() && actual.is_empty(), "{name} lacks {missing:#?} and has beside the law {actual:#?}");
}

/// The Vietnamese text of a duty, step, norm or ground has words that the source hangs on.
#[track_caller]
fn says(set: &RuleSet, id: &str, words: &str) {
    let duties = set.obligations().iter().map(|duty| (&duty.id, &duty.text));
    let others = set.recurring().iter().map(|duty| (&duty.id, &duty.text));
    let steps = set.steps().iter().map(|step| (&step.id, &step.text));
    let norms = set.norms().iter().map(|norm| (&norm.id, &norm.text));
    let grounds = set.exclusions().iter().map(|exclusion| (&exclusion.id, &exclusion.ground));
    let mut all = duties.chain(others).chain(steps).chain(norms).chain(grounds);
    let text = &all.find(|(own, _)| *own == id).unwrap().1.vi;
    assert!(text.contains(words), "{id}: `{words}` is not in `{text}`");
}

#[test]
fn hcmc_article_13_of_regulation_935() {
    whole(
        "hcmc-935",
        "
        Enclosed with 935-QĐ/TU of 28 April 2017; date of effect not stated | document main | quy-che 935-QĐ/TU in quyet-dinh | Ban Thường vụ Thành ủy Thành phố Hồ Chí Minh | 2017-04-28 | unknown, taken as 2017-04-28 | unknown
        A page of the party handbook of the city | source handbook | reprint | B
        From when | holds | unknown, taken as 2017-04-28 | open
        Heads of government of quận and phường, with the People | applies | 79 | local-government | district commune | people | -
        13.1.1 dash 1: programme and plan | step draw-up-plan | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g1
        13.1.1 dash 2: the People's situation, public opinion | step grasp-opinion | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g2
        13.1.1 dash 3: unresolved grievances | step review-unresolved | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g3
        13.1.1 dash 4: contents by Art. 11 | step prepare-content | before | office with front socio-political-organizations agencies for government-head | main#d13.k1.1.g4
        13.1.2 dash 1: time and place | step arrange-time-and-place | before | office | main#d13.k1.2.g1
        13.1.2 dash 2: notice or invitation, sent at least 5 working days ahead | duty invite-citizens | dialogue before invite | 5 working-day before dialogue-day, clear-days | office | people | invitation-sent | states content venue time chair …; misprinted; silent on due.count met_by | main#d13.k1.2.g2 B
        …or the day of sending counts | reading invite-citizens/sending-day-counts | 5 working-day before dialogue-day, event-excluded
        13.1.2 dash 3: tell the heads of agencies; no time given | duty notify-agencies | dialogue before notify-agencies | not-stated | office | agency-heads | agencies-notified | - | main#d13.k1.2.g3 B
        13.1.2 dash 3: detailed programme, logistics, venue | step prepare-logistics | before | office | main#d13.k1.2.g3
        13.2 dash 1: state the reason, introduce | step open-and-introduce | during | office | main#d13.k2.g1
        13.2 dash 2: the head reports | step report-direction | during | government-head | main#d13.k2.g2
        13.2 dash 3: the People speak | step people-speak | during | people | main#d13.k2.g3
        13.2 dash 4: heads of agencies report | step agencies-report | during | agency-heads | main#d13.k2.g4
        13.2 dash 5: the head explains and concludes | step conclude | during | government-head | main#d13.k2.g5
        13.3 dash 1: the conclusion to the agencies, 10 working days from the end | duty notify-conclusion | dialogue after notify-conclusion | 10 working-day after closed | office | agencies | conclusion-notified | silent on due.after | main#d13.k3.g1 B
        13.3 dash 2: settle, write to the petitioner and report, 20 working days from the notice | duty settle-petition | dialogue after settle each petition | 20 working-day after conclusion-notified | agencies | petitioner government-head | petition-settled reply-sent reported-to-head | written reply-sent; misprinted; silent on due.after extension.times extension.maximum | main#d13.k3.g2 B
        …the word in brackets is ten | reading settle-petition/ten-as-in-words | 10 working-day after conclusion-notified
        13.3 dash 2: complex content: tell who gave the opinion the new limit | extension of settle-petition | extension-notified | contributor | states new-limit
        13.3 dash 3: the yearly report | recurring annual-report | reporting report | 1 a year of reports | not-stated | government-head | party-committee-same-level government-above | annual-report-sent | main#d13.k3.g3 B
        13.3 dash 3: at the same time a notice to those who supervise | recurring annual-notice | reporting inform-supervisors | 1 a year of notices | with annual-report | government-head | front-same-level socio-political-organizations-same-level | annual-notice-sent | main#d13.k3.g3 B
        Not known | unknown | applies.heads.party-committee applies.levels.province exclusion instrument.main.in_force.from instrument.main.replaces main#d11 obligation.notify-agencies.due recurring.hold-dialogue trigger
        ",
    );
    let hcmc = set("hcmc-935");
    says(&hcmc, "review-unresolved", "những vấn đề bức xúc của Nhân dân, nhất là");
    says(&hcmc, "settle-petition", "thông báo bằng văn bản nêu rõ thời hạn giải quyết");
}

#[test]
fn can_tho_regulation_10_by_the_news_item() {
    whole(
        "can-tho-10",
        "
        Just issued on 31 May 2019 | document main | quy-che 10-QC/TU | Ban Thường vụ Thành ủy Cần Thơ | by 2019-05-31 | unknown, taken as 2019-05-31 | unknown
        A news item | source news | press | B
        From when | holds | unknown, taken as 2019-05-31 | open
        Secretaries and chairs of the city, quận, huyện, xã, phường, thị trấn | applies | 92 | party-committee local-government | province district commune | cadres party-members people | -
        What a dialogue is for | principle purpose | - | main B
        What it is about | principle subjects | - | main B
        The head sees to timely settlement | principle timely-settlement | head | main B
        Must hold one periodic dialogue a year at least | recurring hold-dialogue | dialogue hold-dialogue | 1 a year of dialogues periodic silent on kinds | not-stated | each-head | cadres party-members people | closed | main B
        May hold one ad hoc | trigger ad-hoc | may | khi cần thiết | dialogue ad-hoc | main B
        The conclusion, 10 working days from the end; to whom is not said | duty notify-conclusion | dialogue after notify-conclusion | 10 working-day after closed | office | unknown | conclusion-notified | - | main B
        Settle, write to those concerned (if any), report: 20 working days from the notice | duty settle-petition | dialogue after settle each petition | 20 working-day after conclusion-notified | agency | collectives? individuals? head | petition-settled reply-sent reported-to-head | written reply-sent; reply-sent unless no-addressee; silent on due.after | main B
        Not over 30 days: a written reply while a case takes longer or is bound by law | duty interim-reply | dialogue after interim-reply each petition | 30 day after conclusion-notified | agency | organizations individuals | interim-reply-sent | states content requirements time responsibility …; written interim-reply-sent; if needs-verification bound-by-law; sets settle-petition; silent on due.after due.unit | main B
        …or the 30 days cap settlement | reading interim-reply/final-settlement-cap | limits settle-petition
        …or are working days | reading interim-reply/working-days | 30 working-day after conclusion-notified
        …or run from the end of the 20 | reading interim-reply/from-end-of-base | 30 day after the first limit of settle-petition
        …or from the end of the dialogue | reading interim-reply/from-closing | 30 day after closed
        Not known | unknown | exclusion instrument.main.in_force.from instrument.main.issued instrument.main.replaces obligation.invite-citizens recurring.annual-report step
        ",
    );
    // Over Tết 2026 (14 to 22 February off) the 30 days end before the 20 working days.
    let of = |event: &str, day: &str| Fact::new(event, date(day)).petition("1");
    let facts = Facts::held_on(date("2026-02-05"))
        .with(Fact::new("conclusion-notified", date("2026-02-06")))
        .with(of("petition-raised", "2026-02-05"))
        .with(of("petition-classed", "2026-02-06").class(doithoai::ruleset::CaseClass::NeedsVerification));
    let timeline = timeline("can-tho-10", &facts);
    assert_eq!(day(&timeline, "settle-petition"), "2026-03-13", "the shorter reply limit moves nothing by itself");
    assert_eq!(day(&timeline, "interim-reply"), "2026-03-09", "the 30th day is a Sunday");
    let readings = &timeline.duty("can-tho-10", "interim-reply").unwrap().readings;
    for (id, day) in
        [("working-days", "2026-03-27"), ("from-end-of-base", "2026-04-13"), ("from-closing", "2026-03-09")]
    {
        let reading = readings.iter().find(|reading| reading.id() == id).unwrap();
        assert_eq!(reading.outcome.due.unwrap().date, date(day), "{id}");
    }
}

#[test]
fn hoa_binh_conclusion_258_states_no_number() {
    whole(
        "hoa-binh-07",
        "
        07-QC/TU of 27 March 2019 | document main | quy-che 07-QC/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2019-03-27 | unknown, taken as 2019-03-27 | unknown
        09-QC/TU of 1 July 2019, by its title | document qc09 | quy-che 09-QC/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2019-07-01 | unknown, taken as 2019-07-01 | unknown
        258-KL/TU of 10 June 2022 | document kl258 | ket-luan 258-KL/TU | Ban Thường vụ Tỉnh ủy Hòa Bình | 2022-06-10 | unknown, taken as 2022-06-10 | unknown
        A news item on the conclusion | source news | press | B
        The state that the conclusion gives | holds | unknown, taken as 2022-06-10 | open
        Heads of committees, governments, agencies and units; also with enterprises, and on themes | applies | 17 | party-committee local-government agency | province district commune | front socio-political-organizations cadres civil-servants union-members workers people enterprises | enterprise thematic
        Every year, a plan | recurring annual-plan | dialogue plan | 1 a year of plans silent on met_by | unknown | each-head unit-heads | - | plan-drawn-up | kl258 B
        Every year, an evaluation; whose is not said | recurring annual-evaluation | dialogue evaluate | 1 a year of evaluations | unknown | unknown | - | evaluation-held | kl258 B
        Before: the Front and organizations gather petitions and advise | step gather-petitions | before | together front socio-political-organizations for head | kl258
        Before: boards, Front, military and police grasp the situation | step grasp-situation | before | together mass-mobilisation-boards front socio-political-organizations military police | kl258
        Before the conference: survey and collect opinions | duty survey-opinion | dialogue before survey | 0 day before dialogue-day, event-excluded | mass-mobilisation-boards front socio-political-organizations military police | people | survey-held | - | kl258 B
        After: governments direct the settlement of what was taken up | duty direct-settlement | dialogue after direct-settlement | unknown | local-governments | - | settlement-directed | - | kl258 B
        Make 07 and 09 known | guidance disseminate | party-committees local-governments front socio-political-organizations | kl258 B
        More with enterprises and on themes | guidance more-enterprise-and-thematic | - | kl258 B
        A regular task | guidance regular-task | - | kl258 B
        Inspect and supervise more, without a period | guidance inspect-and-supervise | - | kl258 B
        Commend in time | guidance commend | - | kl258 B
        Raise the Front's role | guidance front-role | - | kl258 B
        Coordinate | guidance coordinate | - | kl258 B
        Governments: grassroots democracy | guidance grassroots-democracy | local-governments | kl258 B
        Governments: administrative discipline | guidance administrative-discipline | local-governments | kl258 B
        Governments: reception, complaints, denunciations | guidance reception-and-complaints | local-governments | kl258 B
        Not known | unknown | exclusion instrument.kl258.in_force.from instrument.main.in_force.from instrument.main.replaces instrument.main.standing instrument.main.text instrument.qc09.in_force.from instrument.qc09.text obligation.direct-settlement.due obligation.invite-citizens obligation.notify-conclusion obligation.settle-petition obligation.supervise-conclusion obligation.survey-opinion.due.n recurring.annual-report recurring.hold-dialogue step.during trigger
        ",
    );
    let hoa_binh = set("hoa-binh-07");
    says(&hoa_binh, "direct-settlement", "các nội dung tiếp thu ý kiến sau tiếp xúc, đối thoại");
    says(&hoa_binh, "survey-opinion", "trước khi tổ chức hội nghị");
    // The 30 % is of administrative procedures: no text carries it.
    assert!(!hoa_binh.to_json().contains("30"), "a number that the conclusion gives of something else");
}

#[test]
fn hoan_kiem_plan_120() {
    whole(
        "hoan-kiem-120",
        "
        Just issued on 15 July 2019, to carry out 11-QĐi/TW | document main | ke-hoach 120-KH/QU implements 11-QĐi/TW | Quận ủy Hoàn Kiếm | by 2019-07-15 | unknown, taken as 2019-07-15 | unknown
        A news item | source news | press | B
        From when | holds | unknown, taken as 2019-07-15 | open
        The city's plan behind it | document city-plan | ke-hoach unknown | Thành ủy Hà Nội | unknown | unknown | unknown
        Heads of committees under the district committee, of wards too | applies | 002 | party-committee | commune | - | -
        Respect and listen | principle respect-and-listen | - | main B
        Democratic, fair, impartial, truthful, complete, clear | principle impartial | - | main B
        Prompt, on time, within competence | principle on-time-within-competence | - | main B
        Simple procedure | principle simple-procedure | - | main B
        Confidentiality and safety of the petitioner | principle confidential-and-safe | - | main B
        Heads receive, handle and direct settlement in person, on time | duty receive-and-handle | petition-handling - direct-settlement each petition | unknown | subordinate-heads | - | petition-received petition-directed | - | main B
        Every year an interim or final review; whose is not plain | recurring annual-review | dialogue evaluate | 1 a year of reviews silent on bearer | unknown | party-committees | - | evaluation-held | main B
        Make it known | guidance disseminate | party-committees subordinate-heads | main B
        Lead by example | guidance lead-by-example | cadres party-members | main B
        Order and safety of receptions | guidance safety | party-head | main B
        Staff of good character who know the law | guidance staffing | party-committees | main B
        What staff are entitled to | guidance care-for-staff | party-committees | main B
        Inspect, supervise, verify | guidance inspect-and-verify | party-head | main B
        In the review: violations | guidance violations | party-committees | main B
        In the review: merit | guidance commend | party-committees | main B
        Not known | unknown | applies.levels.district exclusion instrument.city-plan.text instrument.main.in_force.from instrument.main.issued instrument.main.text obligation.invite-citizens obligation.receive-and-handle.due recurring.hold-dialogue recurring.reception step
        ",
    );
    let hoan_kiem = set("hoan-kiem-120");
    says(&hoan_kiem, "on-time-within-competence", "đúng thời hạn, đúng phạm vi thẩm quyền");
    says(&hoan_kiem, "receive-and-handle", "bảo đảm thời gian");
}

#[test]
fn hai_phong_decision_1738_by_the_page_of_a_commune() {
    whole(
        "hai-phong-1738",
        "
        Enclosed with 1738-QĐ/TU of 27 January 2015 | document main | quy-che 1738-QĐ/TU in quyet-dinh | Ban Thường vụ Thành ủy Hải Phòng | 2015-01-27 | unknown, taken as 2015-01-27 | unknown
        The page of a commune | source page | official-page | B
        From when | holds | unknown, taken as 2015-01-27 | open
        12-HD/HU of 30 January 2023, the one guidance known | document hd12 | huong-dan 12-HD/HU | Ban Dân vận Huyện ủy | 2023-01-30 | unknown, taken as 2023-01-30 | unknown
        218-QĐ/TW of 12 December 2013, decided by the Politburo, from its signing | document qd218 | quyet-dinh 218-QĐ/TW | Bộ Chính trị | 2013-12-12 | 2013-12-12 | unknown
        Heads of committees and governments at all levels | applies | 31 | party-committee local-government | province district commune | people | -
        To find strengths and weaknesses, told of this conference | principle purpose | - | main B
        Party rules and law | principle party-rules-and-law | - | main, hd12, qd218 B
        Democratic centralism | principle democratic-centralism | - | main, hd12, qd218 B
        Heads answer for their tasks | principle responsible-heads | - | main, hd12, qd218 B
        Public, transparent, democratic, objective, frank, sincere | principle open-and-frank | - | main, hd12, qd218 B
        Respect the sides | principle respect | - | main, hd12, qd218 B
        Strictly forbidden: abusing the dialogue | prohibition abuse | - | main, hd12, qd218 B
        No dialogue with: no capacity | exclusion no-capacity | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: under the influence | exclusion intoxicated | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: breach of the rules | exclusion breach-of-rules | person | unknown | unknown | main, hd12, qd218 unattributed B
        No dialogue with: come to have a complaint settled | exclusion complaint-letter | person or subject | unknown | unknown | main, hd12, qd218 unattributed B
        After the end: direct or recommend settlement, told of this conference | duty direct-or-recommend | dialogue after direct-settlement | unknown | local-leaders | - | any of settlement-directed settlement-recommended | practice | main not-cited B
        Phù Ninh, after 5 October 2023, 31 opinions voiced | practice phu-ninh-2023 | 2023-10-06 to 2023-12-31 | party-committee local-government | 31 | summary-report: unknown people-speak: people receive-and-explain: local-leaders
        Not known | unknown | exclusion.by instrument.hd12.text instrument.main.implements instrument.main.in_force.from instrument.main.replaces instrument.main.text obligation.direct-or-recommend.due obligation.invite-citizens obligation.notify-conclusion obligation.settle-petition recurring.annual-report recurring.hold-dialogue step trigger
        ",
    );
    let hai_phong = set("hai-phong-1738");
    let (told, cited): (Vec<_>, Vec<_>) = hai_phong.norms().iter().partition(|norm| norm.id == "purpose");
    assert!(cited.iter().all(|norm| norm.cite.unattributed), "which of the three says it is not stated");
    assert!(told.iter().all(|norm| norm.cite.not_cited), "the page cites nothing for what it tells of the conference");
    let capacity = hai_phong.exclusions().iter().find(|exclusion| exclusion.id == "no-capacity").unwrap();
    assert_eq!(capacity.ground.vi, "Người không có năng lực hành vi", "the page does not say civil");
    says(&hai_phong, "abuse", "thông tin không có căn cứ làm ảnh hưởng đến danh dự, uy tín");
}

#[test]
fn politburo_regulation_11_as_issued() {
    whole(
        "qd-11@2019-02-18",
        "
        Of 18 February 2019, from its signing | document main | quy-dinh 11-QĐi/TW | Bộ Chính trị | 2019-02-18 | 2019-02-18 | in-force
        Until conclusion 215 of 23 November 2025 | holds | 2019-02-18 | 2025-11-23
        Three summaries that agree | source summaries | press | B
        One summary | source summary-notice | press | C
        One page of a district committee | source summary-periods | official-page | C
        Heads of party committees at three levels | applies | VN | party-committee | province district commune | - | -
        Art. 4(1): days of reception a month | recurring reception | reception receive | province 1, district 1, commune 2 a month of days | not-stated | party-head | people | reception-held | main#d4.k1 B
        Art. 4(2): two grounds that oblige | trigger ad-hoc-reception | must | prominent-complex-prolonged serious-consequences | reception ad-hoc | main#d4.k2 B
        Accepted, passed on or directed: written notice, 10 working days from receipt | duty acknowledge-petition | petition-handling - acknowledge each petition | 10 working-day after petition-received | party-head | petitioner | any of acceptance-notified transfer-notified | written acceptance-notified; written transfer-notified | main C
        Working sessions: first quarter, 6 and 9 months, year, ad hoc | recurring working-sessions | reporting other | q1 half-year nine-months year ad-hoc | unknown | party-head | lower-secretaries agency-heads | working-session-held | main C
        Reports for the same periods | recurring report | reporting report | q1 half-year nine-months year ad-hoc of reports | unknown | party-head | unknown | periodic-report-sent | main C
        Not known | unknown | applies.audience exclusion instrument.main.replaces instrument.main.text obligation.acknowledge-petition.cite obligation.settle-petition recurring.hold-dialogue recurring.report.due trigger.dialogue
        ",
    );
}

#[test]
fn politburo_regulation_11_as_amended_by_conclusion_215() {
    whole(
        "qd-11@2025-11-23",
        "
        The regulation | document main | quy-dinh 11-QĐi/TW | Bộ Chính trị | 2019-02-18 | 2019-02-18 | in-force
        215-KL/TW of 23 November 2025 | document kl215 | ket-luan 215-KL/TW | Bộ Chính trị | 2025-11-23 | unknown, taken as 2025-11-23 | in-force
        From when | holds | unknown, taken as 2025-11-23 | open
        Carried over | source summaries | press | B
        Carried over | source summary-notice | press | C
        Carried over | source summary-periods | official-page | C
        The amended clauses in Vietnamese | source reprint-215 | press | B
        Machine translations | source english-215 | press | C
        Art. 1(2) | change applies.levels | main#d1.k2, kl215 | -
        Art. 4(1) | change recurring.reception.at_least | main#d4.k1, kl215 | B
        Art. 3(8) | change recurring.report.cutoffs | main#d3.k8, kl215 | B
        Art. 3(8) | change recurring.report.toward | main#d3.k8, kl215 | B
        Art. 1(2): provinces and communes; who petitions | applies | VN | party-committee | province commune | people cadres party-members body-representatives | -
        Art. 4(1): no district any more | recurring reception | reception receive | province 1, commune 2 a month of days | not-stated | party-head | people | reception-held | main#d4.k1 B
        Art. 4(1): fix the time of the month and make it public | duty publish-reception-time | reception - post-schedule | not-stated | party-head | people | reception-schedule-posted | - | main#d4.k1, kl215 B
        Art. 4(2), carried over | trigger ad-hoc-reception | must | prominent-complex-prolonged serious-consequences | reception ad-hoc | main#d4.k2 B
        Carried over | duty acknowledge-petition | petition-handling - acknowledge each petition | 10 working-day after petition-received | party-head | petitioner | any of acceptance-notified transfer-notified | written acceptance-notified; written transfer-notified | main C
        Carried over | recurring working-sessions | reporting other | q1 half-year nine-months year ad-hoc | unknown | party-head | lower-secretaries agency-heads | working-session-held | main C
        Art. 3(8): monthly too, the first quarter, to whom by level | recurring report | reporting report | month q1 half-year nine-months year ad-hoc of reports | unknown | party-head | province:politburo province:secretariat province:central-internal-affairs province:central-propaganda-and-mass-mobilisation commune:province-secretary commune:province-internal-affairs commune:province-propaganda-and-mass-mobilisation | periodic-report-sent | main B
        …some papers print every quarter | reading report/every-quarter | month quarter half-year nine-months year ad-hoc
        Art. 9(2): who follows it up | role follow-up | central-internal-affairs | - | - | - | main#d9.k2, kl215 C
        Art. 1(2): bodies and persons concerned too, by a translation | principle bodies-concerned | - | main#d1.k2, kl215 C
        Not known | unknown | applies.heads.agency exclusion instrument.kl215.in_force.from instrument.main.replaces instrument.main.text main#d5 main#d7 main#d9.k2 obligation.acknowledge-petition.cite obligation.settle-petition recurring.hold-dialogue recurring.report.due trigger.dialogue
        ",
    );
}

#[test]
fn law_72_article_43() {
    whole(
        "law-72-2025",
        "
        Art. 51(1), (2): in force from its adoption | document main | luat 72/2025/QH15 replaces 65/2025/QH15 | Quốc hội | 2025-06-16 | 2025-06-16 | in-force
        Read in full | source law | official | A
        From when | holds | 2025-06-16 | open
        The local government of a commune, not its head | applies | VN | local-government | commune | people | -
        Art. 43(1): at least once a year | recurring hold-dialogue | dialogue hold-dialogue | 1 a year of dialogues silent on kinds | not-stated | commune-local-government | people | closed | main#d43.k1 A
        …or periodic ones alone count | reading hold-dialogue/periodic-only | periodic
        Art. 43(1): a tenth of all voters asks | trigger ten-percent | must | 10% tổng số cử tri của cấp xã (voters) | dialogue | main#d43.k1 A
        Art. 43(1): where necessary | trigger necessary | must | trong trường hợp cần thiết | dialogue | main#d43.k1 A
        Art. 43(1): in person, online or on a lawful social network | permission mode | commune-local-government | main#d43.k1 A
        Art. 43(1): by clusters | permission split-into-clusters | commune-local-government | main#d43.k1 A
        Art. 43(2): with the Front | role organise | commune-people-committee | front-same-level | - | - | main#d43.k2 A
        Art. 43(2): the committee and the council's standing body chair | role chair | - | - | commune-people-committee council-standing-representative | - | main#d43.k2 A
        Art. 43(2): the party committee is invited | role invite | commune-people-committee | - | - | party-committee-representative | main#d43.k2 A
        Art. 43(2): announce no later than 7 days before the day of the conference | duty announce-conference | dialogue before announce per session | 7 day before dialogue-day, event-excluded | commune-people-committee | people | announced on mass-media | states time venue content how-to-attend; silent on due.count per | main#d43.k2 A
        …or 7 days must lie between | reading announce-conference/seven-clear-days | 7 day before dialogue-day, clear-days
        Art. 43(3): results on three channels no later than 10 days from the day | duty publish-results | dialogue after publish-results per session | 10 day after dialogue-day | commune-people-committee | people village-heads residential-group-heads | results-published on each of mass-media posted-at-headquarters sent-to-village-and-group-heads | silent on due.start due.roll per | main#d43.k3 A
        …or that day counts | reading publish-results/event-day-counts | 10 day after dialogue-day, event-included, next-working-day
        …or the last day does not roll, the law not referring to the Civil Code | reading publish-results/no-roll | 10 day after dialogue-day, event-excluded, none
        Art. 43 was read whole | unknown | -
        ",
    );
}

#[test]
fn citizen_reception_until_june_2026() {
    whole(
        "citizen-reception@2014-07-01",
        "
        Law 42/2013/QH13 | document main | luat 42/2013/QH13 | Quốc hội | 2013-11-25 | 2014-07-01 | in-force
        The codified text | source law | official | A
        Until law 136 takes effect | holds | 2014-07-01 | 2026-07-01
        Chairs at three levels and heads of agencies | applies | VN | local-government agency | province district commune | people | -
        Art. 12(5): provinces, 1 day a month | recurring province-reception | reception receive province | 1 a month of days | not-stated | government-head | - | reception-held | main#d12.k5 A
        Art. 13(5): districts, 2 days a month | recurring district-reception | reception receive district | 2 a month of days | not-stated | government-head | - | reception-held | main#d13.k5 A
        Art. 15(2)(d): communes, 1 day a week | recurring commune-reception | reception receive commune | 1 a week of days | not-stated | government-head | - | reception-held | main#d15.k2.d A
        Art. 18(2): heads of agencies, 1 day a month | recurring body-head-reception | reception receive | 1 a month of days | not-stated | body-head | - | reception-held | main#d18.k2 A
        Art. 18(3)(a) | trigger acute-complex | must | khi vụ việc gay gắt, phức tạp, có nhiều người tham gia, liên quan đến trách nhiệm của nhiều cơ quan, tổ chức, đơn vị hoặc ý kiến của các cơ quan, tổ chức, đơn vị còn khác nhau | reception ad-hoc | main#d18.k3.a A
        Art. 18(3)(b) | trigger serious-consequences | must | serious-consequences | reception ad-hoc | main#d18.k3.b A
        Art. 18(4): answer, or say when the answer comes | duty answer-citizen | reception - other each petition | 1 day after reception-day, event-included, none | body-head | petitioner | any of answered-at-reception answer-time-announced | - | main#d18.k4 A
        Art. 24(4): post the schedule 5 working days before the day | duty post-schedule | reception - post-schedule | 5 working-day before reception-day, event-excluded | receiving-body | people | reception-schedule-posted | silent on due.count | main#d24.k4 A
        …or 5 working days must lie between | reading post-schedule/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 24(4): may postpone | permission postpone | receiving-body | main#d24.k4 A
        Art. 24(4): then announce the new time at the place | duty announce-new-time | reception - announce | not-stated | receiving-body | people | new-reception-time-announced | if reception-rescheduled | main#d24.k4 A
        Art. 28(1): one of four answers, 10 working days from receipt | duty notify-first-handling | petition-handling - acknowledge each petition | 10 working-day after petition-received | reception-officer | petitioner | any of acceptance-notified longer-review-notified non-acceptance-notified transfer-notified | - | main#d28.k1 A
        Art. 29: representatives, by head counts that are text | principle representatives | - | main#d29 A
        Art. 29: who they are, and that they answer for it | principle representatives-answer | - | main#d29 A
        Art. 21(1): deputies are told 10 working days before | duty tell-deputy | reception - other | 10 working-day before reception-day, event-excluded | unknown | assembly-deputy | deputy-told | if deputy-reception-scheduled; silent on due.count | main#d21.k1 A
        …or clear days | reading tell-deputy/ten-clear-days | 10 working-day before reception-day, clear-days
        Art. 21(1): who cannot come reports 5 working days before | duty deputy-excuse | reception - other | 5 working-day before reception-day, event-excluded | assembly-deputy | delegation-head | deputy-reported | if deputy-unable; silent on due.count | main#d21.k1 A
        …or clear days | reading deputy-excuse/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 27(2): tell who passed it on, 7 working days from settlement | duty tell-who-passed-it-on | petition-handling - other each petition | 7 working-day after petition-settled | body-that-received-it | who-passed-it-on | result-told-to-who-passed-it-on | if passed-on-by-reception-body | main#d27.k2 A
        Art. 28(2): tell who asked before, 5 working days from that notice | duty tell-the-citizen-the-result | petition-handling - other each petition | 5 working-day after result-notice-received | who-passed-it-on | petitioner | citizen-told-the-result | if result-asked-for by anchor | main#d28.k2 A
        Art. 9(1): intoxicated | exclusion intoxicated | person | reception-officer | unknown | main#d9.k1 A
        Art. 9(1): ill, without understanding or control | exclusion mentally-incapable | person | reception-officer | unknown | main#d9.k1 A
        Art. 9(2): threats, insults, breach of rules | exclusion threat-or-breach | person | reception-officer | unknown | main#d9.k2 A
        Art. 9(3): settled by law, reviewed, explained | exclusion settled-and-explained | person or subject | reception-officer | unknown | main#d9.k3 A
        Art. 9(4): other cases of law | exclusion other-cases-by-law | unknown | reception-officer | unknown | main#d9.k4 A
        Not known | unknown | exclusion.follow_up
        ",
    );
    let law = set("citizen-reception@2014-07-01");
    says(&law, "settled-and-explained", "cơ quan nhà nước có thẩm quyền kiểm tra, rà soát, thông báo bằng văn bản");
    says(&law, "settled-and-explained", "tiếp, giải thích, hướng dẫn nhưng vẫn cố tình");
}

#[test]
fn citizen_reception_from_july_2026() {
    whole(
        "citizen-reception@2026-07-01",
        "
        Law 42/2013/QH13 | document main | luat 42/2013/QH13 | Quốc hội | 2013-11-25 | 2014-07-01 | in-force
        Law 136/2025/QH15, voted on 10 December 2025 | document law136 | luat 136/2025/QH15 | Quốc hội | 2025-12-10 | 2026-07-01 | in-force
        Decree 154/2026, Art. 44 | document nd154 | nghi-dinh 154/2026/NĐ-CP replaces 64/2014/NĐ-CP | Chính phủ | 2026-05-15 | 2026-07-01 | in-force
        Law 72/2025/QH15 | document law72 | luat 72/2025/QH15 | Quốc hội | 2025-06-16 | 2025-06-16 | in-force
        From when | holds | 2026-07-01 | open
        The codified law | source law | official | A
        A copy of the signed decree | source decree | reprint | B
        Press on the days in communes | source press-136 | press | B
        Law 72/2025, read in full | source law72 | official | A
        Two levels since 2025 | change applies.levels | law72#d1.k1, law72#d51.k3 | -
        Law 136, Art. 1(7): at the headquarters or a place that the chair decides | change recurring.commune-reception.text | law136, law136#d1.k7 | B
        Law 136 | change recurring.commune-reception.every | law136, law136#d1.k7 | B
        Law 136 | change recurring.commune-reception.at_least | law136, law136#d1.k7 | B
        The districts ended | change recurring.district-reception | law72#d51.k3 | -
        Decree Art. 25(3) | change obligation.answer-citizen.text | nd154#d25.k3 | B
        Decree Art. 4(2) | change exclusion.intoxicated.follow_up | nd154#d4.k2 | B
        Decree Art. 4(2) | change exclusion.mentally-incapable.follow_up | nd154#d4.k2 | B
        Decree Art. 4(2) | change exclusion.threat-or-breach.follow_up | nd154#d4.k2 | B
        Decree Art. 4(3) | change exclusion.settled-and-explained.follow_up | nd154#d4.k3 | B
        Decree Art. 4(1) | change exclusion.other-cases-by-law.follow_up | nd154#d4.k1 | B
        No longer unknown | change unknown.exclusion.follow_up | - | -
        Two levels since 2025 | applies | VN | local-government agency | province commune | people | -
        Art. 12(5) | recurring province-reception | reception receive province | 1 a month of days | not-stated | government-head | - | reception-held | main#d12.k5 A
        Art. 15(2) as amended: communes, 2 days a month | recurring commune-reception | reception receive commune | 2 a month of days | not-stated | government-head | - | reception-held | main#d15.k2.d B
        Art. 18(2) | recurring body-head-reception | reception receive | 1 a month of days | not-stated | body-head | - | reception-held | main#d18.k2 A
        Art. 18(3)(a) | trigger acute-complex | must | khi vụ việc gay gắt, phức tạp, có nhiều người tham gia, liên quan đến trách nhiệm của nhiều cơ quan, tổ chức, đơn vị hoặc ý kiến của các cơ quan, tổ chức, đơn vị còn khác nhau | reception ad-hoc | main#d18.k3.a A
        Art. 18(3)(b) | trigger serious-consequences | must | serious-consequences | reception ad-hoc | main#d18.k3.b A
        Art. 18(4), decree Art. 25(3): answer | duty answer-citizen | reception - other each petition | 1 day after reception-day, event-included, none | body-head | petitioner | any of answered-at-reception answer-time-announced | - | main#d18.k4 B
        Art. 24(4) | duty post-schedule | reception - post-schedule | 5 working-day before reception-day, event-excluded | receiving-body | people | reception-schedule-posted | silent on due.count | main#d24.k4 A
        …or clear days | reading post-schedule/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 24(4) | permission postpone | receiving-body | main#d24.k4 A
        Art. 24(4) | duty announce-new-time | reception - announce | not-stated | receiving-body | people | new-reception-time-announced | if reception-rescheduled | main#d24.k4 A
        Art. 28(1) | duty notify-first-handling | petition-handling - acknowledge each petition | 10 working-day after petition-received | reception-officer | petitioner | any of acceptance-notified longer-review-notified non-acceptance-notified transfer-notified | - | main#d28.k1 A
        Art. 29 | principle representatives | - | main#d29 A
        Art. 29 | principle representatives-answer | - | main#d29 A
        Art. 21(1): deputies are told 10 working days before | duty tell-deputy | reception - other | 10 working-day before reception-day, event-excluded | unknown | assembly-deputy | deputy-told | if deputy-reception-scheduled; silent on due.count | main#d21.k1 A
        …or clear days | reading tell-deputy/ten-clear-days | 10 working-day before reception-day, clear-days
        Art. 21(1): who cannot come reports 5 working days before | duty deputy-excuse | reception - other | 5 working-day before reception-day, event-excluded | assembly-deputy | delegation-head | deputy-reported | if deputy-unable; silent on due.count | main#d21.k1 A
        …or clear days | reading deputy-excuse/five-clear-days | 5 working-day before reception-day, clear-days
        Art. 27(2): tell who passed it on, 7 working days from settlement | duty tell-who-passed-it-on | petition-handling - other each petition | 7 working-day after petition-settled | body-that-received-it | who-passed-it-on | result-told-to-who-passed-it-on | if passed-on-by-reception-body | main#d27.k2 A
        Art. 28(2): tell who asked before, 5 working days from that notice | duty tell-the-citizen-the-result | petition-handling - other each petition | 5 working-day after result-notice-received | who-passed-it-on | petitioner | citizen-told-the-result | if result-asked-for by anchor | main#d28.k2 A
        Art. 9(1); decree Art. 4(2): explained in person | exclusion intoxicated | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k1 B
        Art. 9(1); 4(2) | exclusion mentally-incapable | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k1 B
        Art. 9(2); 4(2) | exclusion threat-or-breach | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | main#d9.k2 B
        Art. 9(3); 4(3): by notice | exclusion settled-and-explained | person or subject | reception-officer | duty refusal-notice | main#d9.k3 B
        Art. 9(4); 4(1) | exclusion other-cases-by-law | unknown | reception-officer | Theo từng trường hợp tại khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP | main#d9.k4 B
        4(1)(a): weapons | exclusion weapons | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.a B
        4(1)(b): the security check | exclusion security-check-refused | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.b B
        4(1)(c): recording | exclusion unauthorised-recording | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.c B
        4(1)(d): incitement | exclusion incitement | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.d B
        4(1)(đ): no full capacity, no representative | exclusion no-full-capacity | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.đ B
        4(1)(e): no proof of representation | exclusion representation-unproved | person | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.e B
        4(1)(g): out of scope | exclusion out-of-scope | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.g B
        4(1)(h), 4(3): answered, nothing new: by notice | exclusion already-answered | person or subject | reception-officer | duty refusal-notice | nd154#d4.k1.h B
        4(1)(i): a final judgment | exclusion final-judgment | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.i B
        4(1)(k): another body has it | exclusion pending-elsewhere | subject | reception-officer | Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối | nd154#d4.k1.k B
        4(3): the head's notice, 3 working days from sufficient grounds | duty refusal-notice | reception - refuse each petition | 3 working-day after refusal-grounds-sufficient | body-head | - | refusal-notice-issued | written refusal-notice-issued | nd154#d4.k3 B
        4(4): on lawful grounds | principle refusal-on-lawful-grounds | - | nd154#d4.k4 B
        4(4): not to evade responsibility | prohibition abuse-of-refusal | - | nd154#d4.k4 B
        Art. 20: the head decides on receiving online | permission hold-online | body-head | nd154#d20 B
        23(1): tell citizens and bodies 5 working days before | duty notify-online-reception | reception - announce | 5 working-day before reception-day, event-excluded | central-point | petitioner agencies | online-reception-notified | if online; silent on due.count | nd154#d23.k1 B
        …or clear days | reading notify-online-reception/five-clear-days | 5 working-day before reception-day, clear-days
        23(1): test 1 working day before | duty test-connection | reception - other | 1 working-day before reception-day, event-excluded | central-point | - | connection-tested | if online; silent on due.count | nd154#d23.k1 B
        …or a clear day | reading test-connection/one-clear-day | 1 working-day before reception-day, clear-days
        23(1): connected 1 hour before the start | duty connect-points | reception - other | 1 hour before online-reception-started | central-point | - | points-connected | if online | nd154#d23.k1 B
        24(1), (3): record and keep; by whom is not said | duty record-online-reception | reception - other | not-stated | unknown | - | reception-recorded | if online | nd154#d24.k1, nd154#d24.k3 B
        25(2): enter it in the reception book | duty register-reception | reception - other | not-stated | unknown | - | reception-registered | - | nd154#d25.k2 B
        25(2): the conclusion in writing, to the bodies concerned | duty notify-reception-conclusion | reception - notify-conclusion | not-stated | unknown | agencies | reception-conclusion-notified | written reception-conclusion-notified | nd154#d25.k2 B
        25(2): the result to the citizen | duty send-result-to-citizen | petition-handling - settle each petition | not-stated | agency | petitioner | result-sent-to-citizen | - | nd154#d25.k2 B
        Not known | unknown | applies.levels.district instrument.law136.text permission.delegate
        ",
    );
    let law = set("citizen-reception@2026-07-01");
    says(&law, "answer-citizen", "thông báo thời gian trả lời"); // of Art. 18(4), which stands
    says(&law, "answer-citizen", "nói rõ thời hạn giải quyết và người cần liên hệ");
    says(&law, "refusal-notice", "Mẫu số 01/TCD");
    says(&law, "representation-unproved", "thực hiện khiếu nại, kiến nghị, phản ánh"); // not a denunciation
    says(&law, "final-judgment", "văn bản trả lời của cơ quan có thẩm quyền");
}

#[test]
fn the_end_of_districts_and_the_mergers_of_2025() {
    whole(
        "levels",
        "
        Law 72/2025/QH15 | document main | luat 72/2025/QH15 replaces 65/2025/QH15 | Quốc hội | 2025-06-16 | 2025-06-16 | in-force
        From when | holds | 2025-06-16 | open
        Read in full | source law | official | A
        Press on the mergers | source mergers | press | C
        Local governments | applies | VN | local-government | province district commune | - | -
        Art. 51(3): district governments end; Art. 54(8): who takes over | end district | local-government | 2025-07-01 | main#d51.k3, main#d54.k8
        Hồ Chí Minh City, Bình Dương, Bà Rịa - Vũng Tàu | merger 79 | 79 74 77 | 2025-06-12 C
        Cần Thơ, Sóc Trăng, Hậu Giang | merger 92 | 92 94 93 | 2025-06-12 C
        Hải Phòng, Hải Dương | merger 31 | 31 30 | 2025-06-12 C
        Phú Thọ, Vĩnh Phúc, Hòa Bình | merger 25 | 25 26 17 | 2025-06-12 C
        Not known | unknown | level_end.district.party-committee merger.party-regulations
        ",
    );
    let levels = set("levels");
    let successor = &levels.level_ends()[0].successor.vi;
    for words in
        ["cơ quan tiếp nhận chức năng", "chính quyền địa phương cấp xã mới", "02 xã trở lên", "chỉ đạo giải quyết"]
    {
        assert!(successor.contains(words), "Art. 54(8): `{words}` is not in `{successor}`");
    }
}
