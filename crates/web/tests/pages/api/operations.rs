use crate::july::July;
use crate::kit::{Answer, Kit};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use motcua_web::router;
use tower::ServiceExt;

async fn get(server: &axum::Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = server.clone().oneshot(request).await.unwrap();
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

fn value<'a>(metrics: &'a str, name: &str) -> &'a str {
    let line = metrics
        .lines()
        .find(|line| line.starts_with(name))
        .unwrap_or_else(|| panic!("no {name} in\n{metrics}"));
    line.rsplit(' ').next().unwrap()
}

#[tokio::test]
async fn a_server_says_that_it_lives_and_that_it_can_work() {
    let kit = Kit::at("2025-07-14T09:00");
    for path in ["/livez", "/readyz"] {
        let answer: Answer = kit.browser().get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with("text/plain"));
    }
}

#[tokio::test]
async fn answers_are_counted_by_class_and_dossiers_by_status_at_most_every_ten_seconds() {
    let july = July::until_the_14th().await;
    let server = router(july.kit.app.server());
    for path in ["/livez", "/scoreboard", "/khong-co", "/api/v1/scoreboard?from=x"] {
        get(&server, path).await;
    }
    let metrics = get(&server, "/metrics").await;
    assert_eq!(value(&metrics, "motcua_http_responses_total{class=\"2xx\"}"), "2");
    assert_eq!(value(&metrics, "motcua_http_responses_total{class=\"4xx\"}"), "2");
    assert_eq!(value(&metrics, "motcua_dossiers{status=\"submitted\"}"), "1");
    assert_eq!(value(&metrics, "motcua_dossiers{status=\"completed\"}"), "4");
    assert_eq!(value(&metrics, "motcua_dossiers{status=\"stopped\"}"), "0");
    assert_eq!(value(&metrics, "motcua_store_up"), "1");
    assert!(metrics.contains(&format!("motcua_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))));

    july.online("2025-07-14T20:00:09", crate::july::PHU_XUAN, crate::july::BIRTH, true).await;
    assert_eq!(value(&get(&server, "/metrics").await, "motcua_dossiers{status=\"submitted\"}"), "1");
    july.kit.set_clock("2025-07-14T20:00:10");
    assert_eq!(value(&get(&server, "/metrics").await, "motcua_dossiers{status=\"submitted\"}"), "2");
}
