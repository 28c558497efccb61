use crate::world::{
    DAY_MS, NOW_MS, PAPERS, VALID_MS, World, finished, input, pictures, place, prepared, room_of, signed,
    signer, words,
};
use motcua_signatures::pretend::PretendSubject;
use motcua_signatures::{
    Addition, Appearance, Covered, FileKey, PadesLevel, PreparedSignature, SignatureKind, SignatureMark,
    SignatureProblem, SignatureState, Verdict, check, complete, prepare, reserve, signed_revision,
};

#[test]
fn a_signed_paper_says_who_signed_when_and_what() {
    let world = World::new();
    for paper in PAPERS {
        let pdf = signed(&input(paper), &world.leader(), &pictures());
        let report = check(&pdf, &world.trust(), NOW_MS + DAY_MS);
        assert_eq!(report.verdict, Some(Verdict::Passed), "{paper}: {report:?}");
        let [one] = &report.signatures[..] else { panic!("{report:?}") };
        assert_eq!(one.state, SignatureState::Valid);
        assert_eq!(one.covered, Covered::WholeFile);
        assert_eq!(one.level, Some(PadesLevel::BB));
        assert_eq!(one.kind, SignatureKind::Approval);
        assert_eq!((one.claimed_ms, one.stamped_ms), (Some(NOW_MS), None));
        let by = one.signer.as_ref().unwrap();
        assert_eq!((&by.common_name[..], &by.organisation[..]), ("Nguyễn Văn An", "UBND phường Phú Xuân"));
        assert_eq!(by.issuer, "Cơ quan chứng thực giả lập");
    }
}

#[test]
fn each_signature_leaves_those_before_it_valid_and_the_file_as_it_was() {
    let world = World::new();
    for paper in PAPERS {
        let before = input(paper);
        let keys =
            [world.leader(), world.rsa("Văn thư", "rsa-2048.pem"), world.rsa("Chủ tịch", "rsa-3072.pem")];
        let marks = [pictures(), words(), Appearance::Invisible];
        let mut pdf = before.clone();
        let mut revisions = Vec::new();
        for (key, mark) in keys.iter().zip(&marks) {
            pdf = signed(&pdf, key, mark);
            assert!(pdf.starts_with(&before), "{paper}");
            revisions.push(pdf.clone());
        }
        let report = check(&pdf, &world.trust(), NOW_MS);
        assert_eq!(report.verdict, Some(Verdict::Passed), "{paper}: {report:?}");
        let covered: Vec<&Covered> = report.signatures.iter().map(|one| &one.covered).collect();
        let then = |names: &[&str]| names.iter().map(|name| Addition::Signature(name.to_string())).collect();
        let first = Covered::Revision { bytes: revisions[0].len(), then: then(&["LoiKy", "ChuKy1"]) };
        let second = Covered::Revision { bytes: revisions[1].len(), then: then(&["ChuKy1"]) };
        assert_eq!(covered, [&first, &second, &Covered::WholeFile], "{paper}");
        assert_eq!(signed_revision(&pdf, "ChuKyLanhDao"), Some(&revisions[0][..]));
    }
}

#[test]
fn who_signs_later_finds_the_place_that_was_reserved() {
    let world = World::new();
    for paper in PAPERS {
        let places = [place("ChuKyLanhDao", 2), place("DauCoQuan", 2)];
        let reserved = reserve(&input(paper), &places).unwrap();
        let report = check(&reserved, &world.trust(), NOW_MS);
        assert_eq!((report.verdict, report.signatures.len()), (None, 0));
        let seal =
            Appearance::Mark(SignatureMark { drawn: input("mark-pictures.pdf"), place: places[1].clone() });
        let once = signed(&reserved, &world.leader(), &pictures());
        let twice = signed(&once, &world.rsa("UBND phường", "rsa-2048.pem"), &seal);
        let report = check(&twice, &world.trust(), NOW_MS);
        let fields: Vec<&str> = report.signatures.iter().map(|one| &one.field[..]).collect();
        assert_eq!(fields, ["ChuKyLanhDao", "DauCoQuan"]);
        assert_eq!(report.verdict, Some(Verdict::Passed), "{report:?}");
        assert_eq!(reserve(&once, &places), Err(SignatureProblem::PdfLocked));
        assert_eq!(reserve(&reserved, &places), Err(SignatureProblem::FieldTaken));
        let again = prepare(&twice, &signer(&world.leader()), &seal, NOW_MS);
        assert_eq!(again.err(), Some(SignatureProblem::FieldTaken));
    }
}

#[test]
fn every_byte_that_was_signed_counts() {
    let world = World::new();
    for paper in PAPERS {
        let pdf = signed(&input(paper), &world.leader(), &Appearance::Invisible);
        let room = room_of(&pdf);
        let outside = (0..pdf.len()).step_by(pdf.len() / 499).filter(|at| !room.contains(at));
        for at in outside.chain([0, 1_000, room.start, room.end - 1, room.end, pdf.len() - 3]) {
            let mut changed = pdf.clone();
            changed[at] ^= 1;
            let report = check(&changed, &world.trust(), NOW_MS);
            assert_ne!(report.verdict, Some(Verdict::Passed), "{paper}: byte {at}");
        }
    }
}

