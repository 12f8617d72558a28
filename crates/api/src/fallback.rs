//! What no route answers: an address that does not exist, or not for that method.
//!
//! The addresses are taken from the description of the API, so there is no second list of them.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, Route, dev::ResourceDef, web};
use utoipa::openapi::{OpenApi as Document, path::PathItem};

use crate::error::Error;

/// The addresses that exist, with the methods that each takes.
#[derive(Clone, Default)]
pub(crate) struct Known(Arc<[(ResourceDef, String)]>);

impl Known {
    /// All addresses of a description.
    pub(crate) fn of(document: &Document) -> Self {
        let paths = document.paths.paths.iter();
        Self(
            paths
                .map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)))
                .collect(),
        )
    }

    /// The route that tells what is wrong with an address.
    pub(crate) fn refuse(self) -> Route {
        web::to(move |request: HttpRequest| {
            let refusal = self.refusal(&request);
            async move { Err::<HttpResponse, _>(refusal) }
        })
    }

    fn refusal(&self, request: &HttpRequest) -> Error {
        let known = self
            .0
            .iter()
            .find(|(path, _)| path.is_match(request.path()));
        known.map_or(Error::NOT_FOUND, |(_, methods)| {
            Error::MethodNotAllowed(methods.clone())
        })
    }
}

fn methods(item: &PathItem) -> String {
    let taken = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let names: Vec<_> = taken
        .into_iter()
        .filter_map(|(name, operation)| operation.as_ref().map(|_| name))
        .collect();
    names.join(", ")
}
