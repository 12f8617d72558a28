//! The HTTP API of Tasksource, for the browser and for programs.
//!
//! A handler extracts, opens a transaction, loads, lets `domain` decide, and saves. None of them
//! changes anything on GitHub but the branch that a caller creates with their own token: what is
//! to happen there is recorded as an effect, with the change that calls for it.

mod access_token;
mod account;
mod address;
mod answer;
mod caller;
mod cookie;
mod document;
mod error;
mod fallback;
mod github_trouble;
mod handlers;
mod hub;
mod idempotency;
mod identity;
mod input;
mod leaving;
mod listening;
mod live_access;
mod markdown;
mod message;
mod page;
mod passwords;
mod rate_limit;
mod record;
mod routes;
mod secret;
mod sign_in;
mod spreadsheet;
mod state;
mod status;
mod task_change;
mod task_query;
mod version;

use actix_web::web::{Data, ServiceConfig};

use self::handlers::docs::Description;

pub use self::{
    access_token::SigningKeys,
    account::{AccountError, create_account},
    document::openapi,
    error::Error,
    state::{Settings, State},
};

/// Adds all routes of the API to an application; what is left over is the application's own.
pub fn configure(state: State) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let document = openapi();
        let known = fallback::Known::of(&document);
        let text = document.to_pretty_json();
        let text = text.expect("the description is plain text and lists");
        config
            .app_data(Data::new(state))
            .app_data(Data::new(Description(text)));
        routes::gather(
            &mut utoipa_actix_web::service_config::ServiceConfig::new(config),
            known,
        );
    }
}
