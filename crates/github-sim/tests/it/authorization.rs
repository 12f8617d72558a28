//! Connecting an account: the pages, the code, what is refused on the way.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reqwest::Method;
use reqwest::header::{COOKIE, LOCATION};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use crate::practice::{Answer, Practice};

const CALLBACK: &str = "http://localhost:8080/github/callback";
const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-0123456789";

fn request_address(practice: &Practice, more: &[(&str, &str)]) -> String {
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut url = Url::parse(&practice.web("/login/oauth/authorize")).unwrap();
    let usual = [
        ("client_id", "practice-client"),
        ("redirect_uri", CALLBACK),
        ("scope", "repo read:org offline_access"),
        ("state", "s-1"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let told = |name: &str| more.iter().any(|(known, _)| *known == name);
    url.query_pairs_mut()
        .extend_pairs(usual.iter().filter(|(name, _)| !told(name)));
    url.query_pairs_mut().extend_pairs(more);
    url.into()
}

/// Lets mona agree, and gives the query of the address that the browser is sent to.
async fn agree(practice: &Practice, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let body = json!({ "login": "mona", "url": request_address(practice, more) });
    let answer = practice.control(Method::POST, "/authorize", body).await;
    query(answer["location"].as_str().unwrap())
}

fn query(location: &str) -> Vec<(String, String)> {
    assert!(location.starts_with(CALLBACK), "{location}");
    Url::parse(location)
        .unwrap()
        .query_pairs()
        .into_owned()
        .collect()
}

fn field<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value)
}

async fn exchange(practice: &Practice, fields: &[(&str, &str)]) -> Value {
    let usual = [
        ("client_id", "practice-client"),
        ("client_secret", "practice-secret"),
    ];
    let body = [&usual, fields].concat();
    let request = practice.form("/login/oauth/access_token", &body);
    let answer = Answer::of(request.header("Accept", "application/json")).await;
    assert_eq!(answer.status, 200, "refusals are answers, too");
    answer.body
}

#[tokio::test]
async fn a_browser_chooses_an_account_and_authorizes() {
    let practice = Practice::with_a_repository().await;
    let address = request_address(&practice, &[("prompt", "select_account")]);
    let chooser = practice
        .http
        .get(&address)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(chooser.contains("Continue as mona"));

    let return_to = address.replace("&prompt=select_account", "");
    let return_to = return_to.strip_prefix(&practice.web("")).unwrap();
    let cookie = practice.sign_in("mona", return_to).await;
    assert!(cookie.starts_with("practice_session="));

    let page = practice
        .http
        .get(practice.web(return_to))
        .header(COOKIE, &cookie);
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Full control of private and public repositories"));
    assert!(
        !page.contains("offline_access</code>"),
        "not a right that anybody holds"
    );

    let form = [("decision", "authorize"), ("return_to", return_to)];
    let decide = practice.form("/login/oauth/authorize", &form);
    let decided = decide.header(COOKIE, &cookie).send().await.unwrap();
    let back = query(decided.headers()[LOCATION].to_str().unwrap());
    assert_eq!(field(&back, "state"), "s-1");

    let again = practice
        .http
        .get(practice.web(return_to))
        .header(COOKIE, &cookie);
    assert_eq!(
        again.send().await.unwrap().status(),
        303,
        "what is granted is not asked again"
    );
}

#[tokio::test]
async fn a_code_buys_an_expiring_token_once() {
    let practice = Practice::with_a_repository().await;
    let back = agree(&practice, &[]).await;
    let fields = [
        ("code", field(&back, "code")),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let token = exchange(&practice, &fields).await;
    assert_eq!(token["scope"], "read:org,repo");
    assert_eq!(token["expires_in"], 28_800);
    assert_eq!(token["refresh_token_expires_in"], 15_897_600);
    let caller = practice.caller_by_token(token["access_token"].as_str().unwrap());
    assert_eq!(caller.get("/user").await.body["login"], "mona");
    assert_eq!(
        exchange(&practice, &fields).await["error"],
        "bad_verification_code"
    );
}

#[tokio::test]
async fn a_code_without_its_verifier_is_worth_nothing() {
    let practice = Practice::with_a_repository().await;
    for wrong in [None, Some("not-the-verifier")] {
        let back = agree(&practice, &[]).await;
        let mut fields = vec![("code", field(&back, "code"))];
        fields.extend(wrong.map(|verifier| ("code_verifier", verifier)));
        assert_eq!(
            exchange(&practice, &fields).await["error"],
            "bad_verification_code"
        );
    }
}

#[tokio::test]
async fn a_code_dies_after_ten_minutes() {
    let practice = Practice::with_a_repository().await;
    let back = agree(&practice, &[]).await;
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 601 }))
        .await;
    let fields = [("code", field(&back, "code")), ("code_verifier", VERIFIER)];
    assert_eq!(
        exchange(&practice, &fields).await["error"],
        "bad_verification_code"
    );
}

