use crate::api::schema::Described;
use crate::kit::Kit;
use serde_json::json;

#[tokio::test]
async fn a_procedure_is_found_by_any_way_of_writing_it() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    for query in
        ["q=dang+ky+khai+sinh", "q=%C4%91%C4%83ng+k%C3%BD+khai+sinh", "q=1.001193", "q=birth+registration"]
    {
        let answer = kit.browser().get(&format!("/api/v1/procedures?{query}&limit=3")).await;
        let found = described.checked("get", "/api/v1/procedures", &answer);
        assert_eq!(found["procedures"][0]["id"], "1.001193", "{query}");
        assert!(found["procedures"].as_array().unwrap().len() <= 3);
    }
    let all = kit.browser().get("/api/v1/procedures?limit=100").await;
    let all = described.checked("get", "/api/v1/procedures", &all);
    assert_eq!(all["procedures"].as_array().unwrap().len(), 100);
    for limit in ["0", "101", "-1", "many"] {
        let answer = kit.browser().get(&format!("/api/v1/procedures?limit={limit}")).await;
        let problem = described.checked("get", "/api/v1/procedures", &answer);
        assert_eq!(
            (&problem["code"], &problem["errors"][0]["field"]),
            (&json!("request.wrong-type"), &json!("limit"))
        );
    }
}

#[tokio::test]
async fn every_procedure_is_told_as_it_is_described() {
    let kit = Kit::at("2025-07-14T09:00");
    let described = Described::by(&kit).await;
    const PATH: &str = "/api/v1/procedures/{id}";
    for procedure in kit.app.law.catalogue.all() {
        let answer = kit.browser().get(&format!("/api/v1/procedures/{}", procedure.id)).await;
        let told = described.checked("get", PATH, &answer);
        assert_eq!(told["id"], procedure.id.as_str());
        assert!(told["in_force"] == true && !told["steps"].as_array().unwrap().is_empty());
    }
    let seen = kit.browser().get("/api/v1/procedures/1.000280").await;
    let seen = described.checked("get", PATH, &seen);
    assert_eq!((&seen["verified"], &seen["seen_on"]), (&json!(false), &json!("2026-08-06")));
    assert_eq!((&seen["offers"], &seen["withheld"][0]["why"]), (&json!([]), &json!("no_limit")));
    const VERSIONS: &str = "/api/v1/procedures/{id}/versions";
    let all = kit.browser().get("/api/v1/procedures/1.001193/versions").await;
    let all = described.checked("get", VERSIONS, &all);
    assert_eq!((&all["versions"][0]["version"], &all["versions"][0]["in_force"]), (&json!(1), &json!(true)));
    let unknown = kit.browser().get("/api/v1/procedures/9.999999/versions").await;
    assert_eq!(described.checked("get", VERSIONS, &unknown)["code"], "catalogue.unknown-procedure");
    let unknown = kit.browser().get("/api/v1/procedures/9.999999").await;
    assert_eq!(described.checked("get", PATH, &unknown)["code"], "catalogue.unknown-procedure");
    kit.set_clock("2025-06-30T09:00");
    let before = kit.browser().get("/api/v1/procedures/1.001193").await;
    let before = described.checked("get", PATH, &before);
    assert_eq!((&before["in_force"], &before["online"]), (&json!(false), &json!(null)));
}
