//! The pages as browsers get them.

use reqwest::{Response, header};

use crate::process::{Server, client};

async fn get(url: &str, accepted: &str) -> Response {
    client()
        .get(url)
        .header(header::ACCEPT_ENCODING, accepted)
        .send()
        .await
        .unwrap()
}

fn text(answer: &Response, name: header::HeaderName) -> String {
    answer
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn every_path_of_the_app_gives_the_page_that_finds_its_way() {
    let server = Server::start().await;
    for path in [
        "/",
        "/projects/WEB/tasks/1",
        "/profile/settings?tab=integrations",
    ] {
        let page = get(&format!("{}{path}", server.url), "identity").await;
        assert_eq!(page.status(), 200);
        assert_eq!(
            text(&page, header::CONTENT_TYPE),
            "text/html; charset=utf-8"
        );
        assert_eq!(text(&page, header::CACHE_CONTROL), "no-cache");
        assert!(page.text().await.unwrap().contains("/assets/app-"));
    }
}

#[tokio::test]
async fn hashed_files_come_compressed_and_are_kept_for_ever() {
    let server = Server::start().await;
    let page = get(&server.url, "identity").await.text().await.unwrap();
    let start = page.find("/assets/app-").unwrap();
    let path = &page[start..start + page[start..].find('"').unwrap()];
    let plain = get(&format!("{}{path}", server.url), "identity").await;
    assert_eq!(text(&plain, header::CONTENT_ENCODING), "");
    let plain = plain.bytes().await.unwrap().len();
    for encoding in ["br", "gzip"] {
        let file = get(&format!("{}{path}", server.url), encoding).await;
        assert_eq!(text(&file, header::CONTENT_ENCODING), encoding);
        assert_eq!(
            text(&file, header::CACHE_CONTROL),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(text(&file, header::VARY), "Accept-Encoding");
        assert!(file.bytes().await.unwrap().len() < plain);
    }
}

#[tokio::test]
async fn a_missing_file_is_not_answered_with_a_page() {
    let server = Server::start().await;
    let answer = get(&format!("{}/assets/app-gone.js", server.url), "br").await;
    assert_eq!(answer.status(), 404);
}

#[tokio::test]
async fn an_unknown_call_is_a_problem_and_not_a_page() {
    let server = Server::start().await;
    let answer = get(&format!("{}/api/v1/nothing", server.url), "identity").await;
    assert_eq!(answer.status(), 404);
    assert_eq!(
        text(&answer, header::CONTENT_TYPE),
        "application/problem+json"
    );
}

#[tokio::test]
async fn pages_run_no_script_but_their_own() {
    let server = Server::start().await;
    let page = get(&server.url, "identity").await;
    let policy = text(&page, header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval';"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe-inline"), "{policy}");
}
