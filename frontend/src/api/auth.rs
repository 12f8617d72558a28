//! The calls of an account's beginning and end, and what is known before anybody signs in.

use domain::wire::{
    auth::{Login, Register, SignedIn},
    service::Service,
};

use super::{
    Api,
    call::{self, Call},
};
use crate::{
    language::{self, Language},
    problem::Problem,
    session,
};

impl Api {
    /// What the pages must know of the server.
    pub(crate) async fn service(self) -> Result<Service, Problem> {
        self.open(Call::get("/service")).await
    }

    /// The guide to GitHub, as HTML that came with these pages.
    pub(crate) async fn guide(self) -> Result<String, Problem> {
        let file = match language::spoken() {
            Language::English => "/guide/github.html",
            Language::German => "/guide/github.de.html",
        };
        call::text(Call::file(file).send(None).await?).await
    }

    /// Makes an account and signs its user in.
    pub(crate) async fn register(self, account: Register) -> Result<(), Problem> {
        let signed_in: SignedIn = self
            .open(Call::post("/auth/register").json(&account))
            .await?;
        self.begin(signed_in);
        Ok(())
    }

    /// Signs a user in.
    pub(crate) async fn login(self, login: Login) -> Result<(), Problem> {
        let signed_in: SignedIn = self.open(Call::post("/auth/login").json(&login)).await?;
        self.begin(signed_in);
        Ok(())
    }

    /// Ends the session at the server.
    pub(crate) async fn logout(self) -> Result<(), Problem> {
        self.tell(Call::post("/auth/logout")).await?;
        session::forget();
        Ok(())
    }
}