#[tokio::test]
async fn a_refusal_comes_back_with_the_state() {
    let practice = Practice::with_a_repository().await;
    let body = json!({ "login": "mona", "url": request_address(&practice, &[]), "refuse": true });
    let answer = practice.control(Method::POST, "/authorize", body).await;
    let back = query(answer["location"].as_str().unwrap());
    assert_eq!(field(&back, "error"), "access_denied");
    assert_eq!(field(&back, "state"), "s-1");
}

#[tokio::test]
async fn a_callback_must_be_registered_and_a_challenge_must_be_s256() {
    let practice = Practice::with_a_repository().await;
    let elsewhere = [(
        "redirect_uri",
        "http://localhost:8080/github/callback/other",
    )];
    assert_eq!(
        field(&agree(&practice, &elsewhere).await, "error"),
        "redirect_uri_mismatch"
    );
    let plain = [("code_challenge_method", "plain")];
    assert_eq!(
        field(&agree(&practice, &plain).await, "error"),
        "invalid_request"
    );
}

#[tokio::test]
async fn an_unknown_app_gets_a_page_and_no_redirect() {
    let practice = Practice::start().await;
    let address = request_address(&practice, &[("client_id", "nobody")]);
    assert_eq!(
        practice.http.get(address).send().await.unwrap().status(),
        404
    );
}

#[tokio::test]
async fn scopes_add_up_over_time() {
    let practice = Practice::with_a_repository().await;
    agree(&practice, &[("scope", "read:org")]).await;
    agree(&practice, &[("scope", "repo")]).await;
    let world = practice.control(Method::GET, "/world", Value::Null).await;
    assert_eq!(world["grants"][0]["scopes"], json!(["read:org", "repo"]));
}

#[tokio::test]
async fn an_owner_presses_grant_and_a_member_can_only_request() {
    let practice = Practice::with_a_repository().await;
    let members =
        json!([{ "login": "mona", "role": "admin" }, { "login": "dana", "role": "member" }]);
    let acme = json!({ "login": "acme", "restricts_apps": true, "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    let here = request_address(&practice, &[]).replace(&practice.web(""), "");
    let page = async |cookie: &str| {
        let request = practice
            .http
            .get(practice.web(&here))
            .header(COOKIE, cookie);
        request.send().await.unwrap().text().await.unwrap()
    };
    let press = async |cookie: &str| {
        let form = [("login", "acme"), ("return_to", here.as_str())];
        let pressed = practice
            .form("/login/oauth/organizations", &form)
            .header(COOKIE, cookie);
        assert_eq!(
            pressed.send().await.unwrap().headers()[LOCATION],
            here.as_str()
        );
    };

    let dana = practice.sign_in("dana", "/").await;
    assert!(page(&dana).await.contains("aria-label=\"Request acme\""));
    press(&dana).await;
    assert!(page(&dana).await.contains("Access requested"));

    let mona = practice.sign_in("mona", "/").await;
    assert!(page(&mona).await.contains("aria-label=\"Grant acme\""));
    press(&mona).await;
    assert!(page(&mona).await.contains("Access granted"));
    assert!(
        page(&dana).await.contains("Access granted"),
        "an owner decides for all"
    );
}

#[tokio::test]
async fn cancelling_and_deciding_without_an_account_give_nothing() {
    let practice = Practice::with_a_repository().await;
    let here = request_address(&practice, &[]).replace(&practice.web(""), "");
    let cookie = practice.sign_in("mona", "/").await;
    let form = [("decision", "cancel"), ("return_to", here.as_str())];
    let decide = practice
        .form("/login/oauth/authorize", &form)
        .header(COOKIE, cookie);
    let decided = decide.send().await.unwrap();
    let back = query(decided.headers()[LOCATION].to_str().unwrap());
    assert_eq!(
        (field(&back, "error"), field(&back, "code")),
        ("access_denied", "")
    );

    let form = [("decision", "authorize"), ("return_to", here.as_str())];
    let stranger = practice
        .form("/login/oauth/authorize", &form)
        .send()
        .await
        .unwrap();
    assert!(stranger.text().await.unwrap().contains("Choose an account"));
    let world = practice.control(Method::GET, "/world", Value::Null).await;
    assert_eq!(world["grants"], json!([]));
}
