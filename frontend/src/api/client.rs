//! The signed-in way to the server: every call carries the token, and an expired one is renewed
//! once for any number of calls, in this tab and all others.
//!
//! No call of the product is named here.

use std::{future::Future, pin::Pin};

use domain::{problem::ProblemCode, wire::auth::SignedIn};
use gloo_net::http::Response;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::call::{self, Call};
use crate::{
    browser,
    problem::Problem,
    session::{self, Session},
};

/// A cookie that is used twice ends the session, so that two tabs must never renew at once.
const RENEWAL_LOCK: &str = "tasksource-renewal";

const UNAUTHORIZED: u16 = 401;

type Pending<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

/// The server, from any page.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    session: Session,
}

/// The server, from any page.
pub(crate) fn use_api() -> Api {
    expect_context::<Api>()
}

impl Api {
    /// The server as this session reaches it.
    pub(crate) fn new(session: Session) -> Self {
        Self { session }
    }

    /// Finds out who is signed in, by the cookie that no script can read.
    pub(crate) async fn resume(self) {
        if !session::may_resume() {
            return self.session.end();
        }
        if let Err(problem) = self.renew(None).await {
            if problem.is(ProblemCode::SignInNeeded) {
                self.session.end();
            } else {
                self.session.leave_unclear(problem);
            }
        }
    }

    /// Takes a sign-in over.
    pub(super) fn begin(self, signed_in: SignedIn) {
        self.session.begin(signed_in);
    }

    /// Makes a call that needs nobody signed in.
    pub(super) async fn open<T: DeserializeOwned>(self, call: Call) -> Result<T, Problem> {
        let answer: Pending<String> =
            Box::pin(async move { call::text(call.send(None).await?).await });
        call::parse(&answer.await?)
    }

    /// Makes a call and reads its answer.
    pub(super) async fn ask<T: DeserializeOwned>(self, call: Call) -> Result<T, Problem> {
        call::parse(&self.text(call).await?)
    }

    /// Makes a call whose answer says nothing but that it is done.
    pub(super) async fn tell(self, call: Call) -> Result<(), Problem> {
        self.text(call).await.map(drop)
    }

    /// The part of a call that is the same whatever is answered, compiled once.
    fn text(self, call: Call) -> Pending<String> {
        Box::pin(async move { call::text(self.send(call).await?).await })
    }

    /// Makes a signed call; an expired token is renewed and the call made once more.
    pub(super) async fn send(self, call: Call) -> Result<Response, Problem> {
        let token = self.session.token();
        let response = call.send(token.clone()).await?;
        if response.status() != UNAUTHORIZED {
            return Ok(response);
        }
        if let Err(problem) = self.renew(token).await {
            if problem.is(ProblemCode::SignInNeeded) {
                self.session.end();
            }
            return Err(problem);
        }
        call.send(self.session.token()).await
    }

    /// Renews the token, unless somebody did since `used` was taken.
    async fn renew(self, used: Option<String>) -> Result<(), Problem> {
        let outcome = StoredValue::new(Ok(()));
        let work = async move {
            if self.session.token() == used {
                outcome.set_value(self.refresh().await);
            }
        };
        browser::alone(RENEWAL_LOCK, work).await;
        let answer = outcome.get_value();
        outcome.dispose();
        answer
    }

    async fn refresh(self) -> Result<(), Problem> {
        let signed_in: SignedIn = self.open(Call::post("/auth/refresh")).await?;
        self.begin(signed_in);
        Ok(())
    }
}
