//! The stream of what changes.

use gloo_net::http::Response;

use super::{
    call::{self, Call},
    client::Api,
};
use crate::problem::Problem;

impl Api {
    /// Opens the stream, from a number on; what it says is read as it comes.
    pub(crate) async fn events(self, since: Option<i64>) -> Result<Response, Problem> {
        let since = since.map(|number| number.to_string());
        let call = Call::get("/events").query(&[("since", since.as_deref())]);
        let response = self.send(call).await?;
        if response.ok() {
            return Ok(response);
        }
        call::text(response).await?;
        Err(Problem::Garbled)
    }
}
