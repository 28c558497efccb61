use crate::world::{NOW_MS, PAPERS, World, input, prepared, words};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use motcua_signatures::pretend::{PretendService, ServiceMood};
use motcua_signatures::{
    CscEdition, FileKey, KeyKind, KeyReply, NoKey, PaperState, ReplyTaken, SignatureProblem, SigningBatch,
    SigningKey, Verdict, check, complete, csc_authorize, csc_certificates, csc_consent, csc_replies,
    csc_sign,
};
use serde_json::json;

fn batch(key: &FileKey, papers: usize) -> SigningBatch {
    let paper = |n| {
        let pdf = [&input(PAPERS[n % 2])[..], format!("\n% {n}\n").as_bytes()].concat();
        (format!("giấy {n}"), prepared(&pdf, key, &words()))
    };
    SigningBatch::new((0..papers).map(paper).collect())
}

fn states(batch: &SigningBatch) -> Vec<&'static str> {
    let word = |state: &PaperState| match state {
        PaperState::Waiting => "waiting",
        PaperState::Signed(_) => "signed",
        PaperState::Unsigned(problem) => problem.code(),
    };
    batch.papers().iter().map(|one| word(&one.state)).collect()
}

#[test]
fn a_service_far_away_signs_each_paper_once_or_not_at_all() {
    let world = World::new();
    for (mood, looks, after) in [
        (ServiceMood::InTime, 1, "signed"),
        (ServiceMood::Late(3), 3, "waiting"),
        (ServiceMood::Late(3), 4, "signed"),
        (ServiceMood::Twice, 2, "signed"),
        (ServiceMood::ForAnother, 2, "waiting"),
        (ServiceMood::Never, 5, "waiting"),
        (ServiceMood::Refuses, 1, "signature.key-refused"),
    ] {
        let key = world.rsa("Nguyễn Văn An", "rsa-2048.pem");
        let mut batch = batch(&key, 3);
        let mut service = PretendService::new(key, mood);
        let asked = batch.ask(&mut service);
        assert_eq!(asked.is_ok(), mood != ServiceMood::Refuses);
        let settled: usize = (0..looks).map(|_| batch.take_from(&mut service).len()).sum();
        assert_eq!(states(&batch), [after; 3], "{mood:?} after {looks} looks");
        assert_eq!(settled, if after == "signed" { 3 } else { 0 });
        batch.give_up(SignatureProblem::NeverAnswered);
        let ended = match (mood, after) {
            (ServiceMood::ForAnother, _) => "signature.value-wrong",
            (_, "waiting") => "signature.never-answered",
            _ => after,
        };
        assert_eq!(states(&batch), [ended; 3]);
    }
}

#[test]
fn a_reply_counts_once_for_its_own_paper_and_before_the_paper_was_given_up() {
    let world = World::new();
    let key = world.leader();
    let mut batch = batch(&key, 2);
    let orders = batch.orders();
    let reply = |paper: usize, signs: usize| KeyReply {
        paper: orders[paper].paper.clone(),
        value: key.sign(&orders[signs].to_sign),
    };
    let strange = KeyReply { paper: "không có".to_string(), ..reply(0, 0) };
    for (reply, taken) in [
        (reply(0, 1), ReplyTaken::Astray),
        (strange, ReplyTaken::Astray),
        (reply(0, 0), ReplyTaken::Signed),
        (reply(0, 0), ReplyTaken::Again),
        (KeyReply { value: Err(SignatureProblem::KeyRefused), ..reply(0, 0) }, ReplyTaken::Again),
    ] {
        assert_eq!(batch.take(reply), taken);
    }
    assert_eq!(batch.orders().len(), 1);
    batch.give_up(SignatureProblem::NeverAnswered);
    assert_eq!(batch.take(reply(1, 1)), ReplyTaken::TooLate);
    assert!(!batch.is_waiting());
}

#[test]
fn fifty_papers_are_signed_one_by_one_and_where_there_is_no_key_none_is() {
    let world = World::new();
    let mut key = world.leader();
    let mut batch_of_fifty = batch(&key, 50);
    batch_of_fifty.ask(&mut key).unwrap();
    let mut looks = 0;
    while batch_of_fifty.is_waiting() {
        assert_eq!(batch_of_fifty.take_from(&mut key).len(), 1);
        looks += 1;
    }
    assert_eq!(looks, 50);
    for one in batch_of_fifty.papers() {
        let PaperState::Signed(value) = &one.state else { panic!("{}", one.paper) };
        let pdf = complete(&one.prepared, value, key.chain(), None).unwrap();
        assert_eq!(check(&pdf, &world.trust(), NOW_MS).verdict, Some(Verdict::Passed), "{}", one.paper);
    }
    let mut none = batch(&key, 2);
    assert_eq!(none.ask(&mut NoKey), Err(SignatureProblem::NoKey));
    assert_eq!(states(&none), ["signature.no-key"; 2]);
    assert!(NoKey.certificate().is_err() && NoKey.replies().is_empty());
}

#[test]
fn a_csc_service_is_told_all_digests_before_the_consent_and_answers_in_their_order() {
    let world = World::new();
    let key = world.leader();
    let mut batch = batch(&key, 2);
    let orders = batch.orders();
    let digests: Vec<String> = orders.iter().map(|order| BASE64_STANDARD.encode(order.digest())).collect();
    let sha256 = "2.16.840.1.101.3.4.2.1";
    for (edition, authorize, sign) in [
        (
            CscEdition::One,
            json!({ "credentialID": "khoá", "numSignatures": 2, "hash": digests, "PIN": "1234" }),
            json!({ "credentialID": "khoá", "SAD": "sad", "hash": digests, "hashAlgo": sha256,
                    "signAlgo": "1.2.840.10045.4.3.2" }),
        ),
        (
            CscEdition::Two,
            json!({ "credentialID": "khoá", "numSignatures": 2, "hashes": digests, "hashAlgorithmOID": sha256,
                    "authData": [{ "id": "PIN", "value": "1234" }] }),
            json!({ "credentialID": "khoá", "SAD": "sad", "hashes": digests, "hashAlgorithmOID": sha256,
                    "signAlgo": "1.2.840.10045.4.3.2" }),
        ),
    ] {
        assert_eq!(csc_authorize(edition, "khoá", &orders, &[("PIN", "1234")]), authorize);
        assert_eq!(csc_sign(edition, "khoá", "sad", &orders, KeyKind::P256), sign);
    }
    assert_eq!(csc_consent(&json!({ "SAD": "sad", "expiresIn": 60 })), Ok("sad".to_string()));
    let chain: Vec<String> = [key.certificate()]
        .into_iter()
        .chain(key.chain())
        .map(|one| BASE64_STANDARD.encode(one.der()))
        .collect();
    let read = csc_certificates(&json!({ "cert": { "certificates": chain } })).unwrap();
    assert_eq!((&read[0], read.len()), (key.certificate(), 3));

    let values: Vec<String> =
        orders.iter().map(|order| BASE64_STANDARD.encode(key.sign(&order.to_sign).unwrap())).collect();
    let replies = csc_replies(&json!({ "signatures": values }), &orders).unwrap();
    for reply in replies {
        assert_eq!(batch.take(reply), ReplyTaken::Signed);
    }
    for broken in [json!({}), json!({ "signatures": [] }), json!({ "error": "invalid_request" })] {
        assert_eq!(csc_replies(&broken, &orders), Err(SignatureProblem::AnswerUnreadable));
        assert!(csc_consent(&broken).is_err() && csc_certificates(&broken).is_err());
    }
}
