//! The OAuth web flow: authorization with PKCE, exchange, refresh, and ending the grant.
//!
//! GitHub departs from the standard in four ways, each mended here and nowhere else: errors come
//! with status 200, scopes are divided by commas, the credentials belong in the body, and the
//! refresh token's lifetime is a field of GitHub's own.

use std::{borrow::Cow, pin::Pin, time::Duration};

use domain::{activity::RequestId, connection::SCOPES};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EndpointNotSet, EndpointSet, ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError, Scope, StandardRevocableToken,
    StandardTokenResponse, TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
        BasicTokenType,
    },
};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::Url;

use crate::{
    address,
    classify::{self, Words},
    client::Github,
    error::Error,
    scopes, transport,
};

/// What it takes to send a browser to GitHub and to recognise it when it comes back.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// GitHub's authorization page.
    pub url: Url,
    /// 256 random bits that come back with the browser.
    pub state: SecretString,
    /// What proves, at the exchange, that we are who asked.
    pub verifier: SecretString,
}

/// What GitHub gave for a code or a refresh token.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Goes with every call.
    pub access: SecretString,
    /// How long that works; without it, until revoked.
    pub access_lifetime: Option<Duration>,
    /// Good once, for the next pair.
    pub refresh: Option<SecretString>,
    /// How long that works.
    pub refresh_lifetime: Option<Duration>,
    /// What the user really granted, which can be less than was asked for.
    pub scopes: Vec<String>,
}

/// GitHub's own field beside the standard ones.
#[derive(Debug, Deserialize, Serialize)]
struct Lifetime {
    refresh_token_expires_in: Option<u64>,
}

impl ExtraTokenFields for Lifetime {}

type Reply = StandardTokenResponse<Lifetime, BasicTokenType>;
type Protocol = Client<
    BasicErrorResponse,
    Reply,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

type Carried = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send>>;

impl Github {
    /// An authorization page for the scopes of the product, to come back to `redirect`.
    pub fn authorization(&self, redirect: &Url) -> Authorization {
        let protocol = self.protocol();
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = protocol
            .authorize_url(|| CsrfToken::new_random_len(32))
            .set_redirect_uri(Cow::Owned(RedirectUrl::from_url(redirect.clone())))
            .add_scopes(SCOPES.map(|scope| Scope::new(scope.name.to_owned())))
            .set_pkce_challenge(challenge)
            .url();
        Authorization {
            url,
            state: state.into_secret().into(),
            verifier: verifier.into_secret().into(),
        }
    }

    /// Exchanges the code that came back with the browser.
    pub async fn exchange(
        &self,
        code: &str,
        verifier: &SecretString,
        redirect: &Url,
    ) -> Result<Tokens, Error> {
        let sent = self
            .protocol()
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()))
            .set_redirect_uri(Cow::Owned(RedirectUrl::from_url(redirect.clone())))
            .request_async(&self.carrier())
            .await;
        sent.map(|reply| tokens(&reply)).map_err(rejected)
    }

    /// Exchanges a refresh token; it and the access token beside it are void from then on.
    pub async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, Error> {
        let sent = self
            .protocol()
            .exchange_refresh_token(&RefreshToken::new(refresh.expose_secret().to_owned()))
            .request_async(&self.carrier())
            .await;
        sent.map(|reply| tokens(&reply)).map_err(rejected)
    }

    /// Ends all that the user of this token ever granted to this app, its other tokens included.
    ///
    /// Gives GitHub's id of the request.
    pub async fn delete_grant(&self, access: &SecretString) -> Result<Option<RequestId>, Error> {
        self.end("grant", access).await
    }

    /// Ends this one token; what else the user granted stays.
    pub async fn delete_token(&self, access: &SecretString) -> Result<(), Error> {
        self.end("token", access).await.map(drop)
    }

    async fn end(&self, what: &str, access: &SecretString) -> Result<Option<RequestId>, Error> {
        let call = self.call();
        let id = &self.transport.settings.client_id;
        call.request(Method::DELETE, &["applications", id, what])
            .json(json!({ "access_token": access.expose_secret() }))
            .send()
            .await
            .map(|reply| reply.request_id())
    }

    fn protocol(&self) -> Protocol {
        let settings = &self.transport.settings;
        let at = |segment| address::below(&settings.web_url, &["login", "oauth", segment]);
        let secret = settings.client_secret.expose_secret().to_owned();
        Client::new(ClientId::new(settings.client_id.clone()))
            .set_client_secret(ClientSecret::new(secret))
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(at("authorize")))
            .set_token_uri(TokenUrl::from_url(at("access_token")))
    }

    /// What the protocol sends its requests by; it owns all that it needs.
    fn carrier(&self) -> impl Fn(HttpRequest) -> Carried + use<> {
        let github = self.clone();
        move |request| Box::pin(github.clone().post(request))
    }

    /// Carries a request of the protocol over, and gives GitHub's errors the status they lack.
    async fn post(self, request: HttpRequest) -> Result<HttpResponse, Error> {
        let (parts, body) = request.into_parts();
        let answer = self
            .transport
            .oauth
            .request(parts.method, parts.uri.to_string())
            .headers(parts.headers)
            .body(body)
            .timeout(self.transport.settings.timeout)
            .send()
            .await
            .map_err(|error| transport::failure(&error))?;
        let (mut status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await;
        let body = body.map_err(|error| transport::failure(&error))?;
        if status.is_success() && is_error(&body) {
            status = StatusCode::BAD_REQUEST;
        } else if status.is_server_error() || !(status.is_success() || is_error(&body)) {
            return Err(classify::classify(status, &headers, &body, Words::Withheld));
        }
        let mut reply = HttpResponse::new(body.to_vec());
        *reply.status_mut() = status;
        *reply.headers_mut() = headers;
        Ok(reply)
    }
}

/// Whether the body is one of GitHub's refusals, whatever the status says.
fn is_error(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Refusal {
        #[serde(rename = "error")]
        _code: String,
    }
    serde_json::from_slice::<Refusal>(body).is_ok()
}

fn tokens(reply: &Reply) -> Tokens {
    let scopes = reply.scopes().map(Vec::as_slice).unwrap_or_default();
    let secret = |text: &String| SecretString::from(text.as_str());
    let lifetime = reply.extra_fields().refresh_token_expires_in;
    Tokens {
        access: secret(reply.access_token().secret()),
        access_lifetime: reply.expires_in(),
        refresh: reply.refresh_token().map(|token| secret(token.secret())),
        refresh_lifetime: lifetime.map(Duration::from_secs),
        scopes: scopes
            .iter()
            .flat_map(|scope| scopes::split(scope))
            .collect(),
    }
}

/// What cannot be read is not quoted: it may hold a token.
fn rejected(error: RequestTokenError<Error, BasicErrorResponse>) -> Error {
    match error {
        RequestTokenError::Request(error) => error,
        RequestTokenError::ServerResponse(refusal) => Error::OauthRejected {
            code: refusal.error().to_string(),
        },
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Error::Unexpected {
            status: StatusCode::OK.as_u16(),
            message: "a token reply of unknown form".to_owned(),
            request_id: None,
        },
    }
}