#[test]
fn a_prepared_paper_waits_as_bytes_and_takes_only_its_own_signature() {
    let world = World::new();
    let (leader, other) = (world.leader(), world.leader());
    let prepared_one = prepared(&input(PAPERS[0]), &leader, &words());
    let kept = PreparedSignature::from_bytes(&prepared_one.to_bytes()).unwrap();
    assert_eq!(kept, prepared_one);
    let pdf = finished(&kept, &leader, leader.chain()).unwrap();
    assert_eq!(check(&pdf, &world.trust(), NOW_MS).verdict, Some(Verdict::Passed));

    let another = prepared(&input(PAPERS[1]), &leader, &words());
    let astray = leader.sign(another.to_sign()).unwrap();
    for value in [astray, other.sign(kept.to_sign()).unwrap(), Vec::new()] {
        assert_eq!(complete(&kept, &value, leader.chain(), None), Err(SignatureProblem::ValueWrong));
    }
    let bytes = kept.to_bytes();
    for cut in [0, 10, 40, bytes.len() - 1] {
        let read = PreparedSignature::from_bytes(&bytes[..cut]);
        assert_eq!(read, Err(SignatureProblem::PreparedUnreadable), "{cut} bytes");
    }
}

#[test]
fn what_cannot_be_signed_is_refused_with_its_reason() {
    let world = World::new();
    let leader = world.leader();
    let paper = input(PAPERS[0]);
    let mut on_page_nine = words();
    let Appearance::Mark(mark) = &mut on_page_nine else { unreachable!() };
    mark.place.page = 9;
    let mut tagged = words();
    let Appearance::Mark(mark) = &mut tagged else { unreachable!() };
    mark.drawn = paper.clone();
    let no_signer = PretendSubject { key_usage: 0x20, ..PretendSubject::signer("Máy chủ", "", VALID_MS) };
    let no_signer = world.authority.signer(&no_signer).unwrap();
    for (pdf, key, mark, refused) in [
        (&b"%PDF-1.7\nnothing"[..], &leader, words(), SignatureProblem::PdfBroken),
        (b"", &leader, words(), SignatureProblem::PdfBroken),
        (&paper, &leader, on_page_nine, SignatureProblem::PageMissing),
        (&paper, &leader, tagged, SignatureProblem::MarkUnusable),
        (&paper, &no_signer, words(), SignatureProblem::CertificateNotForSigning),
    ] {
        assert_eq!(prepare(pdf, &signer(key), &mark, NOW_MS).err(), Some(refused));
    }
}

#[test]
fn a_certifying_signature_is_the_first_one_and_lets_others_follow() {
    let world = World::new();
    let leader = world.leader();
    let certifying = motcua_signatures::Signer { certifies: true, ..signer(&leader) };
    let mut pdf = input(PAPERS[0]);
    for _ in 0..2 {
        let prepared = prepare(&pdf, &certifying, &Appearance::Invisible, NOW_MS).unwrap();
        pdf = finished(&prepared, &leader, leader.chain()).unwrap();
    }
    let report = check(&pdf, &world.trust(), NOW_MS);
    let kinds: Vec<SignatureKind> = report.signatures.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [SignatureKind::Certification, SignatureKind::Approval]);
    assert_eq!(report.verdict, Some(Verdict::Passed), "{report:?}");
}

#[test]
fn a_key_file_is_read_with_its_certificates_and_with_no_others() {
    let world = World::new();
    let key = world.rsa("Văn thư", "rsa-2048.pem");
    let pem = String::from_utf8(input("rsa-2048.pem")).unwrap();
    let certificate = |der: &[u8]| {
        use base64::Engine;
        let body = base64::prelude::BASE64_STANDARD.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
    };
    let own = certificate(key.certificate().der());
    let above = certificate(key.chain()[0].der());
    let read = FileKey::from_pem(&format!("{above}{pem}{own}")).unwrap();
    assert_eq!(read.certificate().common_name(), "Văn thư");
    assert_eq!(read.chain().len(), 1);
    for wrong in [pem.clone(), own.clone(), format!("{pem}{above}"), String::new()] {
        assert!(FileKey::from_pem(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_certificate_says_how_many_days_are_left_and_what_it_is_for() {
    let world = World::new();
    let certificate = world.leader().certificate().clone();
    for (now_ms, days) in [
        (NOW_MS, 1_000),
        (VALID_MS.1 - DAY_MS, 1),
        (VALID_MS.1 - 1, 0),
        (VALID_MS.1 + 1, -1),
        (VALID_MS.1 + 30 * DAY_MS, -30),
    ] {
        assert_eq!(certificate.days_left(now_ms), days, "{now_ms}");
    }
    assert!(certificate.may_sign() && certificate.is_binding());
    assert!(!world.root.certificate().may_sign());
}
