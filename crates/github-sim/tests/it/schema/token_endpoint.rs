//! The token endpoint in each of its encodings: every kind of token, every refusal.
//! What the tokens are good for is left to `tokens` and `authorization`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::scene::Scene;
use crate::practice::Answer;

const ENDPOINT: &str = "/login/oauth/access_token";
const CALLBACK: &str = "http://localhost:8080/github/callback";
const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-0123456789";
/// How replies are wanted, with the status that refusals have then: any goes with any.
const ENCODINGS: &[(&str, u16)] = &[
    ("application/json", 200),
    ("application/json", 400),
    ("application/xml", 400),
    ("*/*", 200),
];

/// A request that is refused: what is wrong, and what the reply calls it.
const WRONG: &[(&str, &str, &str)] = &[
    ("client_secret", "wrong", "incorrect_client_credentials"),
    ("client_id", "wrong", "incorrect_client_credentials"),
    ("code", "wrong", "bad_verification_code"),
    ("code_verifier", "wrong", "bad_verification_code"),
    (
        "redirect_uri",
        "http://localhost/other",
        "redirect_uri_mismatch",
    ),
    ("grant_type", "password", "unsupported_grant_type"),
];

/// One who exchanges codes, and how replies are wanted.
struct Client<'a> {
    scene: &'a mut Scene,
    accept: &'static str,
    /// The status of refusals.
    refused: u16,
}

pub(super) async fn tour(scene: &mut Scene) {
    for (accept, refused) in ENCODINGS {
        switch(scene, *refused, *refused, "bad_verification_code").await;
        let mut client = Client {
            scene,
            accept,
            refused: *refused,
        };
        client.tokens().await;
        client.refusals().await;
        client.limits().await;
        client.unknown().await;
    }
    switch(scene, 200, 404, "invalid_grant").await;
    let mut client = Client {
        scene,
        accept: "application/json",
        refused: 200,
    };
    let code = client.code("repo").await;
    for (field, error) in [
        ("client_id", "Not Found"),
        ("code_verifier", "invalid_grant"),
    ] {
        let answer = client.exchange(&[("code", &code), (field, "wrong")]).await;
        assert_eq!(answer["error"], error);
    }
    switch(scene, 200, 404, "bad_verification_code").await;
}

/// Gives refusals this status, an unknown app that one, and a wrong verifier a name.
async fn switch(scene: &Scene, refused: u16, unknown: u16, verifier: &str) {
    let switches = json!({
        "token_error": refused,
        "unknown_client": unknown,
        "reused_code": refused,
        "wrong_verifier": refused,
        "wrong_verifier_error": verifier,
    });
    scene.control("PATCH /switches", switches).await;
}

impl Client<'_> {
    async fn tokens(&mut self) {
        let code = self.code("read:org repo").await;
        self.exchange(&[("code", &code)]).await;
        self.exchange(&[("code", &code)]).await;
        let code = self.code("repo offline_access").await;
        let expiring = self.exchange(&[("code", &code)]).await;
        assert!(expiring.to_string().contains("ghr_"), "{expiring}");
        let token = json!({ "login": "mona", "scopes": ["repo"], "expires_in": 60 });
        let pair = self.scene.control("POST /tokens", token).await;
        let refresh = pair["refresh_token"].as_str().unwrap();
        for spent in [false, true] {
            let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
            let renewed = self.exchange(&fields).await.to_string();
            assert_eq!(renewed.contains("bad_refresh_token"), spent, "{renewed}");
        }
    }

    async fn refusals(&mut self) {
        for (field, value, error) in WRONG {
            let code = self.code("repo").await;
            let answer = self.exchange(&[("code", &code), (field, value)]).await;
            assert!(answer.to_string().contains(error), "{error}: {answer}");
        }
        let late = self.code("repo").await;
        let minutes = json!({ "advance_seconds": 601 });
        self.scene.control("POST /clock", minutes).await;
        self.exchange(&[("code", &late)]).await;
        for error in ["unverified_user_email", "bad_refresh_token"] {
            let fault = json!({ "kind": "token_error", "error": error });
            let order = json!({ "path": ENDPOINT, "times": 1, "fault": fault });
            self.scene.control("POST /faults", order).await;
            let answer = self.exchange(&[]).await;
            assert!(answer.to_string().contains(error), "{answer}");
        }
    }

    async fn limits(&mut self) {
        for status in [403, 429] {
            let limits = json!({ "token_requests": 0, "status": status });
            self.scene.control("POST /limits", limits).await;
            let answer = self.exchange(&[]).await;
            assert_eq!(answer["status"], status.to_string());
        }
        self.scene.control("POST /limits", json!({})).await;
    }

    /// Nothing is read from here.
    async fn unknown(&mut self) {
        let request = self
            .scene
            .practice
            .http
            .get(self.scene.practice.web(ENDPOINT));
        let request = request.header("Accept", self.accept);
        let beside = json!({ "accept": self.accept });
        let call = format!("GET {ENDPOINT}");
        let answer = self.scene.take_as(&call, request, beside).await;
        assert_eq!(answer.status, 404);
    }

    async fn exchange(&mut self, fields: &[(&str, &str)]) -> Value {
        let usual = [
            ("client_id", "practice-client"),
            ("client_secret", "practice-secret"),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        let told = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let usual = usual.iter().filter(|(name, _)| !told(name));
        let form: Vec<_> = usual.chain(fields).copied().collect();
        let request = self.scene.practice.form(ENDPOINT, &form);
        let request = request.header("Accept", self.accept);
        let beside = json!({ "accept": self.accept, "refused": self.refused });
        let call = format!("POST {ENDPOINT}");
        let answer: Answer = self.scene.take_as(&call, request, beside).await;
        answer.body
    }

    async fn code(&mut self, scope: &str) -> String {
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut url = Url::parse(&self.scene.practice.web("/login/oauth/authorize")).unwrap();
        url.query_pairs_mut().extend_pairs([
            ("client_id", "practice-client"),
            ("redirect_uri", CALLBACK),
            ("scope", scope),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let consent = json!({ "login": "mona", "url": url });
        let answer = self.scene.control("POST /authorize", consent).await;
        let back = Url::parse(answer["location"].as_str().unwrap()).unwrap();
        let code = back.query_pairs().find(|(name, _)| name == "code");
        code.unwrap().1.into_owned()
    }
}
