//! The real client: one address to which every message is sent, as JSON.

use super::wire::{BROKEN_OFF, NOT_KNOWN, PAID, RAN_OUT, STILL_OPEN, said, sealed, stamp};
use super::wire::{DAY, INIT, NOTICE, PLATFORM_EDITION, QUERY, REFUND, day_stamp, is_sealed, read_notice};
use super::{
    NoticeWrong, PaymentPlatform, PlatformAsked, PlatformNotice, PlatformRefused, PlatformSays, RefundState,
    read_day_file,
};
use crate::http::{client, is_this_machine};
use crate::s3::Secret;
use motcua_core::money::{OnlineOrder, PaymentWay, PlatformLine, PlatformRefund};
use motcua_core::{Day, Fault, Moment};
use reqwest::{Client, Url};
use serde_json::{Map, Value};
use std::time::Duration;

/// A platform that is reached over HTTP.
pub struct HttpPlatform {
    client: Client,
    address: Url,
    partner: String,
    secret: Secret,
}

/// A list of a busy day; every other answer is short.
const ANSWER_MAX: usize = 20_000_000;

impl HttpPlatform {
    /// A client of the platform at this address, for which we are this partner. `patience` is what one question may take.
    pub fn new(
        address: &str,
        partner: &str,
        secret: Secret,
        patience: Duration,
    ) -> Result<HttpPlatform, Fault> {
        let address = Url::parse(address).map_err(Fault::other)?;
        if address.scheme() != "https" && !is_this_machine(&address) {
            return Err(Fault::other("address: https, or this machine"));
        }
        Ok(HttpPlatform { client: client(patience)?, address, partner: partner.to_string(), secret })
    }

    fn ask(&self, fields: &[&str], values: &[String]) -> PlatformAsked<Map<String, Value>> {
        let message = sealed(fields, values, self.secret.reveal());
        let body = serde_json::to_string(&message).unwrap_or_default();
        let request =
            self.client.post(self.address.clone()).header("content-type", "application/json").body(body);
        let no_answer = |error: reqwest::Error| PlatformRefused::NoAnswer(error.without_url().to_string());
        Box::pin(async move {
            let mut answer = request.send().await.map_err(no_answer)?;
            if !answer.status().is_success() {
                return Err(PlatformRefused::NoAnswer(answer.status().as_u16().to_string()));
            }
            let mut body = Vec::new();
            while let Some(piece) = answer.chunk().await.map_err(no_answer)? {
                if body.len() + piece.len() > ANSWER_MAX {
                    return Err(PlatformRefused::NoAnswer("an answer that is too long".into()));
                }
                body.extend_from_slice(&piece);
            }
            let read = serde_json::from_slice(&body);
            read.map_err(|error| PlatformRefused::NoAnswer(error.to_string()))
        })
    }
}

impl PaymentPlatform for HttpPlatform {
    fn create(&self, order: &OnlineOrder) -> PlatformAsked<String> {
        let values = [
            "INIT",
            PLATFORM_EDITION,
            &self.partner,
            &order.reference.to_string(),
            &order.amount_vnd.to_string(),
            "PAY",
            "1",
            "1",
            "vi-VN",
            "VND",
            "PAYMENT",
            &order.words,
            &stamp(order.at),
            // The platform sees the person's own address when they come; ours tells it nothing.
            "0.0.0.0",
        ];
        let asked = self.ask(&INIT, &values.map(str::to_string));
        Box::pin(async move {
            let answer = asked.await?;
            match said(&answer, "error_code").as_str() {
                "0" => Some(said(&answer, "message"))
                    .filter(|url| !url.is_empty())
                    .ok_or_else(|| PlatformRefused::NoAnswer("no page".into())),
                "" => Err(PlatformRefused::NoAnswer("no code".into())),
                code => Err(PlatformRefused::Never(code.to_string())),
            }
        })
    }

    fn query(&self, reference: &str, begun_at: Moment) -> PlatformAsked<PlatformSays> {
        let values = ["QUERY", PLATFORM_EDITION, &self.partner, reference, &stamp(begun_at)];
        let asked = self.ask(&QUERY, &values.map(str::to_string));
        let (secret, reference) = (self.secret.clone(), reference.to_string());
        Box::pin(async move {
            let no_answer = |why: &str| PlatformRefused::NoAnswer(why.to_string());
            let answer = asked.await?;
            if !is_sealed(&NOTICE, &answer, secret.reveal()) {
                return Err(no_answer("an answer that is not signed"));
            }
            // Of a code that nobody has explained nobody knows what it means; unknown is not failed.
            let known = [PAID, STILL_OPEN, RAN_OUT, NOT_KNOWN, BROKEN_OFF];
            if !known.contains(&said(&answer, "MaLoi").as_str()) {
                return Err(no_answer("a code that is not known"));
            }
            let notice = read_notice(&answer).map_err(|_| no_answer("an answer that cannot be read"))?;
            match notice.reference == reference {
                true => Ok(notice.says),
                false => Err(no_answer("an answer about another one")),
            }
        })
    }

    fn refund(&self, refund: &PlatformRefund) -> PlatformAsked<RefundState> {
        let (payment, nth, order) = (&refund.payment, refund.refund, refund.order);
        let head = PaymentWay::Platform.payment_id("");
        let transaction = payment.strip_prefix(&head).unwrap_or(payment);
        let name = format!("{transaction}.{nth}.{order}");
        let vnd = refund.amount_vnd.to_string();
        let values = ["REFUND", PLATFORM_EDITION, &self.partner, &name, &vnd, transaction, &refund.reason];
        let asked = self.ask(&REFUND, &values.map(str::to_string));
        Box::pin(async move {
            let answer = asked.await?;
            let words = said(&answer, "message");
            match (said(&answer, "error_code").as_str(), said(&answer, "status").as_str()) {
                ("0", "SUCCESS") => Ok(RefundState::Sent(words)),
                ("0", "PENDING") => Ok(RefundState::Pending),
                (_, "FAILED") => Ok(RefundState::Refused(words)),
                (code, state) => Err(PlatformRefused::NoAnswer(format!("{code} {state}"))),
            }
        })
    }

    fn day(&self, day: Day) -> PlatformAsked<Vec<PlatformLine>> {
        let values = ["RECONCILE", PLATFORM_EDITION, &self.partner, &day_stamp(day)];
        let asked = self.ask(&DAY, &values.map(str::to_string));
        Box::pin(async move {
            let answer = asked.await?;
            match said(&answer, "error_code").as_str() {
                "0" => read_day_file(&said(&answer, "message"))
                    .map_err(|fault| PlatformRefused::NoAnswer(fault.to_string())),
                code => Err(PlatformRefused::NoAnswer(format!("code {code}"))),
            }
        })
    }

    fn notice(&self, message: &Value) -> Result<PlatformNotice, NoticeWrong> {
        let message = message.as_object().ok_or(NoticeWrong::Shape("JSON"))?;
        if !is_sealed(&NOTICE, message, self.secret.reveal()) || said(message, "MaDoiTac") != self.partner {
            return Err(NoticeWrong::NotSigned);
        }
        read_notice(message)
    }
}
