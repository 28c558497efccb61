use crate::world::{
    DAY_MS, NOW_MS, PAPERS, VALID_MS, World, input, long_term_data, prepared, signed, stamped, words,
};
use motcua_signatures::pretend::{PretendAuthority, PretendStamper, PretendSubject, StamperMood};
use motcua_signatures::{
    Addition, Covered, LongTermData, PadesLevel, Revocation, SignatureProblem, SignatureReport,
    SignatureState, TimeStampQuery, TrustAnchors, Verdict, Why, add_long_term_data, check, complete,
    made_to_last, missing_long_term_data,
};

fn only(pdf: &[u8], trust: &TrustAnchors, now_ms: i64) -> SignatureReport {
    let report = check(pdf, trust, now_ms);
    let [one] = &report.signatures[..] else { panic!("{report:?}") };
    one.clone()
}

#[test]
fn a_time_stamp_shows_that_the_signature_is_older_than_the_certificates_end() {
    let world = World::new();
    let stamper = PretendStamper::of(&world.root).unwrap();
    let short = PretendSubject::signer("Nguyễn Văn An", "", (VALID_MS.0, NOW_MS + DAY_MS));
    let key = world.authority.signer(&short).unwrap();
    let later_ms = NOW_MS + 300 * DAY_MS;
    let paper = input(PAPERS[0]);

    let bare = signed(&paper, &key, &words());
    for (now_ms, state, verdict) in [
        (NOW_MS, SignatureState::Valid, Verdict::Passed),
        (later_ms, SignatureState::Expired, Verdict::Indeterminate(Why::OutOfBounds)),
        (VALID_MS.0 - DAY_MS, SignatureState::Expired, Verdict::Indeterminate(Why::OutOfBounds)),
    ] {
        let one = only(&bare, &world.trust(), now_ms);
        assert_eq!((one.state, one.verdict), (state, verdict), "{now_ms}");
    }
    for (stamped_ms, state, verdict) in [
        (NOW_MS, SignatureState::Valid, Verdict::Passed),
        (NOW_MS + 2 * DAY_MS, SignatureState::Expired, Verdict::Failed(Why::Expired)),
        (VALID_MS.0 + 1_000, SignatureState::Valid, Verdict::Passed),
    ] {
        let one = only(&stamped(&paper, &key, &stamper, stamped_ms), &world.trust(), later_ms);
        assert_eq!((one.state, one.verdict), (state, verdict), "{stamped_ms}");
    }
    let one = only(&stamped(&paper, &key, &stamper, NOW_MS), &world.trust(), later_ms);
    assert_eq!((one.stamped_ms, one.level), (Some(NOW_MS), Some(PadesLevel::BT)));
}

#[test]
fn a_stamp_that_nobody_trusts_or_that_comes_from_the_future_shows_nothing() {
    let world = World::new();
    let paper = input(PAPERS[1]);
    let stranger = PretendAuthority::root("Người lạ", VALID_MS).unwrap();
    let key = world.leader();
    for (authority, stamped_ms) in [(&stranger, NOW_MS), (&world.root, NOW_MS + DAY_MS)] {
        let stamper = PretendStamper::of(authority).unwrap();
        let one = only(&stamped(&paper, &key, &stamper, stamped_ms), &world.trust(), NOW_MS);
        assert_eq!((one.stamped_ms, one.level), (None, Some(PadesLevel::BB)));
        assert_eq!(one.verdict, Verdict::Passed);
    }
}

#[test]
fn a_stamp_is_taken_only_if_it_answers_what_was_asked() {
    let world = World::new();
    let stamper = PretendStamper::of(&world.root).unwrap();
    let query = TimeStampQuery::of_signature(b"value", 7).under_policy(PretendStamper::POLICY).unwrap();
    for (mood, answer) in [
        (StamperMood::Right, Ok(NOW_MS)),
        (StamperMood::Refuses, Err(SignatureProblem::TimeStampRefused)),
        (StamperMood::OtherNonce, Err(SignatureProblem::TimeStampOfAnother)),
        (StamperMood::OtherImprint, Err(SignatureProblem::TimeStampOfAnother)),
        (StamperMood::OtherPolicy, Err(SignatureProblem::TimeStampOfAnother)),
        (StamperMood::Forged, Err(SignatureProblem::TimeStampForged)),
        (StamperMood::WebPage, Err(SignatureProblem::TimeStampUnreadable)),
    ] {
        let reply = stamper.reply(&query.to_bytes(), NOW_MS, mood).unwrap();
        assert_eq!(query.answer(&reply).map(|token| token.at_ms()), answer, "{mood:?}");
    }
    let reply = stamper.reply(&query.to_bytes(), NOW_MS, StamperMood::Right).unwrap();
    let another = TimeStampQuery::of_signature(b"value", 8);
    assert_eq!(another.answer(&reply).err(), Some(SignatureProblem::TimeStampOfAnother));
    assert!(TimeStampQuery::of_signature(b"value", 7).under_policy("no policy").is_none());

    let key = world.leader();
    let prepared = prepared(&input(PAPERS[0]), &key, &words());
    let value = key.sign(prepared.to_sign()).unwrap();
    let token = query.answer(&reply).unwrap();
    let refused = complete(&prepared, &value, key.chain(), Some(&token));
    assert_eq!(refused, Err(SignatureProblem::TimeStampOfAnother));
}

