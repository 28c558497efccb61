//! The form in which messages go out: CloudEvents 1.0, structured JSON.

use crate::directory::UnitCode;
use crate::outbox::Delivery;
use serde_json::{Value, json};

/// How an installation names itself in its messages: by the province that it serves.
pub fn source_of(province: &UnitCode) -> String {
    format!("/motcua/{province}")
}

/// The message as a CloudEvent. It is the same at every try: whoever gets it twice finds
/// the same bytes. `source` names this installation.
pub fn cloud_event(source: &str, delivery: &Delivery) -> String {
    let data: Value = serde_json::from_str(&delivery.data).unwrap_or(Value::Null);
    let mut event = json!({
        "specversion": "1.0",
        "id": delivery.id,
        "source": source,
        "type": delivery.kind,
    });
    if !delivery.subject.is_empty() {
        event["subject"] = json!(delivery.subject);
    }
    event["time"] = json!(delivery.at.iso());
    event["datacontenttype"] = json!("application/json");
    event["data"] = data;
    event.to_string()
}
