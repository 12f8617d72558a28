//! Who calls: the two kinds of proof that an `Authorization` header can hold.
//!
//! A cookie is never a proof here, and no proof is ever logged.

use actix_web::{HttpRequest, http::header};
use domain::{
    Timestamp,
    ids::{SessionId, UserId},
    problem::ProblemCode,
    wire::me::TokenScope,
};
use store::{ReadTx, sessions, tokens};

use crate::{error::Error, secret, state::State};

/// Who calls, and how they proved it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    pub(crate) user: UserId,
    pub(crate) proof: Proof,
    /// Until when the proof is good.
    pub(crate) until: Timestamp,
}

/// How a caller proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// By the access token of a browser that signed in.
    Session(SessionId),
    /// By a personal access token.
    Token,
}

impl Identity {
    /// Who a request's header says is calling. A session must still be shown to live, see
    /// [`Identity::must_live`].
    pub(crate) async fn of(state: &State, request: &HttpRequest) -> Result<Self, Error> {
        let bearer = bearer(request).ok_or(ProblemCode::SignInNeeded)?;
        if bearer.starts_with(secret::TOKEN_PREFIX) {
            return of_token(state, bearer, request.method().is_safe()).await;
        }
        let claims = state
            .settings
            .signing_keys
            .verify(&state.issuer(), bearer, state.now())
            .ok_or(ProblemCode::SignInNeeded)?;
        Ok(Self {
            user: claims.sub,
            proof: Proof::Session(claims.sid),
            until: claims.expires_at(),
        })
    }

    /// Goes on only while the session behind an access token was not ended.
    pub(crate) async fn must_live(self, tx: &mut ReadTx) -> Result<(), Error> {
        match self.proof {
            Proof::Session(session) if !sessions::is_live(tx, session).await? => {
                Err(ProblemCode::SignInNeeded.into())
            }
            _ => Ok(()),
        }
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request
        .headers()
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

async fn of_token(state: &State, secret: &str, only_reads: bool) -> Result<Identity, Error> {
    let hash = secret::hash(secret);
    let found = state
        .read(async |tx| Ok(tokens::find_by_hash(tx, hash).await?))
        .await?;
    let found = found.ok_or(ProblemCode::SignInNeeded)?;
    if found.token.scope == TokenScope::Read && !only_reads {
        return Err(ProblemCode::TokenReadOnly.into());
    }
    if found.wants_touch {
        state
            .write(async |tx| Ok(tokens::touch(tx, found.token.id).await?))
            .await?;
    }
    Ok(Identity {
        user: found.user,
        proof: Proof::Token,
        until: found.token.expires_at,
    })
}