#[test]
fn with_what_authorities_said_a_paper_can_be_checked_when_they_are_gone() {
    let world = World::new();
    let stamper = PretendStamper::of(&world.authority).unwrap();
    for paper in PAPERS {
        let pdf = stamped(&input(paper), &world.leader(), &stamper, NOW_MS);
        // The signer, the stamper, and the authority of both.
        assert_eq!(missing_long_term_data(&pdf, NOW_MS).unwrap().len(), 3);
        let data = long_term_data(&world, &pdf, NOW_MS);
        let lasting = add_long_term_data(&pdf, &data).unwrap();
        assert!(lasting.starts_with(&pdf));
        assert_eq!(missing_long_term_data(&lasting, NOW_MS).unwrap(), []);
        let one = only(&lasting, &world.trust().needing_revocation(), NOW_MS + 900 * DAY_MS);
        assert_eq!((one.verdict, one.level), (Verdict::Passed, Some(PadesLevel::BLT)), "{one:?}");
        assert_eq!(one.revocation, Revocation::Good);
        let then = vec![Addition::CheckData];
        assert_eq!(one.covered, Covered::Revision { bytes: pdf.len(), then });

        // Once more changes nothing but the end of the file, and a second signature may follow.
        let again = add_long_term_data(&lasting, &data).unwrap();
        assert!(again.len() - lasting.len() < 1_500, "{}", again.len() - lasting.len());
        let twice = signed(&again, &world.rsa("Văn thư", "rsa-2048.pem"), &words_elsewhere());
        let report = check(&twice, &world.trust(), NOW_MS);
        assert_eq!(report.verdict, Some(Verdict::Passed), "{report:?}");
        assert!(twice.len() < 150_000, "{}", twice.len());
    }
}

#[test]
fn what_is_trusted_and_known_here_is_put_behind_a_paper_and_only_where_it_is_enough() {
    let world = World::new();
    let stamper = PretendStamper::of(&world.authority).unwrap();
    let next_ms = NOW_MS + 7 * DAY_MS;
    let of_root = world.root.revocation_list(&[], NOW_MS, next_ms).unwrap();
    let of_people = world.authority.revocation_list(&[], NOW_MS, next_ms).unwrap();
    let trust = || world.trust();
    let pdf = stamped(&input(PAPERS[0]), &world.leader(), &stamper, NOW_MS);
    let too_little = [trust(), trust().with_list(&of_root).unwrap(), trust().with_list(&of_people).unwrap()];
    for trust in too_little {
        assert_eq!(made_to_last(&pdf, &trust, NOW_MS), Ok(None));
    }
    let all = trust().with_list(&of_root).unwrap().with_list(&of_people).unwrap();
    assert_eq!(made_to_last(&pdf, &all, next_ms + 1), Ok(None), "the lists are too old");
    let lasting = made_to_last(&pdf, &all, NOW_MS).unwrap().expect("both lists are there");
    let one = only(&lasting, &world.trust().needing_revocation(), NOW_MS + 900 * DAY_MS);
    assert_eq!((one.verdict, one.level), (Verdict::Passed, Some(PadesLevel::BLT)), "{one:?}");
    assert_eq!(made_to_last(&lasting, &all, NOW_MS), Ok(None), "it has all of it");
    // A file nobody signed has nothing to last.
    assert_eq!(made_to_last(&input(PAPERS[0]), &all, NOW_MS), Ok(None));
}

fn words_elsewhere() -> motcua_signatures::Appearance {
    let mut words = words();
    if let motcua_signatures::Appearance::Mark(mark) = &mut words {
        mark.place.field = String::new();
    }
    words
}

