//! The description of the API in OpenAPI's form, gathered from the routes themselves.
//!
//! No route is listed here: what is served is what is described.

use actix_web::App;
use domain::problem::Problem;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, OpenApi as Document, Ref, Response, ResponseBuilder,
        path::{Operation, PathItem},
        security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
    },
};
use utoipa_actix_web::AppExt;

use crate::{fallback::Known, routes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tasksource",
        description = "A task tracker whose tasks carry GitHub access.\n\n\
            Calls carry `Authorization: Bearer` with an access token or a personal access token \
            (`tsk_…`). Failures are problems (RFC 9457) with a stable `code`. Changes carry \
            `If-Match` with the version they are based on. Lists come in pages: send `next` as \
            `cursor`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/", description = "This server")),
    security(("bearer" = [])),
    components(schemas(Problem)),
    modifiers(&Schemes),
    tags(
        (name = "auth", description = "Registering, signing in and out"),
        (name = "me", description = "One's own account, sessions, tokens and GitHub connection"),
        (name = "events", description = "What changes, as it changes"),
        (name = "github", description = "What the caller's own GitHub account sees; nothing kept"),
        (name = "projects", description = "Projects, members, repositories and what happened"),
        (name = "tasks", description = "Tasks, their assignment, branches and commits"),
        (name = "webhooks", description = "What GitHub tells this server"),
        (name = "service", description = "The server itself"),
    )
)]
struct Frame;

/// The description of the API.
pub fn openapi() -> Document {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Frame::openapi())
        .configure(|config| routes::gather(config, Known::default()))
        .split_for_parts();
    document
        .paths
        .paths
        .values_mut()
        .flat_map(operations)
        .for_each(may_fail);
    document
}

/// The operations of a path, whatever the method.
pub(crate) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .flatten()
}

/// Every call can fail, and every failure has the same form.
fn may_fail(operation: &mut Operation) {
    let schema = Ref::from_schema_name("Problem");
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let problem: Response = ResponseBuilder::new()
        .description("A problem; match on its `code`")
        .content("application/problem+json", content)
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert("default".to_owned(), problem.into());
}

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut Document) {
        let bearer = Http::builder()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An access token, or a personal access token `tsk_…`."))
            .build();
        let cookie = ApiKeyValue::with_description(
            "__Host-tasksource_refresh",
            "Set by signing in; read by renewing and signing out only.",
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        components.add_security_scheme(
            "refresh_cookie",
            SecurityScheme::ApiKey(ApiKey::Cookie(cookie)),
        );
    }
}
