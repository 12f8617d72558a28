//! Connecting, renewing and ending an authorization.

use std::time::Duration;

use github::{Authorization, Error, Github, Tokens};
use secrecy::ExposeSecret;
use serde_json::json;
use testbed::practice::Practice;

/// Ann agrees, and the code is exchanged.
async fn connected(practice: &Practice, github: &Github) -> Tokens {
    let authorization = github.authorization(practice.redirect());
    exchanged(practice, github, &authorization).await.unwrap()
}

async fn exchanged(
    practice: &Practice,
    github: &Github,
    authorization: &Authorization,
) -> Result<Tokens, Error> {
    let back = practice.authorize("ann", &authorization.url, &[]).await;
    let code = back.code.unwrap();
    github
        .exchange(&code, &authorization.verifier, practice.redirect())
        .await
}

async fn practice_with_ann() -> (Practice, Github) {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let github = practice.github();
    (practice, github)
}

fn code_of(error: Error) -> String {
    match error {
        Error::OauthRejected { code } => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_authorization_asks_for_the_scopes_with_state_and_challenge() {
    let (practice, github) = practice_with_ann().await;
    let first = github.authorization(practice.redirect());
    let of = |name: &str| {
        let mut pairs = first.url.query_pairs();
        pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    };
    assert_eq!(of("scope").unwrap(), "read:org repo offline_access");
    assert_eq!(of("code_challenge_method").unwrap(), "S256");
    assert_eq!(of("code_challenge").unwrap().len(), 43);
    assert_eq!(of("state").unwrap(), first.state.expose_secret());
    assert_eq!(of("redirect_uri").unwrap(), practice.redirect().as_str());
    let second = github.authorization(practice.redirect());
    assert_ne!(first.state.expose_secret(), second.state.expose_secret());
    assert_ne!(
        first.verifier.expose_secret(),
        second.verifier.expose_secret()
    );
}

#[tokio::test]
async fn a_code_becomes_tokens_that_expire_and_name_their_scopes() {
    let (practice, github) = practice_with_ann().await;
    let tokens = connected(&practice, &github).await;
    assert_eq!(tokens.access_lifetime, Some(Duration::from_hours(8)));
    assert!(tokens.refresh.is_some());
    assert!(tokens.refresh_lifetime > tokens.access_lifetime);
    assert_eq!(domain::connection::missing_scopes(&tokens.scopes), [""; 0]);
    let account = github.as_user(tokens.access).account().await.unwrap();
    assert_eq!(account.login, "ann");
}

#[tokio::test]
async fn a_refusal_comes_back_with_the_state_and_no_code() {
    let (practice, github) = practice_with_ann().await;
    let authorization = github.authorization(practice.redirect());
    let back = practice.refuse("ann", &authorization.url).await;
    assert_eq!(back.error.as_deref(), Some("access_denied"));
    assert_eq!(back.state, authorization.state.expose_secret());
    assert_eq!(back.code, None);
}

#[tokio::test]
async fn a_code_is_good_once_and_only_with_its_verifier() {
    let (practice, github) = practice_with_ann().await;
    let mut authorization = github.authorization(practice.redirect());
    let back = practice.authorize("ann", &authorization.url, &[]).await;
    let code = back.code.unwrap();
    let verifier = authorization.verifier.clone();
    let sent = github.exchange(&code, &verifier, practice.redirect());
    sent.await.unwrap();
    let again = github.exchange(&code, &verifier, practice.redirect());
    assert_eq!(code_of(again.await.unwrap_err()), "bad_verification_code");

    authorization.verifier = github.authorization(practice.redirect()).verifier;
    let wrong = exchanged(&practice, &github, &authorization).await;
    let told = practice.switch("wrong_verifier_error").await;
    assert_eq!(code_of(wrong.unwrap_err()), told);
}

#[tokio::test]
async fn an_app_that_github_does_not_know_is_rejected() {
    let (practice, github) = practice_with_ann().await;
    let tokens = connected(&practice, &github).await;
    let mut settings = practice.settings();
    settings.client_id = "nobody".to_owned();
    let nobody = Github::new(settings).unwrap();
    let refused = nobody.refresh(&tokens.refresh.unwrap()).await;
    let told = match practice.switch("unknown_client").await.as_u64() {
        Some(404) => "Not Found",
        _ => "incorrect_client_credentials",
    };
    assert_eq!(code_of(refused.unwrap_err()), told);
}

#[tokio::test]
async fn renewing_voids_the_old_pair() {
    let (practice, github) = practice_with_ann().await;
    let old = connected(&practice, &github).await;
    let refresh = old.refresh.unwrap();
    let new = github.refresh(&refresh).await.unwrap();
    assert_eq!(new.scopes, old.scopes);
    assert_ne!(new.access.expose_secret(), old.access.expose_secret());
    let with_old = github.as_user(old.access).account().await;
    assert_eq!(with_old, Err(Error::Unauthorized));
    let again = github.refresh(&refresh).await;
    assert_eq!(code_of(again.unwrap_err()), "bad_refresh_token");
}

#[tokio::test]
async fn an_error_in_a_success_is_an_error() {
    let (practice, github) = practice_with_ann().await;
    let fault = json!({ "kind": "token_error", "error": "incorrect_client_credentials" });
    practice
        .order(json!({ "path": "/login/oauth/access_token", "fault": fault }))
        .await;
    let authorization = github.authorization(practice.redirect());
    let refused = exchanged(&practice, &github, &authorization).await;
    assert_eq!(
        code_of(refused.unwrap_err()),
        "incorrect_client_credentials"
    );
}

#[tokio::test]
async fn a_token_endpoint_that_fails_is_unavailable_not_a_refusal() {
    let (practice, github) = practice_with_ann().await;
    let tokens = connected(&practice, &github).await;
    practice.fail("/login/oauth/access_token", 502, 1).await;
    let failed = github.refresh(&tokens.refresh.unwrap()).await;
    assert!(
        matches!(failed, Err(Error::Unavailable { .. })),
        "{failed:?}"
    );
}

#[tokio::test]
async fn ending_a_grant_ends_all_its_tokens() {
    let (practice, github) = practice_with_ann().await;
    let first = connected(&practice, &github).await;
    let second = connected(&practice, &github).await;
    github.delete_token(&second.access).await.unwrap();
    let account = github.as_user(second.access).account().await;
    assert_eq!(account, Err(Error::Unauthorized));
    github
        .as_user(first.access.clone())
        .account()
        .await
        .unwrap();
    github.delete_grant(&first.access).await.unwrap();
    let account = github.as_user(first.access).account().await;
    assert_eq!(account, Err(Error::Unauthorized));
    assert_eq!(practice.live_tokens("ann").await, None);
}

#[tokio::test]
async fn a_dead_token_ends_nothing_and_its_refresh_token_may_outlive_it() {
    let (practice, github) = practice_with_ann().await;
    let tokens = connected(&practice, &github).await;
    github.delete_token(&tokens.access).await.unwrap();
    let missing = practice.switch("dead_token").await == 404;
    for ended in [
        github.delete_token(&tokens.access).await,
        github.delete_grant(&tokens.access).await.map(drop),
    ] {
        let as_expected = match ended {
            Err(Error::NotFound) => missing,
            Err(Error::Invalid { .. }) => !missing,
            _ => false,
        };
        assert!(as_expected, "{ended:?}");
    }
    let both = practice.switch("deleted_token_ends_refresh").await == true;
    let renewed = github.refresh(&tokens.refresh.unwrap()).await;
    let spent = renewed.err().map(code_of);
    assert_eq!(spent.as_deref(), both.then_some("bad_refresh_token"));
}

#[tokio::test]
async fn law_9_no_debug_output_shows_a_secret() {
    let (practice, github) = practice_with_ann().await;
    let authorization = github.authorization(practice.redirect());
    let tokens = connected(&practice, &github).await;
    let client = github.as_user(tokens.access.clone());
    let shown = format!("{github:?} {tokens:?} {client:?}");
    let verifier = authorization.verifier.expose_secret();
    assert!(!format!("{authorization:?}").contains(verifier));
    let settings = practice.settings();
    let secrets = [
        tokens.access.expose_secret(),
        tokens.refresh.as_ref().unwrap().expose_secret(),
        settings.client_secret.expose_secret(),
    ];
    for secret in secrets {
        assert!(!shown.contains(secret), "a secret is shown");
    }
}