#[test]
fn what_is_about_somebody_else_is_not_put_into_the_paper() {
    let world = World::new();
    let stranger = PretendAuthority::root("Người lạ", VALID_MS).unwrap();
    let key = world.leader();
    let pdf = signed(&input(PAPERS[0]), &key, &words());
    let next_ms = NOW_MS + DAY_MS;
    let list = |der: Vec<u8>| LongTermData { lists: vec![der], ..LongTermData::default() };
    let answer = |der: Vec<u8>| LongTermData { answers: vec![der], ..LongTermData::default() };
    let of_stranger = stranger.ocsp(key.certificate(), None, NOW_MS, next_ms).unwrap();
    let mut forged = world.authority.ocsp(key.certificate(), None, NOW_MS, next_ms).unwrap();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    for (data, problem) in [
        (
            list(stranger.revocation_list(&[], NOW_MS, next_ms).unwrap()),
            SignatureProblem::RevocationListUnfit,
        ),
        (list(b"<html>".to_vec()), SignatureProblem::RevocationListUnfit),
        (answer(of_stranger), SignatureProblem::OcspUnfit),
        (answer(forged), SignatureProblem::OcspUnfit),
        (answer(Vec::new()), SignatureProblem::OcspUnfit),
    ] {
        assert_eq!(add_long_term_data(&pdf, &data), Err(problem));
    }
    let good = answer(world.authority.ocsp(key.certificate(), None, NOW_MS, next_ms).unwrap());
    assert!(add_long_term_data(&pdf, &good).is_ok());
}

#[test]
fn whether_a_revocation_counts_depends_on_what_a_stamp_shows() {
    let world = World::new();
    let stamper = PretendStamper::of(&world.root).unwrap();
    let key = world.leader();
    let bare = signed(&input(PAPERS[0]), &key, &words());
    let stamped = stamped(&input(PAPERS[0]), &key, &stamper, NOW_MS);
    let later_ms = NOW_MS + 10 * DAY_MS;
    for (since_ms, of_bare, of_stamped) in [
        (NOW_MS - DAY_MS, Verdict::Indeterminate(Why::RevokedWithoutProof), Verdict::Failed(Why::Revoked)),
        (NOW_MS + DAY_MS, Verdict::Indeterminate(Why::RevokedWithoutProof), Verdict::Passed),
    ] {
        let revoked = [(key.certificate(), since_ms)];
        let list = world.authority.revocation_list(&revoked, later_ms, later_ms + DAY_MS).unwrap();
        let answer =
            world.authority.ocsp(key.certificate(), Some(since_ms), later_ms, later_ms + DAY_MS).unwrap();
        for trust in [world.trust().with_list(&list).unwrap(), world.trust().with_answer(&answer).unwrap()] {
            let (bare, stamped) = (only(&bare, &trust, later_ms), only(&stamped, &trust, later_ms));
            assert_eq!((bare.verdict, bare.state), (of_bare, SignatureState::Revoked));
            assert_eq!(stamped.verdict, of_stamped, "{since_ms}");
        }
    }
    let list = world.authority.revocation_list(&[], NOW_MS, NOW_MS + DAY_MS).unwrap();
    let root_list = world.root.revocation_list(&[], NOW_MS, NOW_MS + DAY_MS).unwrap();
    let strict = world.trust().needing_revocation();
    let known = strict.clone().with_list(&list).unwrap().with_list(&root_list).unwrap();
    for (trust, now_ms, verdict) in [
        (&strict, NOW_MS, Verdict::Indeterminate(Why::TryLater)),
        (&known, NOW_MS, Verdict::Passed),
        // The list is too old by then.
        (&known, NOW_MS + 2 * DAY_MS, Verdict::Indeterminate(Why::TryLater)),
    ] {
        assert_eq!(only(&bare, trust, now_ms).verdict, verdict, "{now_ms}");
    }
}

#[test]
fn without_a_way_to_a_trusted_authority_nothing_is_concluded() {
    let world = World::new();
    let key = world.leader();
    let pdf = signed(&input(PAPERS[0]), &key, &words());
    let stranger = PretendAuthority::root("Gốc giả lập", VALID_MS).unwrap();
    let chainless = {
        let prepared = prepared(&input(PAPERS[0]), &key, &words());
        complete(&prepared, &key.sign(prepared.to_sign()).unwrap(), &[], None).unwrap()
    };
    for (pdf, trust) in [
        (&pdf, TrustAnchors::default()),
        (&pdf, TrustAnchors::new(vec![stranger.certificate().clone()])),
        (&chainless, world.trust()),
    ] {
        let one = only(pdf, &trust, NOW_MS);
        assert_eq!(one.state, SignatureState::UnknownIssuer);
        assert_eq!(one.verdict.etsi(), ("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND"));
        assert_eq!(one.signer.unwrap().common_name, "Nguyễn Văn An");
    }
    let by_name = TrustAnchors::new(vec![key.certificate().clone()]);
    assert_eq!(only(&chainless, &by_name, NOW_MS).verdict, Verdict::Passed);
}
