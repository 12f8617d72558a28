//! Serving a clone or a push by git's own CGI program.
//! Whether the caller may do so was decided before; nothing here asks again.

use super::{GitError, GitRepository};

/// One request of a git client.
#[derive(Debug)]
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a str,
    /// The part behind the repository, such as `/info/refs`.
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) content_type: &'a str,
    /// The `Git-Protocol` header: version 2 needs it.
    pub(crate) protocol: &'a str,
    pub(crate) user: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// What git answered: status, headers, body.
pub(crate) type Answer = (u16, Vec<(String, String)>, Vec<u8>);

impl GitRepository {
    /// Lets git answer.
    pub(crate) fn serve(&self, exchange: &Exchange<'_>) -> Result<Answer, GitError> {
        let mut command = self.backend();
        command
            .env("GIT_PROJECT_ROOT", &self.folder)
            .env("GIT_HTTP_EXPORT_ALL", "1")
            .env("PATH_INFO", exchange.path)
            .env("QUERY_STRING", exchange.query)
            .env("REQUEST_METHOD", exchange.method)
            .env("CONTENT_TYPE", exchange.content_type)
            .env("CONTENT_LENGTH", exchange.body.len().to_string())
            .env("GIT_PROTOCOL", exchange.protocol);
        if let Some(user) = exchange.user {
            command.env("REMOTE_USER", user);
        }
        let output = self.run(command, exchange.body)?;
        Ok(parse(output.stdout))
    }
}

fn parse(output: Vec<u8>) -> Answer {
    let Some(end) = output.windows(4).position(|window| window == b"\r\n\r\n") else {
        return (500, Vec::new(), output);
    };
    let head = String::from_utf8_lossy(&output[..end]).into_owned();
    let mut headers: Vec<_> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let status = headers.iter().find(|(name, _)| name == "Status");
    let status = status
        .and_then(|(_, value)| value.get(..3)?.parse().ok())
        .unwrap_or(200);
    headers.retain(|(name, _)| name != "Status");
    (status, headers, output[end + 4..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_cgi_answer_is_taken_apart() {
        let text = b"Status: 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nno\r\n\r\nreally";
        let (status, headers, body) = parse(text.to_vec());
        assert_eq!(status, 403);
        assert_eq!(
            headers,
            [("Content-Type".to_owned(), "text/plain".to_owned())]
        );
        assert_eq!(body, b"no\r\n\r\nreally");
    }

    #[test]
    fn without_a_status_all_is_well_and_without_a_head_nothing_is() {
        assert_eq!(parse(b"Expires: never\r\n\r\n".to_vec()).0, 200);
        assert_eq!(parse(b"killed".to_vec()).0, 500);
    }
}
